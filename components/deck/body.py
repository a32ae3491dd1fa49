"""What stands below the sentence of a slide, in the room that is left there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from components.charts.base import Spec
from components.deck.figure import sharper, slide_spec
from components.deck.fit import LINE, SMALLEST, fit_slide_table, text_height
from components.exhibit.model import BOTH, Exhibit
from components.markup.templates import macro
from components.render.colours import Colours
from components.render.maps import joined_map
from components.render.spec import as_text
from components.render.svg import Drawing
from components.words.legend import Swatch
from components.words.table import Table
from components.words.textwidth import placed, shortened
from data_loaders.letters import text_width

Draw = Callable[[str], Drawing]
"""Makes a drawing of a specification as text."""

_GAP = 40  # pixels, between parts
_SIDE = 640  # pixels, the column beside a figure
_LEGEND = 50  # pixels, one line of a legend
_SWATCH = 78  # pixels, a box of a legend with the room beside its label
_FACT_SIZES = (40, 36, 32, 28, SMALLEST)
_NAME = 340  # pixels, the names of facts
_SENTENCE = 32
_FEW_FACTS = 2  # as sentences above a figure; more of them stand beside it
Facts = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Room:
    """What a body has, in pixels of a screen of 1920 by 1080, and what draws its figure."""

    width: float
    height: float
    colours: Colours
    draw: Draw


class Body(NamedTuple):
    """The body of a slide as HTML; whether its figure is in it, or should be and failed."""

    html: Markup
    has_figure: bool = False
    is_undrawn: bool = False


def body_of(exhibit: Exhibit, room: Room) -> Body:
    """Return the body of a slide. Raises whatever the drawing raises."""
    if exhibit.figures and (found := _figure_body(exhibit, room)):
        return Body(found, has_figure=True)
    return Body(_words(exhibit, room))


def _words(exhibit: Exhibit, room: Room) -> Markup:
    """Return what a slide has without a figure."""
    shape = exhibit.shape(is_drawable=False)
    if shape == "waarden":
        return macro("dia", "values", exhibit.values)
    if shape == "tabel" and exhibit.table:
        return _told_table(exhibit.table, exhibit.lines, room)
    if shape == "feiten":
        return _facts(exhibit.told_facts, room.width, room.height)
    texts = [shortened(line, _SENTENCE, room.width, 4) for line in exhibit.sentences]
    return macro("dia", "sentences", texts)


def _told_table(table: Table, lines: Sequence[str], room: Room) -> Markup:
    """Return a table below its sentences, which give in when rows would fall out."""
    for most in (2, 1):
        texts = [shortened(line, _SENTENCE, room.width, most) for line in lines]
        height = room.height - _sentences_height(texts, room.width)
        fitted, same = fit_slide_table(table, room.width, height)
        if not fitted.dropped:
            break
    return macro("dia", "told_table", texts, fitted, same, _more(fitted.dropped))


def _sentences_height(texts: Sequence[str], width: float) -> float:
    return sum(text_height(text, _SENTENCE, width) + 12 for text in texts)


def _more(dropped: int) -> str:
    """Return in words how many more rows there are than can be read."""
    if not dropped:
        return ""
    count = "1 rij" if dropped == 1 else f"{dropped} rijen"
    return f"En nog {count}: zie de handout."


def _figure_body(exhibit: Exhibit, room: Room) -> Markup:
    """Return a figure with what belongs beside it; empty when it cannot be read in this room."""
    swatches = _legend(exhibit, room.colours)
    if exhibit.drawn[0].map:
        return _map_body(exhibit, room, swatches)
    facts = exhibit.told_facts
    is_beside = len(facts) > _FEW_FACTS
    above = () if is_beside else exhibit.lines
    width = room.width - (_SIDE + _GAP if is_beside else 0)
    height = room.height - _legend_height(exhibit, width) - _sentences_height(above, width)
    drawn = _figure(exhibit, room, width, height)
    if not drawn:
        return Markup("")
    if not is_beside:
        return macro("dia", "figure_below", above, swatches, drawn)
    return macro("dia", "figure_beside", _facts(facts, _SIDE, room.height), swatches, drawn)


def _map_body(exhibit: Exhibit, room: Room, swatches: Sequence[Swatch]) -> Markup:
    """Return a map, with its legend and its values beside it: a map has no words of its own."""
    drawing = joined_map(exhibit.drawn, "dia", room.colours, sharper)
    wide = drawing.width * min(1, room.height / drawing.height)
    side = room.width - wide - _GAP
    rows = len(swatches) * _LEGEND
    table = Markup("")
    if exhibit.table and room.height - rows > 300:
        fitted, same = fit_slide_table(exhibit.table, side, room.height - rows, 32)
        table = macro("dia", "table", fitted, same, _more(fitted.dropped))
    drawn = macro("dia", "figure", drawing, exhibit.headline)
    return macro("dia", "map_beside", drawn, int(wide), swatches, table)


def _figure(exhibit: Exhibit, room: Room, width: float, height: float) -> Markup:
    specs: list[Spec] = []
    for drawn in exhibit.drawn:
        made = slide_spec(drawn.spec, width, height)
        if made is None:
            return Markup("")
        specs.append(made[0])
    texts = [sharper(as_text(spec), theme) for spec, theme in zip(specs, BOTH, strict=True)]
    drawing = room.draw(room.colours.join(texts[0], texts[1]))
    return macro("dia", "figure", drawing, exhibit.headline)


def _legend(exhibit: Exhibit, colours: Colours) -> list[Swatch]:
    light, dark = (
        [sharper(swatch.color, theme) for swatch in drawn.legend]
        for drawn, theme in zip(exhibit.drawn, BOTH, strict=True)
    )
    labels = [swatch.label for swatch in exhibit.drawn[0].legend]
    joined = map(colours.join, light, dark)
    return [Swatch(color, label) for color, label in zip(joined, labels, strict=True)]


def _legend_height(exhibit: Exhibit, width: float) -> float:
    labels = [text_width(swatch.label, 28) + _SWATCH for swatch in exhibit.drawn[0].legend]
    return max((row + 1 for row, _ in placed(labels, width)), default=0) * _LEGEND


def _facts(facts: Facts, width: float, height: float) -> Markup:
    """Return facts in the largest type in which all of them fit, or the first that do."""
    narrow = width <= _SIDE
    room = width if narrow else width - _NAME
    for size in _FACT_SIZES:
        needed = [_fact_height(name, text, size, room, narrow) for name, text in facts]
        if sum(needed) <= height:
            break
    else:
        facts = facts[: max(1, int(height / ((2 if narrow else 1) * SMALLEST * LINE + 24)))]
        most = max(1, int(height / len(facts) / (SMALLEST * LINE)) - (2 if narrow else 1))
        facts = [(name, shortened(text, SMALLEST, room, most)) for name, text in facts]
    return macro("dia", "facts", facts, size, narrow)


def _fact_height(name: str, text: str, size: int, width: float, narrow: bool) -> float:
    named = text_height(name, size, width if narrow else _NAME, bold=True)
    told = text_height(text, size, width)
    return (named + told if narrow else max(named, told)) + 24
