"""Making handouts, and reading them back."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pptx import Presentation
from pypdf import PdfReader

from components.deck.kind import Moment
from components.deck.simple import exhibit_screens
from components.deck.slides import Slide, make_slides
from components.exhibit.model import BigValue, Exhibit, NamedTable
from components.exhibit.sheet import Sheet
from components.handout.parts import Handout, Page, Picture, make_pages
from components.handout.pptx import make as make_pptx
from components.words.table import Table
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.ready import load_ready_decks, make_ready_deck
from endpoints.figures.handout import as_pdf, pixels, vector
from endpoints.http.errors import RenderError

TODAY = date(2026, 11, 21)
SITE = "https://monitor.voorbeeld.nl/"


@dataclass(frozen=True)
class Made:
    """A deck with its slides and both its files."""

    deck: Deck
    slides: tuple[Slide, ...]
    pdf: bytes
    pptx: bytes

    @property
    def shown(self) -> list[Slide]:
        return [slide for slide in self.slides if slide.tile.kind != "titel"]


def make_all() -> dict[str, Made]:
    found = {}
    for name, ready in load_ready_decks().items():
        found[name] = make(make_ready_deck(name, TODAY, next(iter(ready.places), "")))
    return found


def make(deck: Deck) -> Made:
    slides = make_slides(deck, TODAY)
    address = f"{SITE}beraad/tonen?v=1"
    drawn = make_pages(slides, vector, RenderError)
    maps = make_pages(slides, pixels, RenderError, only_maps=True)
    return Made(
        deck,
        slides,
        as_pdf(Handout(deck.title, TODAY, drawn, SITE, address)),
        make_pptx(Handout(deck.title, TODAY, maps, SITE, address)),
    )


def page_of(slide: Slide) -> Page:
    """A slide with the place of its figure, when it has one."""
    drawn = slide.content and slide.content.drawn
    return Page(slide, Picture(b"", 1, 1) if drawn else None)


def content_of(
    *,
    headline: str = "Een zin",
    subtitle: str = "Onder de zin",
    lines: tuple[str, ...] = (),
    remarks: tuple[str, ...] = ("Bron: proef.",),
    table: Table | None = None,
    values: tuple[BigValue, ...] = (),
) -> Exhibit:
    """An exhibit of words, without a figure."""
    return Exhibit(
        kind="agenda",
        id="proef",
        title=headline,
        headline=headline,
        subtitle=subtitle,
        live="beraad",
        sheet=lambda: Sheet("proef", (), (), {}),
        sentences=lines,
        cautions=remarks,
        tables=(NamedTable("Tabel", table),) if table else (),
        values=values,
    )


def handout_of(*contents: Exhibit, title: str = "Beraad", **more: Any) -> Handout:
    tile = DeckTile("agenda")
    moment = Moment(TODAY, TODAY)
    slides = [Slide(tile, one, exhibit_screens(tile, one, moment)) for one in contents]
    pages = tuple(Page(slide, **more) for slide in slides)
    return Handout(title, TODAY, pages)


def long_table(rows: int, columns: int = 3) -> Table:
    cells = tuple(tuple(f"cel {row} {column}" for column in range(columns)) for row in range(rows))
    return Table("Lange tabel", tuple(f"Kolom {n}" for n in range(columns)), cells, (2,))


def bare(text: str) -> str:
    """Text without its spaces: where a line ends makes no difference."""
    return "".join(text.split())


def pdf_of(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


@lru_cache(maxsize=16)
def pdf_text(data: bytes) -> str:
    return bare("".join(page.extract_text() for page in pdf_of(data).pages))


def show_of(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))
