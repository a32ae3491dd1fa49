"""A span of time with today on it: time only, never progress. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class TimeLine:
    """A line from `first` to `last`; `ticks` are the starts of years and `now` is today, in %."""

    kind: ClassVar[str] = "looptijd"
    sentence: str
    first: str
    last: str
    ticks: tuple[float, ...]
    now: float


def make_timeline(start: date, end: date, today: date, words: tuple[str, str]) -> TimeLine:
    """Return the days from start to end with today; before or after them it stands at that end.

    `words` are how start and end are said. Raises ValueError when the end is not after the start.
    """
    if end <= start:
        raise ValueError("a line of time ends after it starts")

    def share(day: date) -> float:
        part = (day - start).days / (end - start).days
        return round(100 * min(max(part, 0.0), 1.0), 1)

    years = (date(year, 1, 1) for year in range(start.year + 1, end.year + 1))
    now = share(today)
    told = f"Looptijd van {words[0]} tot {words[1]}: vandaag is {now:.0f} % voorbij."
    return TimeLine(told, *words, tuple(share(day) for day in years), now)
