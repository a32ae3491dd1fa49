"""How the parts of the agenda are said: dates, states, names and places. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from components.words.formatting import counted, format_date, format_when, join_words
from components.words.source import Source, records_source
from data_loaders.agreements.agenda import Action, Ambition
from data_loaders.agreements.calendar import STATES, State, checked_span
from data_loaders.agreements.record import Sourced
from data_loaders.reports.record import ACTION_STATES, Report

NOT_NAMED = "niet genoemd in de bron"
NO_NUMBER = "geen getal genoemd"
NO_DOCUMENT = "staat in geen document"

MEANINGS: dict[State, str] = {
    "dit kwartaal klaar": "Het einde valt volgens de planning in dit kwartaal.",
    "loopt": "Begonnen met een einde na dit kwartaal, volgens de planning; of zo gemeld.",
    "gepland": "De start ligt nog voor ons, of zo is het gemeld.",
    "doorlopend": "De actie heeft geen einde.",
    "einddatum voorbij": (
        "Volgens de planning had dit klaar moeten zijn; of het klaar is, staat in geen document."
    ),
    "onbekend": "De bron noemt geen start of geen einde.",
    "klaar": "Zo is het gemeld.",
    "vertraagd": "Zo is het gemeld: het wordt later dan gepland.",
    "vervallen": "Zo is het gemeld: de actie gaat niet door.",
}
_COUNTED: dict[State, str] = {
    "dit kwartaal klaar": "dit kwartaal klaar",
    "loopt": "lopend",
    "gepland": "gepland",
    "doorlopend": "doorlopend",
    "einddatum voorbij": "met een einddatum die voorbij is",
    "onbekend": "zonder start of einde",
    "klaar": "als klaar gemeld",
    "vertraagd": "als vertraagd gemeld",
    "vervallen": "als vervallen gemeld",
}
R = TypeVar("R", bound=Sourced)


def when(register: str, record: str, text: str) -> str:
    """Return a date of a register in words. Raises DataError for what is no date."""
    checked_span(register, record, text)
    return format_when(text) if text else NOT_NAMED


def quarter_words(quarter: str) -> str:
    """Return a quarter in words: 4e kwartaal 2026."""
    return format_when(quarter)


def actions_count(number: int) -> str:
    """Return a number of actions."""
    return counted(number, "actie", "acties")


def start_words(action: Action) -> str:
    """Return when an action starts, and whether that is our reading."""
    return _with_origin(when("acties", action.id, action.start), action.start_origin)


def end_words(action: Action) -> str:
    """Return when an action ends, and whether that is our reading."""
    if action.continuous == "ja":
        return _with_origin("doorlopend", action.end_origin)
    return _with_origin(when("acties", action.id, action.end), action.end_origin)


def _with_origin(text: str, origin: str | None) -> str:
    return f"{text}, afgeleid" if origin == "afgeleid" else text


def note_words(action: Action) -> str:
    """Return the note of an action; the note of a derived date is the reason for it."""
    derived = "afgeleid" in (action.start_origin, action.end_origin)
    return f"Afgeleid: {action.note}" if derived and action.note else action.note


def state_words(state: State, action: Action) -> str:
    """Return the state of an action, with what it does not say."""
    if state == "einddatum voorbij":
        return f"{state}: uitkomst onbekend"
    if state == "gepland" and action.continuous == "ja":
        return f"{state}, daarna doorlopend"
    return state


def told_words(report: Report) -> str:
    """Return what was reported of an action, in a few words: gemeld: loopt, 12 okt 2026."""
    return f"gemeld: {report.state}, {format_when(report.period)}"


def told_sentence(report: Report | None) -> str:
    """Return all that was reported of an action, with who says so; empty without a report."""
    if report is None:
        return ""
    told = told_words(report)
    by = f"bron: {report.source}; {report.function}"
    return f"{told[:1].upper()}{told[1:]}. {report.sentence} ({by})"


def told_count(reports: Collection[Report], actions: int) -> str:
    """Return of how many actions a state was reported, and which; empty without any."""
    if not reports:
        return ""
    found = Counter(report.state for report in reports)
    told = ", ".join(f"{found[state]} {state}" for state in ACTION_STATES if found[state])
    return f"Van {len(reports)} van de {actions_count(actions)} is de stand gemeld: {told}."


def ambition_numbers(action: Action, ambitions: Sequence[Ambition]) -> str:
    """Return the numbers of the ambitions of an action, and the programmes it belongs to."""
    numbers = [str(item.number) for item in ambitions if item.id in action.ambitions]
    return "; ".join([join_words(numbers), *action.programmes])


def state_counts(states: Iterable[State]) -> str:
    """Return how many actions are in each state: 2 lopend en 1 gepland."""
    found = Counter(states)
    return join_words([f"{found[state]} {_COUNTED[state]}" for state in STATES if found[state]])


def calendar_sentence(states: Sequence[State], continuous: int, day: date) -> str:
    """Return what a calendar shows, as one sentence: title and alt text alike."""
    if not states:
        return "Geen enkele actie past bij deze keuze"
    text = (
        f"{actions_count(len(states))} volgens de planning op {format_date(day)}: "
        f"{state_counts(states)}"
    )
    if not continuous:
        return text
    have = "heeft" if continuous == 1 else "hebben"
    return f"{text}. {actions_count(continuous)} {have} geen einde"


def agenda_finding(states: Iterable[State]) -> str:
    """Return in a title how many actions there are, and what their end says today."""
    found = Counter(states)
    passed, ends = found["einddatum voorbij"], found["dit kwartaal klaar"]
    told = [f"{found['klaar']} klaar gemeld"] if found["klaar"] else []
    told += [f"bij {passed} is de einddatum voorbij"] if passed else []
    told += [f"{ends} {'eindigt' if ends == 1 else 'eindigen'} dit kwartaal"] if ends else []
    return (
        f"{actions_count(found.total())}: {', '.join(told) or 'geen enkele eindigt dit kwartaal'}"
    )


def source_of(records: Iterable[Sourced]) -> Source | None:
    """Return where records come from; a record with more sections counts for each of them."""
    return records_source(place for record in records for place in _places(record))


def _places(record: R) -> list[R]:
    parts = [part.strip() for part in record.section.split(";")]
    return [msgspec.structs.replace(record, section=part) for part in parts]


def sections(text: str) -> str:
    """Return the sections of a record as words."""
    return ", ".join(part.strip() for part in text.split(";"))
