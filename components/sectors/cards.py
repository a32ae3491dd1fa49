"""The sectors as cards: who chose each, its focus sector, and how much is known of it. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components.deal.phrases import many
from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.sectors.phrases import derived_mark, join_names, sector_link
from data_loaders.agreements.sectors import (
    Chosen,
    Sector,
    SectorChoice,
    load_agendas,
    load_branches,
    load_choices,
    load_sector_figures,
    load_sectors,
)
from data_loaders.files.text import Fingerprint


@lru_cache(maxsize=32)
def sector_cards(link: Link, _mark: Fingerprint) -> str:
    """Return every sector as a card; its name leads to all that is known. Raises DataError."""
    sectors = load_sectors().values()
    cards = "".join(f"<li>{_card(sector, link)}</li>" for sector in sectors)
    count = f"{len(sectors)} sectoren, gekozen door {len(load_agendas())} agenda's."
    return (
        f'<p class="amm-zin"><strong>{escape(count)}</strong></p>'
        f'<ul class="amm-cijfers amm-sector-kaarten">{cards}</ul>' + source_line(sectors)
    )


def _card(sector: Sector, link: Link) -> str:
    facts = {
        "Focussector": focus_html(sector),
        "Gekozen door": escape(agendas_text(sector.id, "ja") or "geen agenda"),
        "Onduidelijk of gekozen": escape(agendas_text(sector.id, "onduidelijk")),
        "In documenten": escape(known_text(sector.id)),
        "Onze afbakening": escape(branches_text(sector.id)),
    }
    rows = "".join(
        f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in facts.items() if text
    )
    return (
        f'<article class="amm-cijfer"><h3 class="amm-kop">{sector_link(sector, link)}</h3>'
        f'<p class="amm-zin">{escape(sector.text)}</p><dl class="amm-feiten">{rows}</dl></article>'
    )


def focus_html(sector: Sector) -> str:
    """Return the focus sector of the agreement that a sector stands for."""
    if not sector.focus:
        return "geen"
    return escape(sector.focus) + derived_mark(sector.focus_origin == "afgeleid")


def agendas_text(sector_id: str, chosen: Chosen) -> str:
    """Return the agendas that chose a sector (or of which that is unclear), by their column."""
    agendas = load_agendas()
    found = [item for item in load_choices() if (item.sector, item.chosen) == (sector_id, chosen)]
    names = []
    for item in found:
        called = called_text(item)
        names.append(f"{agendas[item.agenda].column}{f' ({called})' if called else ''}")
    return join_names(names)


def called_text(choice: SectorChoice) -> str:
    """Return how an agenda calls the sector, when it has a name of its own for it."""
    sector = load_sectors()[choice.sector]
    if not choice.called or choice.called in (sector.name, sector.short):
        return ""
    return f"als {choice.called}"


def known_text(sector_id: str) -> str:
    """Return how much documents say of a sector, and how much of that is a number."""
    shown = [item for item in load_sector_figures(sector_id) if item.show == "ja"]
    numbers = sum(item.value is not None for item in shown)
    return f"{many(len(shown), 'gegeven', 'gegevens')}, waarvan {numbers} met een getal"


def branches_text(sector_id: str) -> str:
    """Return our definition in a few words: SBI D, or part of SBI Q."""
    own = [item for item in load_branches(sector_id) if item.role == "definitie"]
    return join_names(
        [f"{'deel van ' if item.part == 'deels' else ''}SBI {item.sbi}" for item in own]
    )
