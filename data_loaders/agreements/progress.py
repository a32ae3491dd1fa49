"""How far a goal is, by a rule that is published on the page. Pure: no files, no clock.

The pace line runs straight from the baseline at the start to the target at the deadline. A
measurement is compared with that line on its own day, never with today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import inf
from typing import Literal

Status = Literal[
    "nog geen meting", "behaald", "op koers", "loopt achter", "risico", "niet behaald", "geen tempo"
]

Verdict = Literal["gehaald", "niet gehaald", "nog niet gehaald", "niet het hele jaar gemeten"]

ON_COURSE = 0.95
"""From this share of what the pace line asks, a goal is on course."""
BEHIND = 0.75
"""From this share it is behind; below it, at risk."""
DAYS_PER_QUARTER = 365.25 / 4
MEASUREMENTS_FOR_PROJECTION = 3


@dataclass(frozen=True)
class Pace:
    """What was agreed: from `baseline` on `start` to `target` on `end`. Values in one unit.

    Without a start or an end there is no pace line. A target below the baseline is a goal
    to go down. A `yearly` target is asked of every year anew, so each year is judged by itself.
    """

    target: float
    baseline: float = 0.0
    start: date | None = None
    end: date | None = None
    yearly: bool = False

    def expected(self, day: date) -> float | None:
        """Return the value of the pace line on a day, or None without a line."""
        if self.start is None or self.end is None or self.end <= self.start:
            return None
        share = (day - self.start).days / (self.end - self.start).days
        return self.baseline + (self.target - self.baseline) * min(max(share, 0.0), 1.0)

    def is_reached(self, value: float) -> bool:
        """Tell whether a value is at the target or beyond it."""
        return value >= self.target if self.target >= self.baseline else value <= self.target


@dataclass(frozen=True)
class Point:
    """A measured value on its reference date, and who says so."""

    day: date
    value: float
    source: str = ""


@dataclass(frozen=True)
class JudgedYear:
    """One year of a yearly target: its newest measurement, and what that comes to."""

    point: Point
    verdict: Verdict

    @property
    def year(self) -> int:
        """The year that was measured."""
        return self.point.day.year


@dataclass(frozen=True)
class Projection:
    """Where a goal ends when it goes on as measured: between `low` and `high` at the deadline."""

    end: date
    middle: float
    low: float
    high: float


def latest(points: Sequence[Point], today: date) -> Point | None:
    """Return the newest measurement that is not in the future, or None."""
    known = [point for point in points if point.day <= today]
    return max(known, key=lambda point: point.day, default=None)


def status_of(pace: Pace, points: Sequence[Point], today: date) -> Status:
    """Return the status of a goal on a day.

    Reached is reached, also before the deadline. After the deadline a goal that was not
    reached is not; before it, the newest measurement is held against the pace line.
    """
    point = latest(points, today)
    if point is None:
        return "nog geen meting"
    if pace.yearly:
        return _YEARLY.get(judged_years(pace, points, today)[-1].verdict, "geen tempo")
    if pace.is_reached(point.value):
        return "behaald"
    if pace.end is not None and today > pace.end:
        return "niet behaald"
    expected = pace.expected(point.day)
    if expected is None:
        return "geen tempo"
    if expected == pace.baseline:  # measured on the first day: nothing was asked yet
        return "op koers"
    share = (point.value - pace.baseline) / (expected - pace.baseline)
    if share >= ON_COURSE:
        return "op koers"
    return "loopt achter" if share >= BEHIND else "risico"


_YEARLY: dict[Verdict, Status] = {"gehaald": "behaald", "niet gehaald": "niet behaald"}


def judged_years(pace: Pace, points: Sequence[Point], today: date) -> list[JudgedYear]:
    """Return the years of a yearly target that were measured, the oldest first; else nothing.

    A year is missed only when it was measured on its last day; until then it may still be
    reached, and after that nobody knows.
    """
    newest: dict[int, Point] = {}
    for point in sorted(points, key=lambda point: point.day):
        if pace.yearly and point.day <= today:
            newest[point.day.year] = point
    return [JudgedYear(point, _verdict(pace, point, today)) for point in newest.values()]


def _verdict(pace: Pace, point: Point, today: date) -> Verdict:
    if pace.is_reached(point.value):
        return "gehaald"
    if (point.day.month, point.day.day) == (12, 31):
        return "niet gehaald"
    is_running = point.day.year == today.year
    return "nog niet gehaald" if is_running else "niet het hele jaar gemeten"


def days_left(pace: Pace, today: date) -> int | None:
    """Return the days until the deadline, negative after it; None without a deadline."""
    return (pace.end - today).days if pace.end else None


def quarterly_from_start(pace: Pace) -> float | None:
    """Return how much per quarter the pace line asks, or None without a line."""
    if pace.start is None or pace.end is None or pace.end <= pace.start:
        return None
    return (pace.target - pace.baseline) / ((pace.end - pace.start).days / DAYS_PER_QUARTER)


def quarterly_from_now(pace: Pace, points: Sequence[Point], today: date) -> float | None:
    """Return how much per quarter is needed from today on to reach the target in time.

    None without a measurement (nobody knows what is left), without a deadline, after it, and
    when the target is reached. In the last quarter it is all that is left.
    """
    point = latest(points, today)
    left = days_left(pace, today)
    if point is None or left is None or left < 0 or pace.is_reached(point.value) or pace.yearly:
        return None
    return (pace.target - point.value) / max(left / DAYS_PER_QUARTER, 1.0)


def project(
    pace: Pace, points: Sequence[Point], today: date, within: tuple[float, float] = (0.0, inf)
) -> Projection | None:
    """Return where a goal ends when it goes on as measured, `within` what its value can be.

    From three measurements on different days. The middle goes on at the average pace from the
    first to the last; low and high at the slowest and fastest pace between two that follow
    each other. None without a deadline, after it, or for a yearly target.
    """
    known = sorted((point for point in points if point.day <= today), key=lambda p: p.day)
    days = {point.day for point in known}
    if len(days) < MEASUREMENTS_FOR_PROJECTION or pace.end is None or pace.yearly:
        return None
    first, last = known[0], known[-1]
    if pace.end <= max(last.day, today):
        return None
    paces = [
        (b.value - a.value) / (b.day - a.day).days for a, b in pairwise(known) if b.day > a.day
    ]
    average = (last.value - first.value) / (last.day - first.day).days
    left = (pace.end - last.day).days
    middle, low, high = (
        min(max(last.value + each * left, within[0]), within[1])
        for each in (average, min(paces), max(paces))
    )
    return Projection(pace.end, middle, low, high)
