"""What holds between the registers: every id that one names, another has; every date is one.

A column is checked by its name, in every register: a new register needs nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from data_loaders.agreements import agenda, hca, money, organisations, projects, sectors
from data_loaders.agreements.dates import span_of
from data_loaders.agreements.measurements import LEDGER
from data_loaders.agreements.registers import OWN, register_file, register_files
from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents
from data_loaders.files.csvfile import Row, read_header, read_rows
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

# A column, and the register whose ids it may name.
_REGISTERS = {
    "aanjager": "organisaties",
    "actie_id": "acties",
    "agenda_id": "agendas",
    "ambitie_ids": "ambities",
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
_DATES = ("datum", "einde", "start", "termijn")


_LOADS: tuple[Callable[[], object], ...] = (
    agenda.load_actions,
    agenda.load_ambitions,
    agenda.load_key_dates,
    agenda.load_lines,
    agenda.load_promises,
    hca.load_activities,
    hca.load_contributions,
    hca.load_focuses,
    hca.load_hca_budget,
    hca.load_hca_goals,
    hca.load_planning,
    hca.load_principles,
    hca.load_work_tables,
    partial(hca.load_context, ""),
    partial(hca.load_goal_indicators, ""),
    partial(hca.load_ladder, ""),
    partial(hca.load_wordings, ""),
    money.load_amounts,
    money.load_financing,
    organisations.load_organisations,
    organisations.load_partners,
    projects.load_programme_lines,
    projects.load_project_goals,
    projects.load_project_results,
    projects.load_projects,
    sectors.load_agendas,
    sectors.load_answers,
    sectors.load_choices,
    sectors.load_positions,
    sectors.load_questions,
    sectors.load_sectors,
    partial(sectors.load_branches, ""),
    partial(sectors.load_links, ""),
    partial(sectors.load_sector_figures, ""),
)


def register_checks() -> list[Callable[[], object]]:
    """Return what reads every register, and a check of the references of each.

    Each raises DataError, with file and line, for its first fault.
    """
    names = [path.stem for path in register_files() if path.stem != LEDGER]
    return [*_LOADS, *(partial(_check, name) for name in names)]


def _check(name: str) -> None:
    path = register_file(name)
    header = read_header(path)
    known = {column: set(_KNOWN[column]()) for column in header if column in _KNOWN}
    for row in read_rows(path, header):
        _check_row(row, known)


def _check_row(row: Row, known: dict[str, set[str]]) -> None:
    for column, ids in known.items():
        for text in filter(None, map(str.strip, row[column].split(";"))):
            if text not in ids:
                raise row.error(f"in kolom '{column}' staat '{text}', maar dat bestaat niet")
    for column in _DATES:
        try:
            span_of(row[column])
        except ValueError as error:
            raise row.error(f"in kolom '{column}': {error}") from error


def _ids(register: str) -> set[str]:
    path = register_file(register)
    return {row["id"] for row in read_rows(path, read_header(path))}


def _regions() -> list[str]:
    return [region.code for region in load_regions().regions]


_KNOWN: dict[str, Callable[[], Iterable[str]]] = {
    "document": lambda: [*load_documents(), OWN],
    "gebied_code": _regions,
    "gebied_codes": _regions,
    "sector_id": lambda: [*_ids("sectoren"), sectors.EVERY],
    "gemeenten": lambda: [region.code for region in load_regions().municipalities()],
    "indicator_id": lambda: load_registry().indicators,
    "tegenstrijdigheden": lambda: [item.id for item in load_contradictions()],
    **{column: partial(_ids, register) for column, register in _REGISTERS.items()},
}
