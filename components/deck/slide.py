"""One slide of a showing as HTML: its sentence, what fits below it, and its sources. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.charts.theme import ThemeName
from components.deck.body import Body, Draw, Room, body_of
from components.deck.fit import HEIGHT, LINE, WIDTH, text_height
from components.deck.labels import tile_label
from components.deck.paper import paper_remarks, paper_table
from components.deck.slides import Slide
from components.exhibit.model import Exhibit
from components.markup.templates import macro
from components.render.colours import Colours
from components.words.table import Table
from components.words.textwidth import line_count, shortened

QR = 200
_SIDES, _TOP, _BOTTOM = 72, 52, 40
_INNER = WIDTH - 2 * _SIDES
_SENTENCES = ((60, 1), (54, 2), (48, 2), (44, 3), (40, 3), (36, 4), (32, 9))
_OPENING = ((84, 1), (72, 2), (56, 3), (48, 9))
_SUB, _SOURCE = 30, 26
_SOURCE_LINES, _CAUTION_LINES = 4, 6
_NUMBER = 190  # pixels, the number of the slide beside the source
_UNDRAWN = "De figuur is nu niet te tekenen. De handout heeft de tabel."


@dataclass(frozen=True)
class Showing:
    """All that is shown, and the ways on: relative addresses.

    `back` opens the deck in the app, `renew` shows it with the newest figures (or is empty),
    `alive` answers when the server is there. `seconds` between slides that change by
    themselves; 0 is never. `skipped` are sentences on what the address held and is not there.
    """

    title: str
    slides: Sequence[Slide]
    theme: ThemeName
    back: str
    alive: str
    renew: str = ""
    seconds: int = 0
    skipped: Sequence[str] = ()

    @property
    def count(self) -> int:
        """Return how many slides there are."""
        return len(self.slides)


@dataclass(frozen=True)
class Tools:
    """What draws a figure, what it raises when it cannot, and what makes a QR code (SVG)."""

    draw: Draw
    undrawn: type[Exception]
    code: Callable[[Slide], Markup]


@dataclass(frozen=True)
class Made:
    """A slide as the template has it; sizes are in pixels of a screen of 1920 by 1080."""

    number: int
    count: int
    kind: str
    level: str
    title: str
    size: int
    below: str
    code: Markup
    body: Markup
    renew: str
    remarks: Sequence[str]
    paper: Table | None
    paper_remarks: Sequence[str]


@dataclass(frozen=True)
class SlideMaker:
    """Makes one slide; `place` counts from 0."""

    showing: Showing
    tools: Tools
    colours: Colours
    place: int

    def make(self) -> Made:
        """Return the slide."""
        own, number = self.showing.slides[self.place], self.place + 1
        exhibit, code = own.content, self.tools.code(own)
        size, below, height = _head(own, bool(code))
        remarks: tuple[str, ...] = ()
        if own.is_title and exhibit:
            body = Body(_list_of_slides(self.showing, self.place))
        elif exhibit is None:
            body = Body(macro("dia", "undrawn", own.problem))
        else:
            remarks = _remarks(exhibit)
            foot = _foot_height(remarks, newer=self._is_newer(own))
            body = self._body(exhibit, HEIGHT - _TOP - _BOTTOM - height - foot)
        return Made(
            number=number,
            count=self.showing.count,
            kind=own.tile.kind,
            level="h1" if number == 1 else "h2",
            title=own.title,
            size=size,
            below=below,
            code=macro("dia", "code", code),
            body=body.html,
            renew=f"{self.showing.renew}#{number}" if self._is_newer(own) else "",
            remarks=remarks,
            paper=paper_table(exhibit, has_figure=body.has_figure),
            paper_remarks=() if own.is_title else paper_remarks(own, is_undrawn=body.is_undrawn),
        )

    def _body(self, exhibit: Exhibit, height: float) -> Body:
        room = Room(_INNER, height, self.colours, self.tools.draw)
        try:
            return body_of(exhibit, room)
        except self.tools.undrawn:
            return Body(macro("dia", "undrawn", _UNDRAWN, "alleen-scherm"), is_undrawn=True)

    def _is_newer(self, own: Slide) -> bool:
        return own.newer and bool(self.showing.renew)


def _head(slide: Slide, with_code: bool) -> tuple[int, str, float]:
    """Return the size of the sentence, what stands below it, and how high both are with air."""
    width = _INNER - (QR + 40 if with_code else 0)
    title = slide.title
    sizes = _OPENING if slide.is_title else _SENTENCES
    size = next(s for s, most in sizes if line_count(title, s, width, bold=True) <= most)
    height, below = text_height(title, size, width, bold=True), ""
    if slide.content and slide.content.subtitle:
        below = shortened(slide.content.subtitle, _SUB, width, 2)
        height += text_height(below, _SUB, width) + 8
    return size, below, max(height, QR if with_code else 0) + 28


def _remarks(exhibit: Exhibit) -> tuple[str, ...]:
    """Return what stands at the foot: what must be known, what fits of the notes, the source."""
    cautions = exhibit.cautions
    first = _that_fit(cautions, _CAUTION_LINES, 2)
    last = _that_fit(exhibit.remarks[len(cautions) :][::-1], _SOURCE_LINES, 3)
    return (*first, *reversed(last))


def _that_fit(texts: Sequence[str], room: int, most: int) -> list[str]:
    """Return the first of these texts that fit in `room` lines, each in `most` of them."""
    width, found = _INNER - _NUMBER, []
    for text in texts:
        if room > 0:
            found.append(shortened(text, _SOURCE, width, min(room, most)))
            room -= line_count(found[-1], _SOURCE, width)
    return found


def _foot_height(remarks: Sequence[str], *, newer: bool) -> float:
    width = _INNER - _NUMBER
    lines = sum(line_count(text, _SOURCE, width) for text in remarks) + newer
    return 28 + max(1, lines) * _SOURCE * LINE


def _list_of_slides(showing: Showing, own: int) -> Markup:
    """Return the list of all slides, as many columns as it takes."""
    others = [(n, slide) for n, slide in enumerate(showing.slides) if n != own]
    columns = 1 if len(others) <= 12 else 2 if len(others) <= 24 else 3
    width = (_INNER - (columns - 1) * 60) / columns - 70
    size = 34 if columns == 1 else 28 if columns == 2 else 26
    entries = [(n + 1, shortened(tile_label(s.tile), size, width, 1)) for n, s in others]
    told = [*showing.skipped[:2], *_more_skipped(len(showing.skipped) - 2)]
    skipped = [shortened(text, 26, _INNER, 1) for text in told]
    return macro("dia", "contents", skipped, entries, columns, size)


def _more_skipped(count: int) -> list[str]:
    return [f"Er zijn nog {count} onderdelen van de link overgeslagen."] if count > 0 else []
