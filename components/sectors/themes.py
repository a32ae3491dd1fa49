"""What documents say of a sector, theme by theme; what is not used, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from components.deal.phrases import rich_table
from components.markup import blocks as markup
from components.markup.registers import disagreements, source_line
from components.sectors.phrases import (
    about_text,
    area_text,
    derived_mark,
    period_text,
    place_text,
    value_text,
)
from data_loaders.agreements.sectors import EVERY, SectorFigure, Theme, load_sector_figures
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
COLUMNS = ("Onderwerp", "Wat de bron zegt", "Periode", "Gebied", "Waarover", "Bron", "Toelichting")
UNKNOWN_HERE = "Niet bekend: geen document noemt dit voor deze sector."
SERIOUS = "let op: bronnen spreken elkaar tegen"


@lru_cache(maxsize=32)
def sector_themes(sector_id: str, _mark: Fingerprint) -> str:
    """Return all that documents say of a sector. Raises DataError."""
    own, for_all = load_sector_figures(sector_id), load_sector_figures(EVERY)
    parts = [
        _theme(title, of_theme(own, title), of_theme(for_all, title))
        for title in THEMES
        if title != "Overig" or of_theme([*own, *for_all], title)
    ]
    return "".join(parts) + source_line([*own, *for_all])


def of_theme(figures: Sequence[SectorFigure], title: str) -> list[SectorFigure]:
    """Return the figures that belong under a title."""
    return [item for item in figures if item.theme in THEMES[title]]


def _theme(title: str, own: Sequence[SectorFigure], for_all: Sequence[SectorFigure]) -> str:
    used = [item for item in own if item.show == "ja"]
    general = [item for item in for_all if item.show == "ja"]
    unused = [item for item in (*own, *for_all) if item.show == "nee"]
    parts = [markup.heading(title)]
    parts.append(figures_table(title, used) if used else f'<p class="amm-zin">{UNKNOWN_HERE}</p>')
    if general:
        name = f"{title}: voor alle sectoren samen"
        parts.append(_folded(f"{name} ({len(general)})", figures_table(name, general)))
    if unused:
        name = f"{title}: niet gebruikt, en waarom"
        parts.append(markup.details(f"{name} ({len(unused)})", figures_table(name, unused)))
    parts.append(disagreements({key for item in own for key in item.contradictions}))
    return "".join(parts)


def _folded(summary: str, content: str) -> str:
    """Return what stays folded on paper: it is the same for every sector."""
    return markup.details(summary, content, "amm-sector-algemeen")


def figures_table(caption: str, figures: Sequence[SectorFigure]) -> str:
    """Return figures with all that must stand beside them; what is our reading is marked."""
    return rich_table(caption, COLUMNS, [_cells(item) for item in figures], "amm-sector-cijfers")


def _cells(item: SectorFigure) -> list[str]:
    read = set(item.derived)
    return [
        escape(item.subject),
        f"{escape(value_text(item))}{derived_mark(item.origin == 'afgeleid')}",
        escape(period_text(item)) + derived_mark("periode" in read),
        escape(area_text(item)) + derived_mark("gebied" in read),
        escape(about_text(item)) + derived_mark("sector_id" in read, "sector afgeleid"),
        escape(place_text(item)),
        escape(item.note),
    ]


@lru_cache(maxsize=32)
def in_short(sector_id: str, _mark: Fingerprint) -> str:
    """Return one line per theme: the best that is known of a sector. Raises DataError."""
    figures = load_sector_figures(sector_id)
    rows = []
    for title in THEMES:
        if title == "Overig":
            continue
        best = best_of(of_theme(figures, title))
        text = short_text(best) if best else "niet bekend"
        rows.append(f"<div><dt>{escape(title)}</dt><dd>{text}</dd></div>")
    return f'<dl class="amm-feiten">{"".join(rows)}</dl>'


def best_of(figures: Sequence[SectorFigure]) -> SectorFigure | None:
    """Return the figure to begin with: of this sector alone, of a known area, and a number."""
    shown = [item for item in figures if item.show == "ja"]
    return min(shown, key=_place, default=None)


def _place(item: SectorFigure) -> tuple[bool, bool, bool]:
    return len(item.sectors) > 1, not item.area_code, item.value is None


def short_text(item: SectorFigure) -> str:
    """Return one figure in one line, with period, area and source, as HTML."""
    told = f"{item.subject}: {value_text(item)}"
    around = "; ".join([about_text(item), period_or_none(item), area_text(item), place_text(item)])
    in_doubt = serious_contradictions() & set(item.contradictions)
    mark = f" <strong>({SERIOUS})</strong>" if in_doubt else ""
    return f'{escape(told)} <span class="amm-klein">({escape(around)})</span>{mark}'


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
