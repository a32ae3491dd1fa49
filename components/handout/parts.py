"""What a handout is made of, whether it becomes a PDF or a PowerPoint file. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from components.deck.slides import Slide
from components.exhibit.model import Exhibit
from components.words.formatting import format_date
from components.words.table import Table
from data_loaders.files.errors import DataError
from data_loaders.monitor import MONITOR
from data_loaders.registry import load_registry

NEWER = "Let op: er zijn inmiddels nieuwere cijfers dan deze."
UNDRAWN = "De figuur is nu niet te tekenen. De cijfers staan in de tabel."
LANGUAGE = "nl-NL"
WHOLE_TABLE, SHORT_TABLE = 24, 12
"""A table beside a figure that is longer than the first is shown as long as the second."""


class Picture(NamedTuple):
    """A figure with its legend, as PDF or PNG, and how large it is in pixels."""

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


def make_pages(slides: tuple[Slide, ...], draw: Draw, cannot: type[Exception]) -> tuple[Page, ...]:
    """Return slides with their figures; `cannot` is raised for one that cannot be drawn."""
    return tuple(_page(slide, draw, cannot) for slide in slides)


def _page(slide: Slide, draw: Draw, cannot: type[Exception]) -> Page:
    if slide.content is None or not slide.content.drawn:
        return Page(slide)
    try:
        return Page(slide, draw(slide.content))
    except cannot:
        return Page(slide, is_undrawn=True)


def title_lines(handout: Handout) -> list[str]:
    """Return what stands below the title of a handout."""
    return [f"{format_date(handout.day)} · {MONITOR.name}", *handout.skipped]


def remarks_of(page: Page) -> list[str]:
    """Return what stands below a slide: what to know, and the source as the last."""
    marks = [NEWER] if page.slide.newer else []
    marks += [UNDRAWN] if page.is_undrawn else []
    content = page.slide.content
    return [*marks, *(content.remarks if content else ())]


def definition_of(slide: Slide) -> str:
    """Return what a figure counts and what to know of it; empty for other slides."""
    if slide.tile.kind != "cijfer":
        return ""
    try:
        indicator = load_registry().get(slide.tile.id)
    except DataError:
        return ""
    return " ".join(filter(None, [indicator.definition, indicator.note]))


def table_of(page: Page) -> Table | None:
    """Return the table that goes with a slide on paper.

    Beside a figure a long one is shortened; without a figure it is all there is. Values in
    large type say it all themselves.
    """
    content = page.slide.content
    if content is None or content.table is None or content.values:
        return None
    table = content.table
    is_long = page.picture is not None and len(table.rows) > WHOLE_TABLE
    return table.first(SHORT_TABLE) if is_long else table


def left_out_text(table: Table) -> str:
    """Return how many rows are not shown and where they are; empty when all are."""
    if not table.left_out:
        return ""
    rows = "regel staat" if table.left_out == 1 else "regels staan"
    return f"Nog {table.left_out} {rows} in de monitor."
