"""The sectors as cards: who chose each, its focus sector, and how much is known of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import (
    MENTIONED,
    ROOM,
    chosen_by,
    figures_of,
    join_names,
    marked,
    mentioned_by,
    sector_link,
    unclear_by,
)
from components.words.formatting import counted
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import (
    Agenda,
    Branch,
    Sector,
    SectorChoice,
)
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=32)
def sector_cards(link: Link, _mark: Fingerprint) -> Markup:
    """Return every sector as a card; its name leads to all that is known. Raises DataError."""
    sectors = load(Sector)
    adopted = [item.status == "vastgesteld" for item in load(Agenda)]
    count = (
        f"{len(sectors)} sectoren in {len(adopted)} agenda's; {sum(adopted)} daarvan zijn "
        "vastgesteld."
    )
    cards = [(sector_link(sector, link), sector.text, _facts(sector)) for sector in sectors]
    return macro(ROOM, "cards", count, cards, records_source(sectors))


def _facts(sector: Sector) -> list[tuple[str, str]]:
    return [
        ("Focussector", focus_of(sector)),
        ("Gekozen door", agendas_text(chosen_by(sector.id)) or "geen agenda"),
        (MENTIONED.capitalize(), agendas_text(mentioned_by(sector.id))),
        ("Onduidelijk of gekozen", agendas_text(unclear_by(sector.id))),
        ("In documenten", known_text(sector.id)),
        ("Onze afbakening", branches_text(sector.id)),
    ]


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


def known_text(sector_id: str) -> str:
    """Return how much documents say of a sector, and how much of that is a number."""
    shown = [item for item in figures_of(sector_id) if item.show == "ja"]
    numbers = sum(item.value is not None for item in shown)
    return f"{counted(len(shown), 'gegeven', 'gegevens')}, waarvan {numbers} met een getal"


def branches_text(sector_id: str) -> str:
    """Return our definition in a few words: SBI D, or part of SBI Q."""
    own = [item for item in load(Branch) if item.sector == sector_id and item.role == "definitie"]
    return join_names(
        [f"{'deel van ' if item.part == 'deels' else ''}SBI {item.sbi}" for item in own]
    )
