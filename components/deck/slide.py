"""One slide of a showing as HTML: its sentence, its parts, and its source. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.charts.theme import ThemeName
from components.deck.paper import paper_remarks, paper_table
from components.deck.part import part_html
from components.deck.screen import INNER, SOURCE, Screen
from components.deck.slides import Slide
from components.words.table import Table
from components.words.textwidth import AIR, shortened
from data_loaders.letters import text_width
from data_loaders.monitor import MONITOR

NOTHING = Markup()
_BRAND, _NUMBER = 110, 190  # pixels beside the name in the foot, and for the number


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
    def screens(self) -> list[tuple[Slide, Screen]]:
        """Every slide in its order: a tile may take more than one."""
        return [(slide, screen) for slide in self.slides for screen in slide.screens]


@dataclass(frozen=True)
class Made:
    """A slide as the template has it; sizes are in pixels of a screen of 1920 by 1080."""

    number: int
    count: int
    level: str
    screen: Screen
    parts: Sequence[tuple[Markup, float]]
    source: str
    code: Markup = NOTHING
    renew: str = ""
    skipped: Sequence[str] = ()
    paper: Table | None = None
    paper_remarks: Sequence[str] = ()


def made_slides(showing: Showing, code: Callable[[Slide], Markup]) -> list[Made]:
    """Return the slides of a showing; `code` makes the QR code of one (SVG)."""
    every = showing.screens
    return [
        _made(showing, slide, screen, (number, len(every)), code)
        for number, (slide, screen) in enumerate(every, start=1)
    ]


def _made(
    showing: Showing,
    slide: Slide,
    screen: Screen,
    place: tuple[int, int],
    code: Callable[[Slide], Markup],
) -> Made:
    number, count = place
    is_first = screen is slide.screens[0]
    return Made(
        number=number,
        count=count,
        level="h1" if number == 1 else "h2",
        screen=screen,
        parts=part_blocks(screen),
        source=source_line(screen),
        code=code(slide),
        renew=f"{showing.renew}#{number}" if slide.newer and showing.renew else "",
        skipped=skipped_of(showing) if slide.is_title else (),
        paper=_paper(slide) if is_first else None,
        paper_remarks=paper_remarks(slide) if is_first else (),
    )


def _paper(slide: Slide) -> Table | None:
    return paper_table(slide.content, has_figure=bool(slide.content and slide.content.drawn))


def thumbnail_of(screen: Screen, number: int, count: int) -> Made:
    """Return a slide as the composer shows it: small, and not read out."""
    return Made(number, count, "", screen, part_blocks(screen), source_line(screen))


def part_blocks(screen: Screen) -> list[tuple[Markup, float]]:
    """Return the parts of a slide as HTML, each with how wide it is."""
    return [
        (part_html(part, wide, high), wide)
        for part, wide, high in zip(screen.parts, screen.widths, screen.heights, strict=True)
    ]


def source_line(screen: Screen) -> str:
    """Return who says it, as far as there is room beside the name of the monitor."""
    if not screen.source:
        return ""
    beside = text_width(MONITOR.name, SOURCE, bold=True) * AIR + _BRAND + _NUMBER
    return shortened(screen.source, SOURCE, INNER - beside)


def skipped_of(showing: Showing) -> list[str]:
    """Return what of the address was left out, the first of it in full."""
    told = [shortened(text, SOURCE, INNER) for text in showing.skipped[:2]]
    more = len(showing.skipped) - 2
    return [*told, *([f"Er zijn nog {more} onderdelen van de link overgeslagen."] * (more > 0))]
