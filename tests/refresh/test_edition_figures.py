"""One figure in two editions: little may be lost, nothing may be out of all proportion."""

from __future__ import annotations

import pytest
from tablecases import frame, indicator, table

from data_loaders.editions import MAX_FACTOR, MAX_LOST, Edition, check_edition

Rows = list[tuple[str, str, float | None]]
MANY: Rows = [
    (area, str(year), 2000 + year) for area in ("GM0202", "GM0268") for year in range(2000, 2025)
]


def compared(before: Rows, after: Rows, kind: str = "aantal") -> list[str]:
    """What is wrong with these figures after those."""
    old, new = (Edition(table({}), {"proef": frame(*rows)}, {}) for rows in (before, after))
    found = check_edition(new, old, [indicator(kind=kind)], ())
    return [sentence.removeprefix("proef: ") for sentence in found]


# What is lost


def test_few_values_may_be_withdrawn() -> None:
    allowed = int(MAX_LOST * len(MANY))
    assert allowed == 2
    assert compared(MANY, [*MANY[allowed:]]) == []
    found = compared(MANY, MANY[allowed + 1 :])
    assert found == ["3 van de 50 waarden ontbreken, zoals Arnhem, 2000"]


def test_one_value_may_always_be_withdrawn() -> None:
    before = MANY[:5]
    assert compared(before, before[1:]) == []
    assert compared(before, [(*before[0][:2], None), *before[1:]]) == []
    assert len(compared(before, before[2:])) == 1


def test_value_that_was_unknown_is_no_loss() -> None:
    gaps: Rows = [("NL01", str(year), None) for year in range(2000, 2020)]
    assert compared([*MANY, *gaps], MANY) == []


def test_area_that_goes_altogether_is_refused_however_small() -> None:
    one: Rows = [("NL01", "2024", 5)]
    assert compared([*MANY, *one], MANY) == ["er is geen enkele waarde meer van NL01"]
    assert compared([*MANY, *one], [*MANY, ("NL01", "2024", None)]) != []


def test_newest_period_does_not_go_back() -> None:
    found = compared(MANY, [row for row in MANY if row[1] != "2024"])
    assert found == ["de nieuwste periode ging terug van 2024"]


def test_new_periods_and_areas_are_fine() -> None:
    assert compared(MANY, [*MANY, ("GM0202", "2025", 4030), ("NL01", "2024", 17_000_000)]) == []


# Sizes


@pytest.mark.parametrize(
    ("old", "new", "fine"),
    [
        (1000, 1000 * MAX_FACTOR - 1, True),
        (1000, 1000 * MAX_FACTOR, False),
        (10_000, 1000, False),
        (10_000, 0, False),
        (0, 999, True),
        (0, 5000, False),
        (2, 40, True),  # too small to matter
        (0, 0, True),
    ],
)
def test_value_ten_times_another_is_refused(old: float, new: float, fine: bool) -> None:
    found = compared([*MANY, ("NL01", "2024", old)], [*MANY, ("NL01", "2024", new)])
    assert (found == []) is fine
    assert fine or found == ["1 waarde is 10 keer zo groot of klein als eerder (Nederland, 2024)"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "fine"),
    [
        ("percentage", 0.9, 9.5, True),
        ("percentage", 0.9, 12, False),
        ("groei", -2, 50, True),
        ("groei", -2, 100, False),
        ("groei", 5, -5, True),
        ("verhouding", 0.5, 9, True),
        ("verhouding", 0.5, 11, False),
    ],
)
def test_what_is_large_depends_on_the_kind(kind: str, old: float, new: float, fine: bool) -> None:
    rest: Rows = [("GM0202", str(year), 50) for year in range(2000, 2020)]
    found = compared([*rest, ("NL01", "2024", old)], [*rest, ("NL01", "2024", new)], kind)
    assert (found == []) is fine


def test_new_period_is_held_against_the_newest_one_before() -> None:
    assert compared(MANY, [*MANY, ("GM0202", "2025", 4000 * 9)]) == []
    found = compared(MANY, [*MANY, ("GM0202", "2025", 4024 * 10)])
    assert found == ["1 waarde is 10 keer zo groot of klein als eerder (Arnhem, 2025)"]


def test_older_period_that_comes_in_later_is_held_against_nothing() -> None:
    assert compared(MANY, [("GM0202", "1990", 90_000), *MANY]) == []


@pytest.mark.parametrize(
    ("factor", "fine"), [(1.2, True), (0.85, True), (1.3, False), (0.7, False)]
)
def test_all_values_shifting_together_are_refused(factor: float, fine: bool) -> None:
    found = compared(MANY, [(area, year, (value or 0) * factor) for area, year, value in MANY])
    assert (found == []) is fine
    assert fine or found == ["de waarden van eerdere periodes zijn allemaal verschoven"]


def test_some_values_revised_are_fine() -> None:
    after: Rows = [(a, y, (v or 0) * 2 if y > "2015" else v) for a, y, v in MANY]
    assert compared(MANY, after) == []


def test_figures_without_any_value_can_be_compared() -> None:
    gaps: Rows = [(area, year, None) for area, year, _ in MANY]
    assert compared(gaps, gaps) == []
    assert compared(gaps, MANY) == []
    assert compared(MANY, gaps) == ["50 van de 50 waarden ontbreken, zoals Arnhem, 2000"]
