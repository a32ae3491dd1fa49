"""The registers of agreements and sectors: which there are, and what a row of each is.

A register is a CSV file and a line in `REGISTERS`. Records are kept in the process, and are
fresh after a change.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from data_loaders.agreements import (
    agenda,
    hca,
    money,
    organisations,
    projects,
    sectors,
    surroundings,
)
from data_loaders.agreements.record import Numbered, Record
from data_loaders.files import paths
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state

FOLDERS: tuple[Path, ...] = (paths.DATA / "afspraken", paths.DATA / "speerpunten")

REGISTERS: Mapping[str, type[Record]] = {
    "acties": agenda.Action,
    "agendas": sectors.Agenda,
    "ambities": agenda.Ambition,
    "antwoorden": sectors.SectorAnswer,
    "begrippen": surroundings.Term,
    "begroting": money.Amount,
    "beraad": agenda.Party,
    "doelcijfers": hca.GoalIndicator,
    "financiering": money.Financing,
    "hca_activiteiten": hca.Activity,
    "hca_begroting": hca.HcaBudget,
    "hca_bewoordingen": hca.Wording,
    "hca_bijdragen": hca.Contribution,
    "hca_context": hca.Context,
    "hca_dekking": hca.Cover,
    "hca_doelen": hca.HcaGoal,
    "hca_effecten": hca.Effect,
    "hca_governance": hca.Governing,
    "hca_planning": hca.Planned,
    "hca_principes": hca.Principle,
    "hca_speerpunten": hca.Focus,
    "kerndata": agenda.KeyDate,
    "keuzes": sectors.SectorChoice,
    "ladder": hca.Step,
    "lijnen": agenda.Line,
    "mja_doelen": agenda.Promise,
    "omgeving": surroundings.Story,
    "oost_regios": surroundings.EastRegion,
    "organisaties": organisations.Organisation,
    "partners": organisations.Partner,
    "posities": sectors.Position,
    "programmalijnen": projects.ProgrammeLine,
    "projectdoelen": projects.ProjectGoal,
    "projecten": projects.Project,
    "projectresultaten": projects.ProjectResult,
    "sbi": sectors.Branch,
    "sectorcijfers": sectors.SectorFigure,
    "sectoren": sectors.Sector,
    "uta_projecten": surroundings.OtherProject,
    "verbanden": sectors.Link,
    "vragen": sectors.SectorQuestion,
    "werktafels": hca.WorkTable,
}

# The register whose ids a column may name, whatever register the column is in.
REFERENCES: Mapping[str, str] = {
    "aanjager": "organisaties",
    "actie_id": "acties",
    "agenda_id": "agendas",
    "ambitie_ids": "ambities",
    "antwoord_op": "omgeving",
    "doel_id": "hca_doelen",
    "hoort_bij": "projectdoelen",
    "lijn_id": "lijnen",
    "lijn_ids": "lijnen",
    "organisatie_id": "organisaties",
    "project_id": "projecten",
    "speerpunt_id": "hca_speerpunten",
    "trekkers": "organisaties",
    "vraag_id": "vragen",
    "werktafel_id": "werktafels",
}


R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=Numbered)

_NAMES = {record: name for name, record in REGISTERS.items()}


def register_file(name: str) -> Path:
    """Return where a register lies, or would lie."""
    places = [folder / f"{name}.csv" for folder in FOLDERS]
    return next((place for place in places if place.is_file()), places[0])


def register_files() -> list[Path]:
    """Return the CSV files in the folders of registers, sorted by name."""
    found = [path for folder in FOLDERS for path in folder.glob("*.csv")]
    return sorted(found, key=lambda path: path.stem)


def load(record: type[R]) -> tuple[R, ...]:
    """Return the rows of the register of a record, in file order.

    Raises DataError (one Dutch sentence with file and line) when it cannot be used.
    """
    path = register_file(_NAMES[record])
    records: tuple[R, ...] = _read(path, record, file_state(path))
    return records


@lru_cache(maxsize=64)
def _read(path: Path, record: type[R], _state: Fingerprint) -> tuple[R, ...]:
    records = read_records(path, record)
    record.check(records, path)
    return records


def load_by_id(record: type[N]) -> dict[str, N]:
    """Return the rows of the register of a record by id, in file order. Raises DataError."""
    return {item.id: item for item in load(record)}


def registers_mark() -> Fingerprint:
    """Return something that changes when, and only when, any register does."""
    return tuple(file_state(path) for path in register_files())
