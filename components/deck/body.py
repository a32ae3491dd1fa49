"""What stands below the sentence of a slide, in the room that is left there. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from components.charts.base import Spec
from components.deck.figure import sharper, slide_spec
from components.deck.fit import SMALLEST, FittedTable, fit_table, shortened, text_height, text_lines
from components.exhibit.content import BOTH, BigValue, TileContent
from components.markup.blocks import legend
from components.render.colours import Colours
from components.render.spec import as_text, is_map
from components.render.svg import Drawing
from components.words.table import Table

Draw = Callable[[str], Drawing]
"""Makes a drawing of a specification as text."""

_GAP = 40  # pixels, between parts
_SIDE = 640  # pixels, the column beside a figure
_LEGEND = 50  # pixels, one line of a legend
_FACT_SIZES = (40, 36, 32, 28, SMALLEST)
_NAME = 340  # pixels, the names of facts
_LONGEST_NAME = 30  # characters; before the colon of a sentence there are more
_SENTENCE = 32
_MORE = "En nog {}: zie de handout."
_FEW_FACTS = 2  # as sentences above a figure; more of them stand beside it


@dataclass(frozen=True)
class Room:
    """What a body has, in pixels of a screen of 1920 by 1080, and what draws its figure."""

    width: float
    height: float
    colours: Colours
    draw: Draw


def body_of(content: TileContent, room: Room) -> str:
    """Return the body of a slide as HTML. Raises whatever the drawing raises."""
    if content.drawn and (found := _figure_body(content, room)):
        return found
    if content.values:
        return _values(content.values)
    if content.table and (content.is_table or content.drawn or not content.lines):
        return _told_table(content.table, content.lines, room)
    if all(0 < line.find(": ") <= _LONGEST_NAME for line in content.lines):
        return _facts(content.lines, room.width, room.height)
    return _sentences([shortened(line, _SENTENCE, room.width, 4) for line in content.lines])


def _told_table(table: Table, lines: Sequence[str], room: Room) -> str:
    """Return a table below its sentences, which give in when rows would fall out."""
    made = ""
    for most in (2, 1):
        texts = [shortened(line, _SENTENCE, room.width, most) for line in lines]
        height = room.height - _sentences_height(texts, room.width)
        fitted = fit_table(table, room.width, height)
        made = _sentences(texts) + _table(fitted)
        if not fitted.left_out:
            break
    return made


def _sentences(texts: Sequence[str]) -> str:
    return "".join(f'<p class="zin">{escape(text)}</p>' for text in texts)


def _sentences_height(texts: Sequence[str], width: float) -> float:
    return sum(text_height(text, _SENTENCE, width) + 12 for text in texts)


def _figure_body(content: TileContent, room: Room) -> str:
    """Return a figure with what belongs beside it; empty when it cannot be read in this room."""
    spec, facts = content.drawn[0].spec, content.lines
    named = _legend(content, room.colours)
    if is_map(spec):
        return _map_body(content, room, named)
    beside = len(facts) > _FEW_FACTS
    above = () if beside else facts
    width = room.width - (_SIDE + _GAP if beside else 0)
    height = room.height - _legend_height(content, width) - _sentences_height(above, width)
    figure = _figure(content, room, width, height)
    if not figure:
        return ""
    if not beside:
        return _sentences(above) + named + figure
    side = _facts(facts, _SIDE, room.height)
    return f'<div class="naast"><div class="zij">{side}</div><div>{named}{figure}</div></div>'


def _map_body(content: TileContent, room: Room, named: str) -> str:
    """Return a map, with its legend and its values beside it: a map has no words of its own."""
    made = slide_spec(content.drawn[0].spec, room.width, room.height)
    assert made is not None
    wide = made[0]["width"] * made[1]
    side = room.width - wide - _GAP
    rows = len(content.drawn[0].legend) * _LEGEND
    table = ""
    if content.table and room.height - rows > 300:
        table = _table(fit_table(content.table, side, room.height - rows, 32))
    figure = _figure(content, room, room.width, room.height)
    return (
        f'<div class="naast kaart"><div>{figure}</div><div class="zij">{named}{table}</div></div>'
    )


def _figure(content: TileContent, room: Room, width: float, height: float) -> str:
    specs: list[Spec] = []
    for drawn in content.drawn:
        made = slide_spec(drawn.spec, width, height)
        if made is None:
            return ""
        specs.append(made[0])
    texts = [sharper(as_text(spec), theme) for spec, theme in zip(specs, BOTH, strict=True)]
    drawing = room.draw(room.colours.join(texts[0], texts[1]))
    return drawing.as_svg(escape(content.headline, quote=True), "figuur")


def _legend(content: TileContent, colours: Colours) -> str:
    light, dark = (
        sharper(legend(drawn.legend), theme)
        for drawn, theme in zip(content.drawn, BOTH, strict=True)
    )
    return colours.join(light, dark)


def _legend_height(content: TileContent, width: float) -> float:
    labels = "".join(f"{swatch.label}xxxxxx" for swatch in content.drawn[0].legend)
    return text_lines(labels, 28, width) * _LEGEND


def _table(fitted: FittedTable) -> str:
    """Return a table with the rows that can be read, and how many more there are."""
    shown, right = fitted.table, set(fitted.table.numeric)
    columns = "".join(f'<col style="width:calc(var(--u)*{wide})">' for wide in fitted.widths)
    head = "".join(
        f'<th scope="col"{_right(index in right)}>{escape(name)}</th>'
        for index, name in enumerate(shown.columns)
    )
    rows = "".join(f"<tr>{_cells(row, right)}</tr>" for row in shown.rows)
    same = " · ".join(f"{name}: {text}" for name, text in fitted.same)
    more = ""
    if fitted.left_out:
        count = "1 rij" if fitted.left_out == 1 else f"{fitted.left_out} rijen"
        more = f'<p class="meer">{_MORE.format(count)}</p>'
    return (
        (f'<p class="meer">{escape(same)}</p>' if same else "")
        + f'<table class="tabel" style="font-size:calc(var(--u)*{fitted.size})">'
        f"<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>{more}"
    )


def _cells(row: Sequence[str], right: set[int]) -> str:
    first, *others = row
    cells = "".join(
        f"<td{_right(index in right)}>{escape(text)}</td>" for index, text in enumerate(others, 1)
    )
    return f'<th scope="row"{_right(0 in right)}>{escape(first)}</th>{cells}'


def _right(numeric: bool) -> str:
    return ' class="getal"' if numeric else ""


def _values(values: Sequence[BigValue]) -> str:
    items = "".join(
        f'<li><p class="waarvan">{escape(item.label)}</p>'
        f'<p class="groot"><span>{escape(item.value)}</span> {escape(item.unit)}</p>'
        f'<p class="onder">{escape(item.below)}</p></li>'
        for item in values
    )
    return f'<ul class="waarden">{items}</ul>'


def _facts(lines: Sequence[str], width: float, height: float) -> str:
    """Return facts ("name: text") in the largest type in which all of them fit."""
    facts = [line.partition(": ") for line in lines]
    narrow = width <= _SIDE
    room = width if narrow else width - _NAME
    for size in _FACT_SIZES:
        needed = [_fact_height(name, text, size, room, narrow) for name, _, text in facts]
        if sum(needed) <= height:
            break
    else:
        most = max(1, int(height / len(facts) / (SMALLEST * 1.3)) - (2 if narrow else 1))
        facts = [(n, c, shortened(text, SMALLEST, room, most)) for n, c, text in facts]
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, _, text in facts
    )
    kind = "feiten smal" if narrow else "feiten"
    return f'<dl class="{kind}" style="font-size:calc(var(--u)*{size})">{items}</dl>'


def _fact_height(name: str, text: str, size: int, width: float, narrow: bool) -> float:
    named = text_height(name, size, width if narrow else _NAME, bold=True)
    told = text_height(text, size, width)
    return (named + told if narrow else max(named, told)) + 24
