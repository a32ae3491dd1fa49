"""Why agendas chose their sectors, and what those agendas are. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.markup import blocks as markup
from components.sectors.phrases import CHOSEN_WORDS, NOT_NAMED, derived_mark, join_names
from components.words.formatting import format_when
from data_loaders.agreements.registers import load_by_id
from data_loaders.agreements.sectors import Agenda, Sector, SectorChoice

COLUMNS = ("Sector", "Agenda", "Keuze", "Naam in de agenda", "Reden", "Toelichting")
MENTIONED = "genoemd, niet vastgesteld"


def reasons(agendas: Sequence[Agenda], choices: Sequence[SectorChoice]) -> str:
    """Return per agenda what it is and why it chose its sectors."""
    blocks = "".join(
        _block(agenda, [item for item in choices if item.agenda == agenda.id]) for agenda in agendas
    )
    return f'{markup.heading("Waarom deze sectoren")}<div class="amm-cijfers">{blocks}</div>'


def _block(agenda: Agenda, choices: Sequence[SectorChoice]) -> str:
    sectors = load_by_id(Sector)
    by_reason: dict[str, list[str]] = {}
    for item in choices:
        if item.chosen == "ja":
            by_reason.setdefault(item.reason or NOT_NAMED, []).append(sectors[item.sector].short)
    told = "".join(
        f"<div><dt>{escape(join_names(names))}</dt><dd>{escape(reason)}</dd></div>"
        for reason, names in by_reason.items()
    )
    facts = {
        "Van wie": escape(join_names(agenda.owners)),
        "Gebied": escape(agenda.area) + derived_mark(agenda.areas_origin == "afgeleid"),
        "Vastgesteld": escape(_adopted(agenda)),
        "Jaren": escape(agenda.period or NOT_NAMED),
        "Toelichting": escape(agenda.note),
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in facts.items())
    return (
        f'<div class="amm-cijfer"><h4 class="amm-kop">{escape(agenda.name)}</h4>'
        f'<dl class="amm-feiten">{told}{rows}</dl>{_outside(agenda)}</div>'
    )


def _adopted(agenda: Agenda) -> str:
    if agenda.status == "genoemd":
        return MENTIONED
    return format_when(agenda.adopted) if agenda.adopted else f"ja; datum {NOT_NAMED}"


def _outside(agenda: Agenda) -> str:
    if not agenda.url.startswith("https://"):
        return ""
    address = escape(agenda.url, quote=True)
    return f'<p class="amm-bron"><a href="{address}" rel="noopener">naar het document</a></p>'


def choices_table(agendas: Sequence[Agenda], shown: Sequence[SectorChoice]) -> str:
    """Return every choice with how it is called, its reason and its note."""
    names = {agenda.id: agenda.column for agenda in agendas}
    rows = [
        [
            load_by_id(Sector)[item.sector].short,
            names[item.agenda],
            CHOSEN_WORDS[item.chosen] + (", afgeleid" if item.origin == "afgeleid" else ""),
            item.called,
            item.reason,
            item.note,
        ]
        for item in shown
    ]
    return markup.table("Keuzes per agenda", COLUMNS, rows)
