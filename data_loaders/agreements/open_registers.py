"""The registers as open data: the columns of the files, with the names that ids stand for."""

from __future__ import annotations

from collections.abc import Callable

from data_loaders.agreements.agenda import load_ambitions, load_lines
from data_loaders.agreements.hca import load_focuses
from data_loaders.agreements.measurements import COLUMNS as LEDGER_COLUMNS
from data_loaders.agreements.measurements import LEDGER, ledger_file
from data_loaders.agreements.organisations import load_organisations, load_partners
from data_loaders.agreements.projects import load_projects
from data_loaders.agreements.registers import register_file, register_files
from data_loaders.files.csvfile import read_header, read_rows
from data_loaders.geo.regions import load_regions
from data_loaders.notes import NOTE_COLUMNS, NOTES, NOTES_FILE

Record = dict[str, str]


def register_names() -> list[str]:
    """Return the names of all registers (`acties`, `projecten`, ...), sorted."""
    return sorted({path.stem for path in register_files()} | {LEDGER, NOTES})


def register_rows(name: str) -> list[Record]:
    """Return the rows of a register as text, in file order. Raises DataError."""
    if name == LEDGER:
        if not ledger_file().is_file():  # its own place (MONITOR_METINGEN) is made at the first add
            return []
        rows = read_rows(ledger_file(), LEDGER_COLUMNS, may_be_empty=True)
        return [row.cells for row in rows]
    if name == NOTES:
        return [row.cells for row in read_rows(NOTES_FILE, NOTE_COLUMNS, may_be_empty=True)]
    path = register_file(name)
    add = _NAMES.get(name)
    cells = [row.cells for row in read_rows(path, read_header(path))]
    return [row | add(row) for row in cells] if add else cells


def register_columns(name: str) -> list[str]:
    """Return the columns of a register, also of an empty one. Raises DataError."""
    if name == LEDGER:
        return list(LEDGER_COLUMNS)
    if name == NOTES:
        return list(NOTE_COLUMNS)
    rows = register_rows(name)
    return list(rows[0])


def _partner(row: Record) -> Record:
    found = load_organisations()[row["organisatie_id"]]
    project = load_projects().get(row["project_id"])
    return {
        "organisatie": found.name,
        "soort": found.kind,
        "project": project.name if project else "",
    }


def _project(row: Record) -> Record:
    regions = load_regions()
    places = [regions.get(code).name for code in row["gemeenten"].split(";") if code]
    return {"trekker": _organisations(row["trekkers"]), "gemeenten_namen": "; ".join(places)}


def _project_part(row: Record) -> Record:
    return {"project": load_projects()[row["project_id"]].name}


def _work_table(row: Record) -> Record:
    members = [p for p in load_partners() if p.table == row["id"] and p.role == "lid"]
    names = [load_organisations()[member.organisation].name for member in members]
    return {"aanjager_naam": _organisations(row["aanjager"]), "leden": "; ".join(names)}


def _hca_goal(row: Record) -> Record:
    return {"speerpunt": {f.id: f.name for f in load_focuses()}.get(row["speerpunt_id"], "")}


def _action(row: Record) -> Record:
    names = {item.id: item.name for item in load_ambitions()}
    ambitions = [names[key] for key in row["ambitie_ids"].split(";")]
    line = {item.id: item.name for item in load_lines()}[row["lijn_id"]]
    return {"lijn": line, "ambities": "; ".join(ambitions)}


def _organisations(ids: str) -> str:
    known = load_organisations()
    return "; ".join(known[key].name for key in ids.split(";") if key)


_NAMES: dict[str, Callable[[Record], Record]] = {
    "partners": _partner,
    "projecten": _project,
    "projectdoelen": _project_part,
    "projectresultaten": _project_part,
    "werktafels": _work_table,
    "hca_doelen": _hca_goal,
    "acties": _action,
}
