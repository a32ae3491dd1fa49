"""The head of a sector's own page: what it is, who chose it and why, and its neighbours. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from components.markup import breadcrumbs as trail
from components.markup.breadcrumbs import Link
from components.markup.registers import disagreements, source_line
from components.sectors.cards import agendas_text, focus_html
from components.sectors.phrases import (
    NOT_NAMED,
    Disputed,
    derived_mark,
    disputes_of,
    sector_address,
)
from components.sectors.reasons import MENTIONED
from data_loaders.agreements.sectors import (
    Sector,
    SectorChoice,
    load_agendas,
    load_choices,
    load_sectors,
)
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=64)
def profile_head(sector_id: str, link: Link, _mark: Fingerprint) -> str:
    """Return the way back, the name of a sector and its facts. Raises DataError."""
    sector = load_sectors()[sector_id]
    choices = [item for item in load_choices() if item.sector == sector_id]
    disputed: list[Disputed] = [sector, *choices]
    return (
        crumbs([(sector.short, "")], link)
        + f'<h2 class="amm-kop">{escape(sector.short)}</h2>'
        + f'<p class="amm-zin">{escape(sector.text)}{derived_mark(True, "onze omschrijving")}</p>'
        + _facts(sector, choices)
        + disagreements(disputes_of(disputed))
        + source_line([sector, *choices])
    )


@lru_cache(maxsize=64)
def pair_head(pair: tuple[str, str], link: Link, _mark: Fingerprint) -> str:
    """Return the way back and the names of two sectors beside each other. Raises DataError."""
    first, second = (load_sectors()[key] for key in pair)
    steps = [(first.short, sector_address(first.id, link)), (f"naast {second.short}", "")]
    title = escape(f"{first.short} en {second.short}")
    return f'{crumbs(steps, link)}<h2 class="amm-kop">{title}</h2>'


def crumbs(places: list[tuple[str, str]], link: Link) -> str:
    """Return where a page is, from all sectors down; a place without address is this one."""
    return trail.crumbs([("Alle sectoren", "?" + urlencode(link)), *places])


def _facts(sector: Sector, choices: list[SectorChoice]) -> str:
    rows = {
        "Naam in de Meerjarenagenda": escape(sector.name),
        "Focussector van het akkoord": focus_html(sector),
        "Andere namen": escape("; ".join(sector.other_names) or NOT_NAMED),
        "Gekozen door": _chosen(choices) or "geen agenda",
        "Onduidelijk of gekozen": escape(agendas_text(sector.id, "onduidelijk")),
        "Toelichting": escape(sector.note),
    }
    items = "".join(
        f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in rows.items() if text
    )
    return f'<dl class="amm-feiten">{items}</dl>'


def _chosen(choices: list[SectorChoice]) -> str:
    """Return the agendas that chose the sector, how they call it and why, as a list."""
    entries = "".join(f"<li>{_choice(item)}</li>" for item in choices if item.chosen == "ja")
    return f'<ul class="amm-sector-lijst">{entries}</ul>' if entries else ""


def _choice(item: SectorChoice) -> str:
    agenda = load_agendas()[item.agenda]
    status = f" ({MENTIONED})" if agenda.status == "genoemd" else ""
    reason = item.reason or f"reden {NOT_NAMED}"
    return (
        f"{escape(agenda.column)}, als {escape(item.called)}"
        f"{derived_mark(item.origin == 'afgeleid')}{status}: {escape(reason)}"
    )


@lru_cache(maxsize=64)
def neighbours(sector_id: str, link: Link, _mark: Fingerprint) -> str:
    """Return the way to the sector before and after this one."""
    known = list(load_sectors().values())
    place = [sector.id for sector in known].index(sector_id)
    row = [(item.short, sector_address(item.id, link)) for item in known]
    return trail.neighbours(row, place, "sector", "Vorige en volgende sector")
