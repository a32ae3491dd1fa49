"""What documents say of a sector, theme by theme; what is not used, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec
from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import (
    ROOM,
    about_text,
    area_text,
    figures_of,
    marked,
    period_text,
    record_place,
    value_text,
)
from components.words.disputes import Disputes, disputes_with
from components.words.source import records_source
from data_loaders.agreements.sectors import EVERY, SectorFigure, Theme
from data_loaders.contradictions import load_contradictions
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint

THEMES: dict[str, tuple[Theme, ...]] = {
    "Omvang en banen": ("omvang", "banen"),
    "Aandeel, vergeleken met Nederland": ("aandeel",),
    "Groei": ("groei",),
    "Vacatures en krapte": ("vacatures", "krapte"),
    "Vergrijzing": ("vergrijzing",),
    "Onderwijs en scholing": ("onderwijs",),
    "Pendel": ("pendel",),
    "Overig": ("overig",),
}
"""The themes of the register, under the names and in the order of the page."""
NOT_USED = "niet gebruikt"
Rows = list[list[str]]


class Told(NamedTuple):
    """What documents say on a theme, in rows: of the sector, of all sectors, and what is unused."""

    title: str
    used: Rows
    general: Rows
    unused: Rows
    disputes: Disputes


@lru_cache(maxsize=32)
def sector_themes(sector_id: str, _mark: Fingerprint) -> Markup:
    """Return all that documents say of a sector. Raises DataError."""
    own, for_all = (
        figures_of(sector_id),
        figures_of(EVERY),
    )
    themes = [
        _told(title, of_theme(own, title), of_theme(for_all, title))
        for title in THEMES
        if title != "Overig" or of_theme([*own, *for_all], title)
    ]
    return macro(ROOM, "themes", themes, records_source([*own, *for_all]))


def of_theme(figures: Sequence[SectorFigure], title: str) -> list[SectorFigure]:
    """Return the figures that belong under a title."""
    return [item for item in figures if item.theme in THEMES[title]]


def _told(title: str, own: Sequence[SectorFigure], for_all: Sequence[SectorFigure]) -> Told:
    return Told(
        title,
        used=figure_rows([item for item in own if item.show == "ja"]),
        general=figure_rows([item for item in for_all if item.show == "ja"]),
        unused=unused_rows([item for item in (*own, *for_all) if item.show == "nee"]),
        disputes=disputes_with({key for item in (*own, *for_all) for key in item.contradictions}),
    )


def figure_rows(figures: Sequence[SectorFigure]) -> Rows:
    """Return figures with all that must stand beside them; what is our reading is marked."""
    return [_cells(item) for item in figures]


def unused_rows(figures: Sequence[SectorFigure]) -> Rows:
    """Return figures that are not used, without what nobody must read beside others."""
    hidden = (msgspec.structs.replace(item, value=None, words="") for item in figures)
    return [_cells(item) for item in hidden]


def _cells(item: SectorFigure) -> list[str]:
    read = set(item.derived)
    return [
        item.subject,
        marked(value_text(item) or NOT_USED, item.origin == "afgeleid"),
        marked(period_text(item), "periode" in read),
        marked(area_text(item), "gebied" in read),
        marked(about_text(item), "sector_id" in read, "sector afgeleid"),
        record_place(item),
        item.note,
    ]


@lru_cache(maxsize=32)
def in_short(sector_id: str, _mark: Fingerprint) -> Markup:
    """Return one line per theme: the best that is known of a sector. Raises DataError."""
    figures = figures_of(sector_id)
    found = {title: best_of(of_theme(figures, title)) for title in THEMES if title != "Overig"}
    rows = [(title, short_text(best) if best else "niet bekend") for title, best in found.items()]
    doubted = [
        f"{item.subject}: {item.note}"
        for item in figures
        if item.show == "ja" and item.note and serious_contradictions() & set(item.contradictions)
    ]
    return macro(ROOM, "in_short", rows, doubted)


def best_of(figures: Sequence[SectorFigure]) -> SectorFigure | None:
    """Return the figure to begin with: of this sector alone, of a known area, and a number."""
    shown = [item for item in figures if item.show == "ja"]
    return min(shown, key=_place, default=None)


def _place(item: SectorFigure) -> tuple[bool, bool, bool]:
    return len(item.sectors) > 1, not item.area_code, item.value is None


def short_text(item: SectorFigure) -> Markup:
    """Return one figure in one line, with period, area and source."""
    told = f"{item.subject}: {value_text(item)}"
    around = [about_text(item), period_or_none(item), area_text(item), record_place(item)]
    in_doubt = bool(serious_contradictions() & set(item.contradictions))
    return macro(ROOM, "short", told, "; ".join(around), in_doubt)


def period_or_none(item: SectorFigure) -> str:
    """Return the period, or that there is none in the source."""
    return period_text(item) if item.period else "periode niet genoemd"


def serious_contradictions() -> frozenset[str]:
    """Return the ids of the grave contradictions; none when the register cannot be read."""
    try:
        found = load_contradictions()
    except DataError:
        return frozenset()
    return frozenset(item.id for item in found if item.severity == "ernstig")
