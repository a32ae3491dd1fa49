"""The sectors as cards, each with the figure that says most of it; and words of a sector. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import (
    ROOM,
    document_name,
    figures_of,
    join_names,
    marked,
    number_parts,
    period_text,
    sector_link,
)
from components.sectors.themes import best_of, serious_contradictions
from components.words.links import Link
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import (
    Agenda,
    Branch,
    Sector,
    SectorChoice,
    SectorFigure,
    Theme,
)
from data_loaders.files.text import Fingerprint

FIRST: tuple[Theme, ...] = ("aandeel", "omvang", "banen", "groei", "onderwijs", "vergrijzing")
"""What a card tells first, of what documents say of a sector."""


@dataclass(frozen=True)
class SectorCard:
    """A sector with the figure that says most: the number, of what, and where it is from.

    Without a number in the documents: their words, and without those nothing. `in_doubt` is
    whether sources contradict each other about it.
    """

    link: Markup
    number: str = ""
    of: str = ""
    subject: str = ""
    below: str = ""
    in_doubt: bool = False


@lru_cache(maxsize=32)
def sector_cards(link: Link, _mark: Fingerprint) -> Markup:
    """Return every sector as a card; its name leads to all that is known. Raises DataError."""
    sectors = load(Sector)
    adopted = [item.status == "vastgesteld" for item in load(Agenda)]
    count = (
        f"{len(sectors)} sectoren in {len(adopted)} agenda's, {sum(adopted)} daarvan zijn "
        "vastgesteld. Tel sectoren niet op."
    )
    return macro(ROOM, "cards", count, [sector_card(item, link) for item in sectors])


def sector_card(sector: Sector, link: Link) -> SectorCard:
    """Return a sector with the figure of its own that says most."""
    way, item = sector_link(sector, link), best_first(figures_of(sector.id))
    if item is None:
        return SectorCard(way)
    number, of = number_parts(item)
    when = [period_text(item)] if item.period else []
    return SectorCard(
        way,
        number,
        of or ("" if number else item.words),
        item.subject,
        " · ".join(filter(None, [*when, item.area, document_name(item)])),
        bool(serious_contradictions() & set(item.contradictions)),
    )


def best_first(figures: Sequence[SectorFigure]) -> SectorFigure | None:
    """Return what says most of a sector: a number of it alone and of an area, by its theme."""
    own = [item for item in figures if item.show == "ja" and len(item.sectors) == 1]
    here = [item for item in own if item.area_code]
    numbers = [item for item in here if item.value is not None and item.theme in FIRST]
    first = min(numbers, key=lambda item: FIRST.index(item.theme), default=None)
    return first or best_of(here)


def focus_of(sector: Sector) -> str:
    """Return the focus sector of the agreement that a sector stands for; Markup when it has one."""
    return marked(sector.focus, sector.focus_origin == "afgeleid") if sector.focus else "geen"


def agendas_text(found: Sequence[SectorChoice]) -> str:
    """Return the agendas of choices, by their column."""
    agendas = load_by_id(Agenda)
    names = []
    for item in found:
        called = called_text(item)
        names.append(f"{agendas[item.agenda].column}{f' ({called})' if called else ''}")
    return join_names(names)


def called_text(choice: SectorChoice) -> str:
    """Return how an agenda calls the sector, when it has a name of its own for it."""
    sector = load_by_id(Sector)[choice.sector]
    if not choice.called or choice.called in (sector.name, sector.short):
        return ""
    return f"als {choice.called}"


def branches_text(sector_id: str) -> str:
    """Return our definition in a few words: SBI D, or part of SBI Q."""
    own = [item for item in load(Branch) if item.sector == sector_id and item.role == "definitie"]
    return join_names(
        [f"{'deel van ' if item.part == 'deels' else ''}SBI {item.sbi}" for item in own]
    )
