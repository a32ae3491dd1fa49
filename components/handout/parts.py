"""What a handout is made of, whether it becomes a PDF or a PowerPoint file. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from components.deck.paper import paper_remarks, paper_table
from components.deck.parts import SlideMap
from components.deck.slides import Slide
from components.exhibit.model import Exhibit
from components.words.formatting import format_date
from components.words.table import Table
from data_loaders.monitor import MONITOR

LANGUAGE = "nl-NL"


class Picture(NamedTuple):
    """A figure with its legend, as SVG or PNG, and how large it is in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Page:
    """A slide with its figure; `is_undrawn` when it has one that cannot be drawn now."""

    slide: Slide
    picture: Picture | None = None
    is_undrawn: bool = False


@dataclass(frozen=True)
class Handout:
    """A deck to take along. `site` is the address of the monitor, empty when not known.

    `address` is that of the deck itself. `skipped` are sentences on what the link held and is
    not there.
    """

    title: str
    day: date
    pages: tuple[Page, ...]
    site: str = ""
    address: str = ""
    skipped: tuple[str, ...] = ()


Draw = Callable[[Exhibit], Picture]
"""Makes the figure of a slide; raises what `make_pages` is told to expect."""


def make_pages(
    slides: tuple[Slide, ...], draw: Draw, cannot: type[Exception], *, only_maps: bool = False
) -> tuple[Page, ...]:
    """Return slides with their figures; `cannot` is raised for one that cannot be drawn.

    With `only_maps` those that a file of slides draws itself are left to it.
    """
    return tuple(_page(slide, draw, cannot, only_maps) for slide in slides)


def _page(slide: Slide, draw: Draw, cannot: type[Exception], only_maps: bool) -> Page:
    has_map = any(part.kind == SlideMap.kind for one in slide.screens for part in one.parts)
    if slide.content is None or not slide.content.drawn or (only_maps and not has_map):
        return Page(slide)
    try:
        return Page(slide, draw(slide.content))
    except cannot:
        return Page(slide, is_undrawn=True)


def title_lines(handout: Handout) -> list[str]:
    """Return what stands below the title of a handout."""
    return [f"{format_date(handout.day)} · {MONITOR.name}", *handout.skipped]


def remarks_of(page: Page) -> tuple[str, ...]:
    """Return what stands below a slide: what to know, and the source as the last."""
    return paper_remarks(page.slide, is_undrawn=page.is_undrawn)


def definition_of(slide: Slide) -> str:
    """Return what is counted and what to know of it; empty for what counts nothing."""
    return " ".join(slide.content.meaning) if slide.content else ""


def table_of(page: Page) -> Table | None:
    """Return the table that goes with a slide on paper."""
    return paper_table(page.slide.content, has_figure=page.picture is not None)
