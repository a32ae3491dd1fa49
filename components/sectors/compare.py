"""Two sectors beside each other: what is known of each, theme by theme. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.cards import agendas_text, branches_text, focus_of
from components.sectors.phrases import (
    ROOM,
    chosen_by,
    figures_of,
    join_names,
    links_of,
    listed_names,
    sector_link,
)
from components.sectors.themes import THEMES, of_theme, short_text
from components.sectors.work import KINDS, target_of, targets
from components.words.disputes import disputes_with
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import EVERY, Branch, Sector, SectorFigure
from data_loaders.files.text import Fingerprint

SAME = "Zelfde eenheid, jaar en gebied"
UNKNOWN = "niet bekend"
Pair = tuple[str, str]


@lru_cache(maxsize=64)
def compare_table(pair: Pair, link: Link, _mark: Fingerprint) -> Markup:
    """Return what documents and registers say of two sectors, in one table. Raises DataError."""
    sectors = [load_by_id(Sector)[key] for key in pair]
    figures = [[f for f in figures_of(key) if f.show == "ja"] for key in pair]
    heads = [sector.short for sector in sectors]
    rows = [
        ["Focussector", *map(focus_of, sectors), ""],
        ["Gekozen door", *(agendas_text(chosen_by(key)) or "geen" for key in pair), ""],
        ["Onze afbakening", *(branches_text(key) or "geen" for key in pair), ""],
        *(_theme_row(title, figures) for title in THEMES),
        *(_work_row(title, kind, pair) for kind, title in KINDS.items()),
    ]
    every = [item for found in figures for item in found]
    return macro(
        ROOM,
        "compared",
        join_names(shared_branches(pair)),
        [sector_link(sector, link) for sector in sectors],
        (f"{heads[0]} en {heads[1]} naast elkaar", ["Thema", *heads, SAME], rows),
        disputes_with({key for item in every for key in item.contradictions}),
        records_source(every),
    )


def _theme_row(title: str, figures: list[list[SectorFigure]]) -> list[str]:
    first, second = (of_theme(found, title) for found in figures)
    cells = [listed_names(list(map(short_text, found))) or UNKNOWN for found in (first, second)]
    return [title, *cells, comparable(first, second)]


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
            for item in links_of(key)
            if item.kind == kind and item.sector != EVERY
        ]
        cells.append(listed_names(names) or "geen eigen")
    return [title, *cells, ""]


def shared_branches(pair: Pair) -> list[str]:
    """Return the branches that both definitions hold, of which the jobs count twice."""
    first, second = (
        {
            item.sbi: item.title
            for item in load(Branch)
            if item.sector == key and item.role == "definitie"
        }
        for key in pair
    )
    return [f"{title} (SBI {sbi})" for sbi, title in first.items() if sbi in second]
