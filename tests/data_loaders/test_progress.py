"""The rule for the status of a goal, over its whole table of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data_loaders.agreements.progress import (
    Pace,
    Point,
    Projection,
    days_left,
    latest,
    project,
    quarterly_from_now,
    quarterly_from_start,
    status_of,
)

START, END = date(2023, 1, 1), date(2027, 1, 1)  # 1461 days, with one leap day
PACE = Pace(10_000, 0, START, END)
TODAY = date(2026, 1, 1)


def on(share: float) -> Point:
    """A measurement today at a share of what the pace line asks."""
    expected = PACE.expected(TODAY)
    assert expected is not None
    return Point(TODAY, expected * share)


@pytest.mark.parametrize(
    ("points", "today", "expected"),
    [
        ([], TODAY, "nog geen meting"),
        ([Point(TODAY + timedelta(1), 9000)], TODAY, "nog geen meting"),
        ([], END + timedelta(1), "nog geen meting"),
        ([on(1.0)], TODAY, "op koers"),
        ([on(0.95)], TODAY, "op koers"),
        ([on(0.9499)], TODAY, "loopt achter"),
        ([on(0.75)], TODAY, "loopt achter"),
        ([on(0.7499)], TODAY, "risico"),
        ([Point(TODAY, 0)], TODAY, "risico"),
        ([Point(TODAY, 10_000)], TODAY, "behaald"),
        ([Point(date(2023, 2, 1), 12_000)], TODAY, "behaald"),
        ([Point(END, 9_999)], END, "op koers"),
        ([Point(END, 9_999)], END + timedelta(1), "niet behaald"),
        ([Point(END, 10_000)], END + timedelta(1), "behaald"),
        ([Point(START, 0)], TODAY, "op koers"),
        ([Point(date(2023, 6, 1), 5_000), Point(TODAY, 4_000)], TODAY, "risico"),
        ([Point(TODAY, 4_000), Point(date(2023, 6, 1), 5_000)], TODAY, "risico"),
    ],
)
def test_status(points: list[Point], today: date, expected: str) -> None:
    assert status_of(PACE, points, today) == expected


def test_old_measurement_is_held_against_its_own_day() -> None:
    early = Point(date(2024, 1, 1), 2_499)
    assert PACE.expected(early.day) == pytest.approx(2498.29, abs=0.01)
    assert status_of(PACE, [early], date(2026, 12, 31)) == "op koers"


def test_leap_day_counts_as_a_day() -> None:
    pace = Pace(366, 0, date(2024, 1, 1), date(2025, 1, 1))
    assert pace.expected(date(2024, 2, 29)) == pytest.approx(59)
    assert pace.expected(date(2024, 3, 1)) == pytest.approx(60)
    assert pace.expected(date(2025, 1, 1)) == 366
    assert days_left(pace, date(2024, 2, 28)) == 308


def test_line_is_flat_outside_its_dates() -> None:
    assert PACE.expected(START - timedelta(100)) == 0
    assert PACE.expected(END + timedelta(100)) == 10_000


def test_baseline_is_where_the_line_starts() -> None:
    pace = Pace(111_000, 110_000, START, END)
    assert status_of(pace, [Point(TODAY, 110_800)], TODAY) == "op koers"
    assert status_of(pace, [Point(TODAY, 110_100)], TODAY) == "risico"
    assert status_of(pace, [Point(TODAY, 109_000)], TODAY) == "risico"


def test_goal_to_go_down() -> None:
    pace = Pace(100, 200, START, END)
    assert status_of(pace, [Point(TODAY, 99)], TODAY) == "behaald"
    assert status_of(pace, [Point(TODAY, 120)], TODAY) == "op koers"
    assert status_of(pace, [Point(TODAY, 199)], TODAY) == "risico"


@pytest.mark.parametrize("pace", [Pace(10), Pace(10, 0, START), Pace(10, 0, END, START)])
def test_without_a_period_there_is_no_pace(pace: Pace) -> None:
    assert pace.expected(TODAY) is None
    assert status_of(pace, [Point(date(2022, 1, 1), 5)], date(2022, 6, 1)) == "geen tempo"
    assert quarterly_from_start(pace) is None
    assert status_of(pace, [Point(TODAY, 10)], TODAY) == "behaald"


def test_needed_per_quarter() -> None:
    assert quarterly_from_start(PACE) == pytest.approx(625)
    assert quarterly_from_now(PACE, [], TODAY) is None
    assert quarterly_from_now(PACE, [Point(TODAY, 6_000)], TODAY) == pytest.approx(
        1000.68, abs=0.01
    )
    assert quarterly_from_now(PACE, [Point(TODAY, 10_000)], TODAY) is None
    assert quarterly_from_now(PACE, [Point(TODAY, 6_000)], END - timedelta(10)) == 4_000
    assert quarterly_from_now(PACE, [Point(TODAY, 6_000)], END + timedelta(1)) is None


def test_two_measurements_give_no_projection() -> None:
    points = [Point(date(2024, 1, 1), 1000), Point(date(2025, 1, 1), 2000)]
    assert project(PACE, points[:1], TODAY) is None
    assert project(PACE, points, TODAY) is None
    again = [*points, Point(date(2025, 1, 1), 2000)]
    assert project(PACE, again, TODAY) is None


def test_projection_goes_on_at_the_measured_paces() -> None:
    points = [
        Point(date(2024, 1, 1), 0),
        Point(date(2024, 4, 10), 100),  # 1 a day
        Point(date(2024, 7, 19), 400),  # 3 a day
    ]
    pace = Pace(1000, 0, START, date(2024, 10, 27))  # a hundred days later
    last = date(2024, 7, 19)
    assert project(pace, points, last) == Projection(date(2024, 10, 27), 600, 500, 700)
    assert project(pace, points, date(2024, 7, 18)) is None
    assert project(pace, points, date(2024, 10, 27)) is None  # the deadline: nothing is left
    assert project(Pace(1000, 0, START, last), points, last) is None


def test_falling_measurements_project_downwards() -> None:
    points = [Point(date(2024, 1, 1 + n), 100 - 10 * n) for n in range(3)]
    found = project(Pace(100, 0, START, date(2024, 1, 4)), points, date(2024, 1, 3))
    assert found == Projection(date(2024, 1, 4), 70, 70, 70)


def test_latest_is_by_reference_date() -> None:
    points = [Point(date(2025, 1, 1), 2), Point(date(2024, 1, 1), 1), Point(date(2027, 1, 1), 3)]
    assert latest(points, TODAY) == points[0]
