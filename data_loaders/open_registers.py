"""The registers as open data: the columns of the files, with the names that ids stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from data_loaders.agreements.agenda import Action, Ambition, Line
from data_loaders.agreements.calendar import action_state, plan_of
from data_loaders.agreements.dates import last_day
from data_loaders.agreements.hca import Focus
from data_loaders.agreements.measurement_checks import exact_number
from data_loaders.agreements.measurement_rows import COLUMNS, Measurement
from data_loaders.agreements.note_rules import NOTE_COLUMNS
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import REGISTERS, load, load_by_id, register_file
from data_loaders.clock import dutch_today
from data_loaders.files.csvfile import read_header, read_rows
from data_loaders.files.csvtext import Record
from data_loaders.geo.regions import load_regions
from data_loaders.notes import NOTES, load_notes
from data_loaders.reports.measured import measurements_in
from data_loaders.reports.measurements import MEASUREMENTS
from data_loaders.reports.opened import OPENED
from data_loaders.reports.reading import load_reports


def register_names() -> list[str]:
    """Return the names of all registers (`acties`, `projecten`, ...), sorted."""
    return sorted([*REGISTERS, *_GROWING])


def register_rows(name: str) -> list[Record]:
    """Return the rows of a register as text, in file order. Raises DataError."""
    if name in _GROWING:
        return _GROWING[name][0]()
    return [_ordered(row, _worked_out(name, row)) for row in recorded_rows(name)]


def recorded_rows(name: str) -> list[Record]:
    """Return the rows of a register with the names that ids stand for. Raises DataError.

    Without what follows from them on a day, so they are the same tomorrow.
    """
    path, add = register_file(name), _NAMES.get(name)
    cells = [row.cells for row in read_rows(path, read_header(path))]
    return [row | add(row) if add else row for row in cells]


def _worked_out(name: str, row: Record) -> Record:
    """Return the state of an action now, and the last day of a term, where a register has it."""
    made: Record = {}
    if name == "acties":
        made["stand"] = action_state(plan_of(load_by_id(Action)[row["id"]]), dutch_today())
    term = _TERMS.get(name, "")
    if term in row:
        day = last_day(row[term])
        made["laatste_dag"] = day.isoformat() if day else ""
    return made


def _ordered(row: Record, names: Record) -> Record:
    """Return a row with its names; a column that came later stands behind all others."""
    whole = row | names
    later = {key: whole[key] for key in _LATER if key in whole}
    return {key: _plain(key, text) for key, text in whole.items() if key not in later} | later


def _plain(column: str, text: str) -> str:
    """Return a cell; years from one to another in the notation that all periods have."""
    span = _YEARS.fullmatch(text) if column == "periode" else None
    return f"{span[1]}/{span[2]}" if span else text


def register_columns(name: str) -> list[str]:
    """Return the columns of a register, also of an empty one. Raises DataError."""
    return list(_GROWING[name][1]) if name in _GROWING else list(register_rows(name)[0])


_LATER = ("kort", "stand", "laatste_dag")
_YEARS = re.compile(r"(\d{4})(?:/\d{4})?-(?:\d{4}/)?(\d{4})")


def _measurements() -> list[Record]:
    return [_measurement(item) for item in measurements_in(load_reports().rows)]


def _measurement(item: Measurement) -> Record:
    value = "" if item.value is None else exact_number(item.value)
    cells: Record = msgspec.to_builtins(item)
    return cells | {"waarde": value}


def _notes() -> list[Record]:
    return [msgspec.to_builtins(note) for note in load_notes()]


# What is written down along the way: its rows, and its columns.
_GROWING: dict[str, tuple[Callable[[], list[Record]], Sequence[str]]] = {
    MEASUREMENTS: (_measurements, COLUMNS),
    NOTES: (_notes, NOTE_COLUMNS),
    **OPENED,
}


def _partner(row: Record) -> Record:
    found = load_by_id(Organisation)[row["organisatie_id"]]
    project = load_by_id(Project).get(row["project_id"])
    return {
        "organisatie": found.name,
        "soort": found.kind,
        "soort_bron": found.kind_source,
        "project": project.name if project else "",
    }


def _organisation(row: Record) -> Record:
    return {"soort_bron": load_by_id(Organisation)[row["id"]].kind_source}


def _project(row: Record) -> Record:
    regions = load_regions()
    places = [regions.get(code).name for code in row["gemeenten"].split(";") if code]
    return {"trekker": _organisations(row["trekkers"]), "gemeenten_namen": "; ".join(places)}


def _project_part(row: Record) -> Record:
    return {"project": load_by_id(Project)[row["project_id"]].name}


def _work_table(row: Record) -> Record:
    members = [p for p in load(Partner) if p.table == row["id"] and p.role == "lid"]
    names = [load_by_id(Organisation)[member.organisation].name for member in members]
    return {"aanjager_naam": _organisations(row["aanjager"]), "leden": "; ".join(names)}


def _hca_goal(row: Record) -> Record:
    focus = {f.id: f.name for f in load(Focus)}.get(row["speerpunt_id"], "")
    return {"speerpunt": focus}


def _action(row: Record) -> Record:
    names = {item.id: item.name for item in load(Ambition)}
    ambitions = [names[key] for key in row["ambitie_ids"].split(";")]
    line = {item.id: item.name for item in load(Line)}[row["lijn_id"]]
    return {"lijn": line, "ambities": "; ".join(ambitions)}


def _organisations(ids: str) -> str:
    known = load_by_id(Organisation)
    return "; ".join(known[key].name for key in ids.split(";") if key)


_NAMES: dict[str, Callable[[Record], Record]] = {
    "organisaties": _organisation,
    "partners": _partner,
    "projecten": _project,
    "projectdoelen": _project_part,
    "projectresultaten": _project_part,
    "werktafels": _work_table,
    "hca_doelen": _hca_goal,
    "acties": _action,
}
# The column of a register that says when something ends.
_TERMS = {
    "acties": "einde",
    "hca_doelen": "einde",
    "mja_doelen": "termijn",
    "projectdoelen": "termijn",
    "projectresultaten": "termijn",
}
