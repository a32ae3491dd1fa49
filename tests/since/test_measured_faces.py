"""A measured value names its own source, the newest leads, each year is judged by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from measuring import YOUTH, measure

from components.deal.sheet import sheet_of
from components.exhibit.goal import goal_exhibit
from components.exhibit.project import project_exhibit
from components.goals.cards import goals_table
from components.goals.state import state_of, year_texts
from components.since.phrases import all_cells
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.since.changes import changes_since

TODAY = date(2026, 11, 21)
COURSES, PROJECT = "via-t-cursisten", "via-t"


def test_the_measurement_carries_its_own_source_beside_that_of_the_goal(ledger: Path) -> None:
    measure(YOUTH, 12_000.0, date(2025, 12, 31), date(2026, 2, 1))
    made = goal_exhibit(YOUTH, TODAY)
    assert made.source is not None
    assert "Human Capital Akkoord" in made.source.line
    assert "(het doel); Jaarverslag (de meting)" in made.source.line
    assert dict(made.facts)["Laatste meting"] == "12.000 op 31 december 2025 (bron: Jaarverslag)"
    assert "bron: Jaarverslag" in goals_table([state_of(load_goals()[YOUTH], TODAY)])


def test_without_a_measurement_only_the_document_of_the_goal_is_named(ledger: Path) -> None:
    made = goal_exhibit(YOUTH, TODAY)
    assert made.source is not None and "meting" not in made.source.line


def test_a_project_names_the_source_of_what_was_measured(ledger: Path) -> None:
    measure(COURSES, 1_240.0, date(2025, 12, 31), date(2026, 2, 1))
    shown = str(sheet_of(load_by_id(Project)[PROJECT], (), TODAY))
    table = project_exhibit(PROJECT, TODAY).table
    assert table is not None
    for text in (shown, str(table.rows)):
        assert "1.240 op 31 december 2025 (bron: Jaarverslag)" in text
        assert "2025: 1.240 van 2.000, niet gehaald" in text


def test_the_newest_of_several_measurements_leads_what_changed(ledger: Path) -> None:
    given = [
        (1_000.0, date(2025, 6, 30)),
        (2_000.0, date(2026, 6, 30)),
        (1_500.0, date(2025, 12, 31)),
    ]
    for value, day in given:
        measure(YOUTH, value, day, date(2026, 9, 1))
    table = all_cells(changes_since(date(2026, 8, 15), TODAY))
    assert table is not None
    row = next(row for row in table.rows if row[0] == "Nieuwe meting")
    cells = dict(zip(table.columns, row, strict=True))
    assert cells["Wanneer"] == "30 juni 2026 en 2 andere metingen"
    assert cells["Werd"].startswith("2.000 ")
    assert cells["Waarom"] == "bron: Jaarverslag"


@pytest.mark.parametrize(
    ("measured", "texts", "status"),
    [
        ([(1_240, "2025-12-31")], ["2025: 1.240 van 2.000, niet gehaald"], "niet behaald"),
        ([(2_000, "2025-09-30")], ["2025: 2.000 van 2.000, gehaald"], "behaald"),
        (
            [(2_100, "2024-12-31"), (900, "2025-06-30"), (1_240, "2025-12-31")],
            ["2025: 1.240 van 2.000, niet gehaald", "2024: 2.100 van 2.000, gehaald"],
            "niet behaald",
        ),
        (
            [(900, "2025-06-30")],
            ["2025: 900 van 2.000 op 30 juni 2025, niet het hele jaar gemeten"],
            "geen tempo",
        ),
        (
            [(900, "2026-06-30")],
            ["2026: 900 van 2.000 op 30 juni 2026, nog niet gehaald"],
            "geen tempo",
        ),
    ],
)
def test_each_year_of_a_yearly_target_is_judged_by_itself(
    ledger: Path, measured: list[tuple[float, str]], texts: list[str], status: str
) -> None:
    for value, day in measured:
        measure(COURSES, value, date.fromisoformat(day), date(2026, 9, 1))
    state = state_of(load_goals()[COURSES], TODAY)
    assert (year_texts(state), state.status) == (texts, status)
    made = goal_exhibit(COURSES, TODAY)
    assert made.headline.endswith(texts[0])
    assert dict(made.facts)["Per jaar"] == "; ".join(texts)


def test_a_target_for_all_years_together_is_not_judged_per_year(ledger: Path) -> None:
    measure(YOUTH, 12_000.0, date(2025, 12, 31), date(2026, 2, 1))
    assert year_texts(state_of(load_goals()[YOUTH], TODAY)) == []
