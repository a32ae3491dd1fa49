"""The head of a sector's own page: what it is, who chose it and why, and its neighbours. Pure."""

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
from data_loaders.agreements.sectors import Agenda, Sector, SectorChoice
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=64)
def profile_head(sector_id: str, link: Link, _mark: Fingerprint) -> Markup:
    """Return the way back, the name of a sector and its facts. Raises DataError."""
    sector = load_by_id(Sector)[sector_id]
    choices = [item for item in load(SectorChoice) if item.sector == sector_id]
    disputed: list[HasContradictions] = [sector, *choices]
    return macro(
        ROOM,
        "head",
        [_all_sectors(link), (sector.short, "")],
        sector,
        _facts(sector),
        disputes_with(dispute_ids(disputed)),
        records_source([sector, *choices]),
    )


@lru_cache(maxsize=64)
def pair_head(pair: tuple[str, str], link: Link, _mark: Fingerprint) -> Markup:
    """Return the way back and the names of two sectors beside each other. Raises DataError."""
    first, second = (load_by_id(Sector)[key] for key in pair)
    here = (first.short, sector_address(first.id, link))
    steps = [_all_sectors(link), here, (f"naast {second.short}", "")]
    return macro(ROOM, "title", steps, f"{first.short} en {second.short}")


def _all_sectors(link: Link) -> tuple[str, str]:
    return "Alle sectoren", "?" + urlencode(link)


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
