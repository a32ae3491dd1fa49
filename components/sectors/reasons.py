"""Why agendas chose their sectors, and what those agendas are. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.sectors.phrases import MENTIONED, NOT_NAMED, chosen_word, join_names, marked
from components.words.formatting import format_when
from data_loaders.agreements.registers import load_by_id
from data_loaders.agreements.sectors import Agenda, Sector, SectorChoice

Reasons = tuple[str, list[tuple[str, str]], str]
"""An agenda by its name, why it chose what and what it is, and its address."""


def reasons(agendas: Sequence[Agenda], choices: Sequence[SectorChoice]) -> list[Reasons]:
    """Return per agenda what it is and why it chose its sectors."""
    return [
        (agenda.name, [*_why(agenda, choices), *_facts(agenda)], agenda.url) for agenda in agendas
    ]


def _why(agenda: Agenda, choices: Sequence[SectorChoice]) -> list[tuple[str, str]]:
    sectors = load_by_id(Sector)
    by_reason: dict[str, list[str]] = {}
    for item in choices:
        if item.agenda == agenda.id and item.chosen == "ja":
            by_reason.setdefault(item.reason or NOT_NAMED, []).append(sectors[item.sector].short)
    return [(join_names(names), reason) for reason, names in by_reason.items()]


def _facts(agenda: Agenda) -> list[tuple[str, str]]:
    return [
        ("Van wie", join_names(agenda.owners)),
        ("Gebied", marked(agenda.area, agenda.areas_origin == "afgeleid")),
        ("Vastgesteld", _adopted(agenda)),
        ("Jaren", agenda.period or NOT_NAMED),
        ("Toelichting", agenda.note),
    ]


def _adopted(agenda: Agenda) -> str:
    if agenda.status == "genoemd":
        return MENTIONED
    return format_when(agenda.adopted) if agenda.adopted else f"ja; datum {NOT_NAMED}"


def choice_rows(agendas: Sequence[Agenda], shown: Sequence[SectorChoice]) -> list[list[str]]:
    """Return every choice: sector, agenda, choice, how it is called, its reason and its note."""
    names = {agenda.id: agenda.column for agenda in agendas}
    return [
        [
            load_by_id(Sector)[item.sector].short,
            names[item.agenda],
            chosen_word(item) + (", afgeleid" if item.origin == "afgeleid" else ""),
            item.called,
            item.reason,
            item.note,
        ]
        for item in shown
    ]
