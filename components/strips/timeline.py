"""A span of time with today on it: time only, never progress. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import ClassVar


@dataclass(frozen=True)
class TimeLine:
    """A line from `first` to `last`; `ticks` are the starts of years and `now` is today, in %.

    `years` are the years, each in the middle of what the line has of it; `marks` are moments.
    """

    kind: ClassVar[str] = "looptijd"
    sentence: str
    first: str
    last: str
    ticks: tuple[float, ...]
    now: float
    years: tuple[tuple[float, str], ...] = ()
    marks: tuple[tuple[float, str], ...] = ()


def make_timeline(
    start: date,
    end: date,
    today: date,
    words: tuple[str, str],
    moments: Sequence[tuple[date, str]] = (),
) -> TimeLine:
    """Return the days from start to end with today; before or after them it stands at that end.

    `words` are how start and end are said; `moments` outside the span are left out. Raises
    ValueError when the end is not after the start.
    """
    if end <= start:
        raise ValueError("a line of time ends after it starts")

    def share(day: date) -> float:
        part = (day - start).days / (end - start).days
        return round(100 * min(max(part, 0.0), 1.0), 1)

    ticks = tuple(share(date(year, 1, 1)) for year in range(start.year + 1, end.year + 1))
    parts = enumerate(pairwise([0.0, *ticks, 100.0]), start.year)
    now = share(today)
    return TimeLine(
        f"Looptijd van {words[0]} tot {words[1]}: vandaag is {now:.0f} % voorbij.",
        *words,
        ticks,
        now,
        tuple((round((left + right) / 2, 1), str(year)) for year, (left, right) in parts),
        tuple((share(day), text) for day, text in moments if start <= day <= end),
    )
