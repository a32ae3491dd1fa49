"""A sector by itself: the way to it, who chose it and why, and its neighbours. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.cards import agendas_text, focus_of
from components.sectors.phrases import (
    MENTIONED,
    NOT_NAMED,
    ROOM,
    chosen_by,
    dispute_ids,
    figures_of,
    listed_names,
    marked,
    mentioned_by,
    sector_address,
    unclear_by,
)
from components.words.disputes import HasContradictions, disputes_with
from components.words.links import Link
from components.words.links import neighbours as neighbours_in
from components.words.source import records_source
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import EVERY, Agenda, Sector, SectorChoice
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=64)
def profile_head(sector_id: str, _mark: Fingerprint) -> Markup:
    """Return the facts of a sector, and what contradicts what is said of it. Raises DataError."""
    sector = load_by_id(Sector)[sector_id]
    choices = [item for item in load(SectorChoice) if item.sector == sector_id]
    figures = [*figures_of(sector_id), *figures_of(EVERY)]
    disputed: list[HasContradictions] = [sector, *choices, *figures]
    return macro(
        ROOM,
        "head",
        sector,
        _facts(sector),
        disputes_with(dispute_ids(disputed)),
        records_source([sector, *choices]),
    )


def sector_steps(sector_id: str, link: Link, compared: str = "") -> tuple[tuple[str, str], ...]:
    """Return the way to a sector, or to it beside another: names and addresses."""
    sectors = load_by_id(Sector)
    here, start = sectors[sector_id].short, ("Speerpuntsectoren", "?" + urlencode(link))
    if not compared:
        return start, (here, "")
    return start, (here, sector_address(sector_id, link)), (f"naast {sectors[compared].short}", "")


def _facts(sector: Sector) -> list[tuple[str, str]]:
    chosen, mentioned = map(_choices, (chosen_by(sector.id), mentioned_by(sector.id)))
    return [
        ("Naam in de Meerjarenagenda", sector.name),
        ("Focussector van het akkoord", focus_of(sector)),
        ("Andere namen", "; ".join(sector.other_names) or NOT_NAMED),
        ("Gekozen door", chosen or "geen agenda"),
        (MENTIONED.capitalize(), mentioned),
        ("Onduidelijk of gekozen", agendas_text(unclear_by(sector.id))),
        ("Toelichting", sector.note),
    ]


def _choices(items: Sequence[SectorChoice]) -> Markup:
    return listed_names([_choice(item) for item in items])


def _choice(item: SectorChoice) -> Markup:
    """Return an agenda that chose the sector, how it calls it and why."""
    agenda = load_by_id(Agenda)[item.agenda]
    named = marked(f"{agenda.column}, als {item.called}", item.origin == "afgeleid")
    return named + f": {item.reason or f'reden {NOT_NAMED}'}"


@lru_cache(maxsize=64)
def sector_neighbours(sector_id: str, link: Link, _mark: Fingerprint) -> Markup:
    """Return the way to the sector before and after this one."""
    known = list(load(Sector))
    place = [sector.id for sector in known].index(sector_id)
    row = [(item.short, sector_address(item.id, link)) for item in known]
    around = neighbours_in(row, place, "sector")
    return macro("basis", "neighbours", around, "Vorige en volgende sector")
