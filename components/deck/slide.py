"""One slide of a showing as HTML: its sentence, what fits below it, and its sources. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from components.charts.theme import ThemeName
from components.deck.body import Draw, Room, body_of
from components.deck.fit import HEIGHT, WIDTH, shortened, text_height, text_lines
from components.deck.labels import tile_label
from components.deck.paper import paper_of, undrawn
from components.deck.slides import Slide
from components.exhibit.content import TileContent
from components.render.colours import Colours

QR = 200
_SIDES, _TOP, _BOTTOM = 72, 52, 40
_INNER = WIDTH - 2 * _SIDES
_SENTENCES = ((60, 1), (54, 2), (48, 2), (44, 3), (40, 3), (36, 4), (32, 9))
_OPENING = ((84, 1), (72, 2), (56, 3), (48, 9))
_SUB, _SOURCE = 30, 26
_SOURCE_LINES = 4
_NUMBER = 190  # pixels, the number of the slide beside the source
_UNDRAWN = "De figuur is nu niet te tekenen. De handout heeft de tabel."


@dataclass(frozen=True)
class Showing:
    """All that is shown, and the ways on: relative addresses, as they stand in an attribute.

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
    code: Callable[[Slide], str]


@dataclass(frozen=True)
class SlideMaker:
    """Makes one slide; `place` counts from 0."""

    showing: Showing
    tools: Tools
    colours: Colours
    place: int

    def html(self) -> str:
        """Return the slide."""
        own = self.showing.slides[self.place]
        number = self.place + 1
        kind = f"dia {own.tile.kind}"
        code = self.tools.code(own)
        head, height = _head(own, number, bool(code))
        content = own.content
        if own.tile.kind == "titel" and content:
            remarks: tuple[str, ...] = ()
            body = _list_of_slides(self.showing, self.place)
        elif content is None:
            remarks = ()
            body = undrawn(own.problem)
        else:
            remarks = _remarks(content)
            foot = _foot_height(remarks, newer=self._is_newer(own))
            body = self._body(content, HEIGHT - _TOP - _BOTTOM - height - foot)
        paper = paper_of(content) if content else ""
        return (
            f'<section id="{number}" class="{kind}" aria-labelledby="kop-{number}">'
            f'<div class="boven"><div>{head}</div>{code}</div><div class="midden">{body}</div>'
            f'<div class="op-papier">{paper}</div>{self._foot(own, remarks)}</section>'
        )

    def _body(self, content: TileContent, height: float) -> str:
        room = Room(_INNER, height, self.colours, self.tools.draw)
        try:
            return body_of(content, room)
        except self.tools.undrawn:
            return undrawn(_UNDRAWN)

    def _is_newer(self, own: Slide) -> bool:
        return own.newer and bool(self.showing.renew)

    def _foot(self, own: Slide, remarks: Sequence[str]) -> str:
        number, count = self.place + 1, self.showing.count
        newer = ""
        if self._is_newer(own):
            way = escape(f"{self.showing.renew}#{number}", quote=True)
            newer = f'<p class="nieuwer">Er zijn nieuwere cijfers. <a href="{way}">Vernieuw</a></p>'
        sources = "".join(f"<p>{escape(line)}</p>" for line in remarks)
        return (
            f'<div class="onder-aan"><div class="bronnen">{newer}{sources}</div>'
            f'<p class="nummer">{number} / {count}</p></div>'
        )


def _head(slide: Slide, number: int, with_code: bool) -> tuple[str, float]:
    """Return the sentence with what stands below it, and how high that is with its air."""
    width = _INNER - (QR + 40 if with_code else 0)
    title = slide.title
    sizes = _OPENING if slide.tile.kind == "titel" else _SENTENCES
    size = next(s for s, most in sizes if text_lines(title, s, width, bold=True) <= most)
    level = "h1" if number == 1 else "h2"
    head = (
        f'<{level} id="kop-{number}" class="kop" style="font-size:calc(var(--u)*{size})">'
        f"{escape(title)}</{level}>"
    )
    height = text_height(title, size, width, bold=True)
    if slide.content and slide.content.subtitle:
        below = shortened(slide.content.subtitle, _SUB, width, 2)
        head += f'<p class="sub">{escape(below)}</p>'
        height += text_height(below, _SUB, width) + 8
    return head, max(height, QR if with_code else 0) + 28


def _remarks(content: TileContent) -> tuple[str, ...]:
    """Return what stands at the foot: the source last, and what else there is room for."""
    width, room = _INNER - _NUMBER, _SOURCE_LINES
    found: list[str] = []
    for remark in reversed(content.remarks):
        if room > 0:
            text = shortened(remark, _SOURCE, width, min(room, 3))
            room -= text_lines(text, _SOURCE, width)
            found.insert(0, text)
    return tuple(found)


def _foot_height(remarks: Sequence[str], *, newer: bool) -> float:
    width = _INNER - _NUMBER
    lines = sum(text_lines(text, _SOURCE, width) for text in remarks) + newer
    return 28 + max(1, lines) * _SOURCE * 1.3


def _list_of_slides(showing: Showing, own: int) -> str:
    """Return the list of all slides, as many columns as it takes."""
    others = [(n, slide) for n, slide in enumerate(showing.slides) if n != own]
    columns = 1 if len(others) <= 12 else 2 if len(others) <= 24 else 3
    width = (_INNER - (columns - 1) * 60) / columns - 70
    size = 34 if columns == 1 else 28 if columns == 2 else 26
    items = "".join(
        f'<li value="{n + 1}"><a href="#{n + 1}">'
        f"{escape(shortened(tile_label(slide.tile), size, width, 1))}</a></li>"
        for n, slide in others
    )
    said = "".join(
        f'<p class="overgeslagen">{escape(shortened(text, 26, _INNER, 1))}</p>'
        for text in [*showing.skipped[:2], *_more_skipped(len(showing.skipped) - 2)]
    )
    style = f"columns:{columns};font-size:calc(var(--u)*{size})"
    return f'{said}<ol class="inhoud" style="{style}">{items}</ol>'


def _more_skipped(count: int) -> list[str]:
    return [f"Er zijn nog {count} onderdelen van de link overgeslagen."] if count > 0 else []
