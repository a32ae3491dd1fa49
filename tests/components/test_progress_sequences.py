"""Pace, state and projection over real sequences: published one after the other, and read back.

What is expected is worked out by hand: days and values in the comments, not by the code.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from toldcases import choose_database, measure

from components.exhibit.goal import goal_exhibit
from components.goals.state import (
    GoalState,
    pace_from_now,
    pace_from_start,
    projection_text,
    state_of,
    year_texts,
)
from data_loaders.agreements.goals import load_goals
from data_loaders.reports.record import WITHDRAWN, Report
from data_loaders.reports.writing import correct

YOUTH = "contact-jongeren"  # 40.000 from 1 January 2023 to 31 December 2026: 1.460 days
SHARE = "projecten-it-studenten"  # 50 % at the end of 2026, without a start
PEOPLE = "werk-focussectoren"  # 1.000 in the same days as YOUTH; may go down
YEARLY = "techniekdag-bezoekers-per-jaar"  # 8.000 every year


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose_database(monkeypatch, tmp_path)


def follow(goal: str, *values: tuple[str, float], **more: str) -> list[Report]:
    return [measure(goal, value, date.fromisoformat(day), **more) for day, value in values]


def state(goal: str, day: str) -> GoalState:
    return state_of(load_goals()[goal], date.fromisoformat(day))


def test_a_goal_that_goes_on_evenly_stays_on_course_to_its_target() -> None:
    # A quarter of 1.460 days is 365: 10.000 is asked on 1 January 2024, and so each year.
    follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 20_000), ("2025-12-31", 30_000))
    found = state(YOUTH, "2026-06-30")
    assert found.status == "op koers"
    assert found.projection
    # 365 days left from the last: 10.000 in 365 days each time, so 40.000 without a margin.
    assert [
        round(v) for v in (found.projection.low, found.projection.middle, found.projection.high)
    ] == [40_000] * 3
    assert projection_text(found).startswith("Gaat het door zoals gemeten")
    # 184 days are 2,015 quarters; 10.000 to go.
    assert pace_from_now(found) == "ongeveer 4.963 per kwartaal"
    # 40.000 in 1.460 days, a quarter of 91,3125 days.
    assert pace_from_start(found) == "ongeveer 2.502 per kwartaal"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ((10_000, 20_000, 28_500), "op koers"),  # 95 % of 30.000
        ((10_000, 20_000, 28_499), "loopt achter"),
        ((10_000, 20_000, 22_500), "loopt achter"),  # 75 %
        ((10_000, 20_000, 22_499), "risico"),
        ((1, 2, 40_000), "behaald"),
        ((40_000, 40_000, 40_000), "behaald"),
        ((0, 0, 0), "risico"),
    ],
)
def test_the_newest_of_a_sequence_decides(values: tuple[int, int, int], status: str) -> None:
    days = ("2024-01-01", "2024-12-31", "2025-12-31")
    follow(YOUTH, *zip(days, map(float, values), strict=True))
    assert state(YOUTH, "2026-06-30").status == status


def test_the_state_of_every_day_follows_what_was_measured_by_then() -> None:
    follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 12_000), ("2025-12-31", 40_000))
    found = [state(YOUTH, day) for day in ("2023-12-31", "2024-01-01", "2025-06-01", "2026-01-01")]
    assert [item.status for item in found] == ["nog geen meting", "op koers", "risico", "behaald"]
    assert [len(item.points) for item in found] == [3] * 4
    assert [item.projection is not None for item in found] == [False, False, False, True]


def test_without_a_measurement_after_the_deadline_it_is_missed_and_projects_nothing() -> None:
    follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 20_000), ("2025-12-31", 30_000))
    found = state(YOUTH, "2027-01-01")
    assert found.status == "niet behaald"
    assert found.projection is None and projection_text(found) == ""
    assert state(YOUTH, "2026-12-31").status == "op koers"
    assert state(YOUTH, "2026-12-31").projection is None  # nothing is left to go on


def test_a_margin_is_that_of_the_slowest_and_the_fastest_step() -> None:
    # 100 days at 10 a day, 100 at 30: on average 20. From 10 April 2025 630 days are left.
    follow(YOUTH, ("2024-09-22", 0), ("2024-12-31", 1_000), ("2025-04-10", 4_000))
    found = state(YOUTH, "2025-05-01").projection
    assert found
    assert [round(v) for v in (found.low, found.middle, found.high)] == [10_300, 16_600, 22_900]


def test_what_falls_ends_at_zero_and_never_below() -> None:
    # 900 to 300 in 200 days is three a day: 630 days later that would be far below zero.
    follow(PEOPLE, ("2024-09-22", 900), ("2024-12-31", 600), ("2025-04-10", 300))
    found = state(PEOPLE, "2025-05-01")
    assert found.status == "risico"  # asked is 1.000 x 830 / 1.460 = 568
    assert found.projection
    assert (found.projection.low, found.projection.middle, found.projection.high) == (0, 0, 0)


def test_what_adds_up_is_not_projected_below_what_was_reached() -> None:
    follow(YOUTH, ("2024-09-22", 5_000), ("2024-12-31", 9_000))
    follow(YOUTH, ("2025-04-10", 6_000), sentence="Dubbel getelde jongeren zijn eraf gehaald.")
    found = state(YOUTH, "2025-05-01").projection
    assert found and found.low == 6_000 and found.middle > 6_000


def test_a_share_is_not_projected_above_a_hundred() -> None:
    # 2 and 12 points in a hundred days, 630 days to go: 46,6 at the slowest, 109,6 at the fastest.
    follow(SHARE, ("2024-09-22", 20), ("2024-12-31", 22), ("2025-04-10", 34))
    found = state(SHARE, "2025-05-01")
    assert found.status == "geen tempo"
    assert found.projection
    made = (found.projection.low, found.projection.middle, found.projection.high)
    assert made == pytest.approx((46.6, 78.1, 100))


def test_a_target_of_every_year_is_judged_year_by_year() -> None:
    follow(YEARLY, ("2024-06-30", 3_000), ("2024-12-31", 7_999), ("2025-12-31", 8_000))
    follow(YEARLY, ("2026-06-30", 5_000))
    assert state(YEARLY, "2025-01-01").status == "niet behaald"
    assert state(YEARLY, "2026-01-01").status == "behaald"
    found = state(YEARLY, "2026-07-01")
    assert found.status == "geen tempo" and found.projection is None
    assert year_texts(found) == [
        "2026: 5.000 van 8.000 op 30 juni 2026, nog niet gehaald",
        "2025: 8.000 van 8.000, gehaald",
        "2024: 7.999 van 8.000, niet gehaald",
    ]
    assert year_texts(state(YEARLY, "2027-01-01"))[0].endswith("niet het hele jaar gemeten")


def test_a_corrected_measurement_counts_in_the_place_of_the_old_one() -> None:
    rows = follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 20_000), ("2025-12-31", 30_000))
    correct(rows[2].id, _again(rows[2], 22_000.0, "Een bestand was dubbel geteld."), "beheerder")
    found = state(YOUTH, "2026-06-30")
    assert found.status == "risico" and found.newest and found.newest.value == 22_000
    assert found.projection
    # 12.000 in 730 days (middle), 2.000 in the last 365: 365 days on from 22.000.
    assert [round(v) for v in (found.projection.low, found.projection.middle)] == [24_000, 28_000]
    told = goal_exhibit(YOUTH, date(2026, 6, 30))
    cells = str([table.table for table in told.tables])
    assert "22.000" in cells


def test_a_withdrawn_measurement_takes_the_projection_with_it() -> None:
    rows = follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 20_000), ("2025-12-31", 30_000))
    gone = _again(rows[2], None, "De telling bleek van een andere regio.")
    correct(rows[2].id, gone, "beheerder")
    found = state(YOUTH, "2026-06-30")
    assert [point.value for point in found.points] == [10_000, 20_000]
    assert found.projection is None and found.status == "op koers"


def test_what_was_reached_and_falls_back_is_reached_no_more() -> None:
    # Asked is 1.000 x 1.095 / 1.460 = 750 at the end of 2025, 1.000 x 1.276 / 1.460 = 874 in June.
    follow(PEOPLE, ("2024-12-31", 1_000), ("2025-12-31", 900), ("2026-06-30", 700))
    found = [state(PEOPLE, day) for day in ("2025-01-01", "2026-01-01", "2026-06-30")]
    assert [item.status for item in found] == ["behaald", "op koers", "loopt achter"]
    # 300 to go in 184 days, which are 2,015 quarters.
    assert pace_from_now(found[2]) == "ongeveer 149 per kwartaal"
    ahead = found[2].projection
    assert ahead
    # 300 less in 546 days, at most 200 in 181, at least 100 in 365; 184 days from 700.
    made = (ahead.low, ahead.middle, ahead.high)
    assert made == pytest.approx((496.7, 598.9, 649.6), abs=0.05)


def test_a_year_is_judged_by_its_correction_and_without_what_was_withdrawn() -> None:
    rows = follow(YEARLY, ("2025-06-30", 3_000), ("2025-12-31", 8_100))
    assert state(YEARLY, "2026-02-01").status == "behaald"
    better = correct(rows[1].id, _again(rows[1], 7_900.0, "Dubbel geteld."), "beheerder")
    found = state(YEARLY, "2026-02-01")
    assert (found.status, year_texts(found)) == (
        "niet behaald",
        ["2025: 7.900 van 8.000, niet gehaald"],
    )
    correct(better.id, _again(better, None, "Van een andere dag."), "beheerder")
    found = state(YEARLY, "2026-02-01")
    assert (found.status, year_texts(found)) == (
        "geen tempo",
        ["2025: 3.000 van 8.000 op 30 juni 2025, niet het hele jaar gemeten"],
    )


def test_a_correction_in_the_middle_moves_the_margin_and_not_the_end() -> None:
    rows = follow(YOUTH, ("2024-01-01", 10_000), ("2024-12-31", 20_000), ("2025-12-31", 30_000))
    correct(rows[1].id, _again(rows[1], 16_000.0, "Een school telde dubbel."), "beheerder")
    ahead = state(YOUTH, "2026-06-30").projection
    assert ahead
    # 6.000 and then 14.000 in 365 days; 365 days are left from 30.000.
    made = [round(value) for value in (ahead.low, ahead.middle, ahead.high)]
    assert made == [36_000, 40_000, 44_000]


def _again(row: Report, value: float | None, why: str) -> Report:
    return Report(
        kind="measurement",
        subject=row.subject,
        period=row.period,
        value=value,
        unit=row.unit,
        state="" if value is not None else WITHDRAWN,
        sentence=why,
        source=row.source,
        function=row.function,
    )
