"""The rules of what is reported, beside those of measurements and notes. Pure but for registers.

Every fault is one Dutch sentence about one column, as with a measurement.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import (
    EARLIEST,
    LARGEST,
    dutch_day,
    dutch_number,
    faults_of,
    text_faults,
)
from data_loaders.agreements.measurement_rows import Fault
from data_loaders.agreements.money import Amount
from data_loaders.agreements.note_rules import note_faults
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.clock import dutch_date
from data_loaders.files.paths import DATA
from data_loaders.files.tomlfile import read_toml
from data_loaders.imports.words import nearest
from data_loaders.registry import load_registry
from data_loaders.reports.measured import book_of, measurement_of, measurements_in
from data_loaders.reports.record import ACTION_STATES, WITHDRAWN, Report, standing_reports

WERKCENTRUM = "werkcentrum"
TOTAL = "totaal"
"""The word of every division of the Werkcentrum for all questions of a month together."""
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_VALUES = {"count": "aantal", "spending": "bedrag"}
_DETAIL_OF_NOTE = ("kenmerk", "gebied", "van", "tot")


class Divisions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what the Werkcentrum counts questions; each with the words there are, in their order."""

    vrager: tuple[str, ...]
    onderwerp: tuple[str, ...]
    kanaal: tuple[str, ...]


@lru_cache(maxsize=1)
def divisions() -> Divisions:
    """Return by what questions are counted. Raises DataError."""
    return read_toml(DATA / "werkcentrum.toml", Divisions)


def measurement_faults(report: Report, rows: Sequence[Report]) -> list[Fault]:
    """Return what is wrong with a measurement that comes after `rows`."""
    own = [row for row in rows if row.subject == report.subject or row.id == report.replaces]
    return faults_of(measurement_of(report), book_of(measurements_in(own)), load_goals())


def action_faults(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    """Yield what is wrong with the state of an action that comes after `rows`."""
    yield from _known(report, load_by_id(Action), "actie", "de actie")
    yield from _shared(report, rows)
    if report.state not in (*ACTION_STATES, WITHDRAWN):
        yield Fault("stand", f"kies een stand: {', '.join(ACTION_STATES)}")
    elif not report.sentence:
        yield Fault("toelichting", "zeg in één zin hoe het ervoor staat")


def note_report_faults(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    """Yield what is wrong with a note that comes after `rows`, by the rules of every note."""
    of_goal = report.subject in load_goals() and report.subject not in load_registry().indicators
    cells = {
        "indicator_id": "" if of_goal else report.subject,
        "doel_id": report.subject if of_goal else "",
        "tekst": report.sentence,
        "door": report.function,
        "datum": report.period,
        "bron": report.source,
        **{name: report.part(name) for name in _DETAIL_OF_NOTE},
    }
    for sentence in note_faults(cells):
        yield Fault("tekst", sentence)
    yield from _replaced(report, rows)
    yield from _day(report)
    if not (report.sentence and report.function and report.source):
        yield Fault("tekst", "een kanttekening heeft een tekst, een functie en een bron")


def count_faults(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    """Yield what is wrong with one cell of the counts of the Werkcentrum."""
    yield from _known(report, [WERKCENTRUM], "vrager", "wat u telt")
    known = msgspec.to_builtins(divisions())
    for name, words in known.items():
        if report.part(name) not in words:
            yield Fault(name, f"kies er een: {', '.join(words)}")
    if len({report.part(name) == TOTAL for name in known}) > 1:
        yield Fault("vrager", f"kies overal '{TOTAL}', of nergens: het is van de hele maand")
    if dict(report.detail).keys() - known.keys():
        yield Fault("vrager", "alleen aantallen: er hoort niets anders bij")
    yield from _shared(report, rows)
    if report.value is not None and not report.value.is_integer():
        yield Fault("aantal", f"{dutch_number(report.value)} is geen heel getal")


def spending_faults(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    """Yield what is wrong with what was spent on a budget line up to a day."""
    lines = {item.id for item in load(Amount) if item.kind == "post"}
    yield from _known(report, lines, "post", "de begrotingspost")
    yield from _shared(report, rows)


def _shared(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    yield from _replaced(report, rows)
    yield from _month(report) if report.kind == "count" else _day(report)
    yield from _value(report)
    yield from text_faults(report.source, report.function, report.sentence)
    for other in standing_reports(row for row in rows if row.kind == report.kind):
        if other.id != report.replaces and place_in_book(other) == place_in_book(report):
            sentence = f"hierover is er al een melding: {other.id}"
            yield Fault(
                _day_column(report), f"{sentence}; noem die bij 'vervangt' als deze haar verbetert"
            )


def place_in_book(report: Report) -> tuple[object, ...]:
    """Return what only one standing row of a kind can be about."""
    return report.subject, report.period, report.detail


def _known(report: Report, ids: Collection[str], column: str, what: str) -> Iterator[Fault]:
    if report.subject not in ids and not report.withdraws:
        close = nearest(report.subject, ids)
        hint = f"; bedoelt u {close}?" if close else ""
        yield Fault(column, f"{what} '{report.subject[:60]}' bestaat niet{hint}")


def _replaced(report: Report, rows: Sequence[Report]) -> Iterator[Fault]:
    if not report.replaces:
        if report.withdraws:
            yield Fault("vervangt", "noem de melding die u intrekt")
        return
    own = [row for row in rows if row.kind == report.kind]
    old = next((row for row in own if row.id == report.replaces), None)
    if old is None:
        yield Fault("vervangt", f"de melding '{report.replaces[:20]}' bestaat niet")
    elif old not in standing_reports(own):
        yield Fault("vervangt", f"{old.id} is al vervangen of ingetrokken")
    elif old.subject != report.subject:
        yield Fault("vervangt", f"{old.id} gaat over iets anders: {old.subject}")
    elif report.withdraws and not report.sentence:
        yield Fault("toelichting", f"zeg waarom {old.id} wordt ingetrokken")


def _value(report: Report) -> Iterator[Fault]:
    column = _VALUES.get(report.kind, "stand")
    if report.kind == "action_state" or report.withdraws:
        if report.value is not None:
            yield Fault(column, "hier hoort geen getal bij")
    elif report.value is None:
        yield Fault(column, "vul een getal in; nul alleen als er nul is")
    elif not 0 <= report.value <= LARGEST:
        yield Fault(column, f"{dutch_number(report.value)} kan niet")


def _day(report: Report) -> Iterator[Fault]:
    try:
        day = date.fromisoformat(report.period)
    except ValueError:
        yield Fault("peildatum", f"'{report.period[:40]}' is geen dag zoals 2026-06-30")
        return
    yield from _moment(report, day, dutch_day(day))


def _month(report: Report) -> Iterator[Fault]:
    if not _MONTH.fullmatch(report.period):
        yield Fault("maand", f"'{report.period[:40]}' is geen maand zoals 2026-10")
        return
    yield from _moment(report, date.fromisoformat(f"{report.period}-01"), report.period)


def _moment(report: Report, day: date, told: str) -> Iterator[Fault]:
    if day > dutch_date(report.written):
        yield Fault(_day_column(report), f"{told} ligt in de toekomst")
    elif day < EARLIEST:
        sentence = f"{told} is te lang geleden: voor {EARLIEST.year}"
        yield Fault(_day_column(report), sentence)


def _day_column(report: Report) -> str:
    return "maand" if report.kind == "count" else "peildatum"
