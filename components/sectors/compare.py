"""Two sectors beside each other: what is known of each, theme by theme. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from components.deal.phrases import rich_table
from components.markup.breadcrumbs import Link
from components.markup.registers import disagreements, source_line
from components.sectors.cards import agendas_text, branches_text, focus_html
from components.sectors.phrases import join_names, sector_link
from components.sectors.themes import THEMES, of_theme, short_text
from components.sectors.work import KINDS, target_of, targets
from data_loaders.agreements.sectors import (
    EVERY,
    SectorFigure,
    load_branches,
    load_links,
    load_sector_figures,
    load_sectors,
)
from data_loaders.files.text import Fingerprint

SAME = "Zelfde eenheid, jaar en gebied"
UNKNOWN = "niet bekend"
CAUTION = (
    "Cijfers in één rij gaan vaak over een ander gebied, een ander jaar of een andere groep. De "
    "laatste kolom zegt of er cijfers zijn die u direct kunt vergelijken. Tel sectoren nooit op."
)
Pair = tuple[str, str]


@lru_cache(maxsize=64)
def compare_table(pair: Pair, link: Link, _mark: Fingerprint) -> str:
    """Return what documents and registers say of two sectors, in one table. Raises DataError."""
    sectors = [load_sectors()[key] for key in pair]
    figures = [[f for f in load_sector_figures(key) if f.show == "ja"] for key in pair]
    rows = [
        ["Focussector", *(focus_html(sector) for sector in sectors), ""],
        ["Gekozen door", *(_or_none(agendas_text(key, "ja")) for key in pair), ""],
        ["Onze afbakening", *(_or_none(branches_text(key)) for key in pair), ""],
        *(_theme_row(title, figures) for title in THEMES),
        *(_work_row(title, kind, pair) for kind, title in KINDS.items()),
    ]
    heads = [sector.short for sector in sectors]
    caption = f"{heads[0]} en {heads[1]} naast elkaar"
    ids = {key for found in figures for item in found for key in item.contradictions}
    names = " · ".join(sector_link(sector, link) for sector in sectors)
    return (
        f'<p class="amm-zin">{CAUTION}</p>{_overlap(pair)}'
        f'<p class="amm-zin amm-sector-naar">Naar het profiel: {names}</p>'
        + rich_table(caption, ["Thema", *heads, SAME], rows, "amm-sector-naast")
        + disagreements(ids)
        + source_line([item for found in figures for item in found])
    )


def _or_none(text: str) -> str:
    return escape(text) or "geen"


def _theme_row(title: str, figures: list[list[SectorFigure]]) -> list[str]:
    first, second = (of_theme(found, title) for found in figures)
    return [escape(title), _list(first), _list(second), escape(comparable(first, second))]


def _list(figures: list[SectorFigure]) -> str:
    if not figures:
        return UNKNOWN
    entries = "".join(f"<li>{short_text(item)}</li>" for item in figures)
    return f'<ul class="amm-sector-lijst">{entries}</ul>'


def comparable(first: Sequence[SectorFigure], second: Sequence[SectorFigure]) -> str:
    """Return whether there is a number of each that may be held beside the other."""
    if not first or not second:
        return "nee: bij een van beide niet bekend"
    measures = {_measure(item) for item in first} & {_measure(item) for item in second}
    return "ja" if measures - {None} else "nee"


def _measure(item: SectorFigure) -> tuple[str, str, str, str] | None:
    """Return what a number measures; None for words, and for what says no period or area."""
    if item.value is None or not item.period or not item.area_code or len(item.sectors) > 1:
        return None
    return item.theme, item.unit, item.period, item.area_code


def _work_row(title: str, kind: str, pair: Pair) -> list[str]:
    known = targets()
    cells = []
    for key in pair:
        names = [
            target_of(item, known).name
            for item in load_links(key)
            if item.kind == kind and item.sector != EVERY
        ]
        entries = "".join(f"<li>{escape(name)}</li>" for name in names)
        cells.append(f'<ul class="amm-sector-lijst">{entries}</ul>' if names else "geen eigen")
    return [escape(title), *cells, ""]


def _overlap(pair: Pair) -> str:
    """Return the branches that both definitions hold, of which the jobs count twice."""
    shared = shared_branches(pair)
    if not shared:
        return ""
    text = (
        f"Let op: {join_names(shared)} zit in beide afbakeningen. Die banen staan er dus twee keer."
    )
    return f'<p class="amm-melding">{escape(text)}</p>'


def shared_branches(pair: Pair) -> list[str]:
    """Return the branches of our definition that two sectors have both."""
    first, second = (
        {item.sbi: item.title for item in load_branches(key) if item.role == "definitie"}
        for key in pair
    )
    return [f"{title} (SBI {sbi})" for sbi, title in first.items() if sbi in second]
