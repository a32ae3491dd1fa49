"""The workbooks of the page Meting doorgeven: what is filled in there, the import takes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from toldcases import choose_database

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_template import measurement_template
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.imports.reader import read_cells
from data_loaders.reports.delivery import read_reports
from data_loaders.reports.duties import load_duties
from data_loaders.reports.entry import COLUMNS
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.record import ReportKind
from data_loaders.reports.template import report_template

TODAY = dutch_today().isoformat()
POST = next(item.id for item in load(Amount) if item.kind == "post")
FILLED: dict[ReportKind, Mapping[str, str | float]] = {
    "action_state": {
        "actie": "actie-01",
        "stand": "loopt",
        "peildatum": TODAY,
        "toelichting": "De eerste gesprekken zijn geweest.",
    },
    "count": {
        "maand": "2026-10",
        "vrager": "werkende",
        "onderwerp": "scholing",
        "kanaal": "inloop",
        "aantal": "12",
    },
    "spending": {"post": POST, "peildatum": TODAY, "bedrag": 1250.5},
    "note": {"bij": "contact-jongeren", "tekst": "Alleen contacten via school zijn geteld."},
}
BY = {"bron": "Voortgangsverslag", "door": "projectleider"}


@pytest.mark.parametrize("kind", FILLED)
def test_what_is_filled_in_can_be_read(
    kind: ReportKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_database(monkeypatch, tmp_path)
    workbook = load_workbook(io.BytesIO(report_template(kind)))
    assert workbook.sheetnames == ["Invullen", "Keuzes", "Uitleg"]
    sheet = workbook["Invullen"]
    given = FILLED[kind] | BY
    for column, name in enumerate((cell.value for cell in sheet[1]), start=1):
        sheet.cell(2, column).value = given.get(str(name))
    path = tmp_path / "ingevuld.xlsx"
    workbook.save(path)
    found = read_reports(path, kind)
    assert found.faults == ()
    (report,) = found.reports
    assert (report.kind, report.source) == (kind, "Voortgangsverslag")


def test_every_kind_is_asked_of_somebody_and_has_a_workbook() -> None:
    assert sorted(item.kind for item in load_duties()) == sorted(KINDS)
    assert set(FILLED) == set(KINDS) - {"measurement"} == set(COLUMNS)


def test_the_choices_are_those_of_the_registers() -> None:
    cells = {
        str(row[0].value)
        for row in load_workbook(io.BytesIO(report_template("action_state")))["Keuzes"]
    }
    assert {action.id for action in load(Action)} <= cells


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    for kind in FILLED:
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(report_template(kind))
        assert read_cells(path)
        for sheet in load_workbook(path):
            assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_the_workbook_of_measurements_has_the_goals_in_it() -> None:
    goals = [goal for goal in load_goals().values() if goal.parent == "via-t"]
    sheet = load_workbook(io.BytesIO(measurement_template(goals)))["Metingen"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2, max_row=1 + len(goals))] == [
        goal.id for goal in goals
    ]
