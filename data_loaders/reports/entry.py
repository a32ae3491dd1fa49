"""What a person fills in for one report, read into a row: by command, file or form alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_loaders.agreements.measurement_entry import entry_day, read_amount
from data_loaders.agreements.measurement_rows import Fault
from data_loaders.clock import dutch_today, utc_now
from data_loaders.imports.periodtext import period_code
from data_loaders.imports.words import Value, shown
from data_loaders.reports.checks import WERKCENTRUM
from data_loaders.reports.kinds import faults
from data_loaders.reports.record import Report, ReportKind


@dataclass(frozen=True)
class EntryColumn:
    """One column: its name for people, the field of a report it fills, and what belongs in it.

    A field of the detail is written as `detail.vrager`.
    """

    name: str
    field: str
    help: str
    required: bool = True


_DETAIL = "detail."
_SOURCE = EntryColumn("bron", "source", "Waar het vandaan komt.")
_BY = EntryColumn("door", "function", "Een functie, geen naam.")
_DAY = EntryColumn("peildatum", "period", "De dag waarop het gold: 2026-06-30.")
_REPLACES = EntryColumn("vervangt", "replaces", "De melding die niet klopt: A0003.", False)
_NOTE = EntryColumn("toelichting", "sentence", "Wat erbij hoort.", False)

COLUMNS: dict[ReportKind, tuple[EntryColumn, ...]] = {
    "action_state": (
        EntryColumn("actie", "subject", "De actie, zoals actie-01."),
        EntryColumn("stand", "state", "gepland, loopt, klaar, vertraagd of vervallen."),
        _DAY,
        EntryColumn("toelichting", "sentence", "Eén zin over hoe het ervoor staat."),
        _SOURCE,
        _BY,
        _REPLACES,
    ),
    "note": (
        EntryColumn("bij", "subject", "Het cijfer of het doel."),
        EntryColumn("tekst", "sentence", "De kanttekening."),
        EntryColumn("kenmerk", "detail.kenmerk", "Alleen bij dit kenmerk.", False),
        EntryColumn("gebied", "detail.gebied", "Alleen bij dit gebied (een code).", False),
        EntryColumn("van", "detail.van", "Vanaf deze periode.", False),
        EntryColumn("tot", "detail.tot", "Tot en met deze periode.", False),
        _SOURCE,
        _BY,
        _REPLACES,
    ),
    "count": (
        EntryColumn("maand", "period", "De maand: 2026-10."),
        EntryColumn("vrager", "detail.vrager", "Wie er vroeg."),
        EntryColumn("onderwerp", "detail.onderwerp", "Waarover."),
        EntryColumn("kanaal", "detail.kanaal", "Hoe de vraag binnenkwam."),
        EntryColumn("aantal", "value", "Het aantal vragen; ook een klein aantal zoals het is."),
        _SOURCE,
        _BY,
        _NOTE,
        _REPLACES,
    ),
    "spending": (
        EntryColumn("post", "subject", "De begrotingspost."),
        EntryColumn("peildatum", "period", "De dag tot en met welke dit is uitgegeven."),
        EntryColumn("bedrag", "value", "Alles vanaf het begin, in euro's: 1.234,50."),
        _SOURCE,
        _BY,
        _NOTE,
        _REPLACES,
    ),
}
"""What is filled in for each kind but a measurement, which has its own template."""


def read_report(
    kind: ReportKind, cells: Mapping[str, Value], rows: Sequence[Report]
) -> tuple[Report, list[Fault]]:
    """Return the report in the cells of one row, and all that is wrong with it after `rows`.

    `cells` are by the name of a column; one that is not there is empty.
    """
    found: dict[str, Any] = {"subject": WERKCENTRUM, "period": dutch_today().isoformat()}
    detail, unread = {}, []
    for column in COLUMNS[kind]:
        value: str | float | None = None if column.field == "value" else ""
        try:
            value = _read(column.field, cells.get(column.name), kind)
        except ValueError as error:
            unread.append(Fault(column.name, str(error)))
        if column.field.startswith(_DETAIL):
            detail[column.field.removeprefix(_DETAIL)] = value
        else:
            found[column.field] = value
    parts = tuple((name, str(value)) for name, value in detail.items() if value)
    report = Report(kind=kind, detail=parts, written=utc_now(), **found)
    in_doubt = {fault.column for fault in unread}
    wrong = [fault for fault in faults(report, rows) if fault.column not in in_doubt]
    return report, unread + wrong


def _read(field: str, cell: Value, kind: ReportKind) -> str | float | None:
    """Return what a cell says; empty text for an empty one. Raises ValueError."""
    if field == "value":
        return read_amount(cell, None)
    if field != "period":
        if isinstance(cell, date):
            raise ValueError("hier heeft Excel van tekst een datum gemaakt")
        return shown(cell)
    if kind != "count":
        return entry_day(cell).isoformat()
    code = None if cell is None or isinstance(cell, float) else period_code(cell, "maand", "")
    if code is None:
        raise ValueError(f"'{shown(cell)[:40]}' is geen maand zoals 2026-10")
    return code
