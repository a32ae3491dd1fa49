"""What the Werkcentrum counted, as the public may see it: month by month. Pure but for words.

Cells come in one by one. A month counts as complete, and is shown, from when its cells add up to
the total that was reported of it: before that nobody knows whether a missing cell is zero, and
each new cell would show itself in the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

import msgspec

from data_loaders.agreements.calendar import quarter_of
from data_loaders.agreements.dates import first_day
from data_loaders.reports.checks import TOTAL, divisions
from data_loaders.reports.disclosure import Cell, Month, ShownMonth, shown_month, total_of
from data_loaders.reports.record import Report, Reports

NO_TOTAL = "het totaal van de maand is nog niet gemeld"
NOT_EQUAL = "de aantallen tellen niet op tot het totaal van de maand"


@dataclass(frozen=True)
class CountedMonth:
    """A month (`2026-10`) of which something was counted: what is shown of it, or why nothing.

    `source` and `function` are of who reported its total, `published` (UTC) is when.
    """

    month: str
    shown: ShownMonth | None
    problem: str = ""
    source: str = ""
    function: str = ""
    published: datetime | None = None


@dataclass
class _Growing:
    """A month while its rows follow each other: the rows that stand, and each complete edition."""

    rows: dict[str, Report] = field(default_factory=dict)
    editions: list[Month] = field(default_factory=list)

    def add(self, row: Report) -> None:
        self.rows.pop(row.replaces, None)
        if not row.withdraws:
            self.rows[row.id] = row
        if not self.problem and (made := self._month()) not in self.editions[-1:]:
            self.editions.append(made)

    @property
    def total(self) -> Report | None:
        """The row that says how many questions there were in the month."""
        return next((row for row in self.rows.values() if _is_total(row)), None)

    @property
    def problem(self) -> str:
        """Why the month is not complete; empty when it is."""
        cells = sum(row.value or 0 for row in self.rows.values() if not _is_total(row))
        if self.total is None:
            return NO_TOTAL
        return "" if self.total.value == cells else NOT_EQUAL

    def _month(self) -> Month:
        made: dict[str, dict[str, int]] = {
            name: dict.fromkeys(words, 0) for name, words in categories().items()
        }
        for row in self.rows.values():
            for name, counts in made.items() if not _is_total(row) else ():
                word = row.part(name)  # one that is counted no more stands behind the others
                counts[word] = counts.get(word, 0) + int(row.value or 0)
        return made


def categories() -> Mapping[str, tuple[str, ...]]:
    """Return the divisions (`vrager`, ...) with the words that each counts by. Raises DataError."""
    found: dict[str, list[str]] = msgspec.to_builtins(divisions())
    return {name: tuple(w for w in words if w != TOTAL) for name, words in found.items()}


def _is_total(row: Report) -> bool:
    return row.part("vrager") == TOTAL


def counted_months(reports: Reports) -> tuple[CountedMonth, ...]:
    """Return the months of which something was counted, the oldest first. Raises DataError."""
    return _months(reports.mark, reports)


@lru_cache(maxsize=2)
def _months(_mark: str, reports: Reports) -> tuple[CountedMonth, ...]:
    return months_of(row for row in reports.rows if row.kind == "count")


def months_of(rows: Iterable[Report]) -> tuple[CountedMonth, ...]:
    """Return the months of these published counts, in the order of publication; oldest first."""
    growing: dict[str, _Growing] = {}
    of: dict[str, str] = {}
    for row in rows:
        month = of.get(row.replaces, row.period)  # a correction of the month itself leaves both
        of[row.id] = row.period
        if month != row.period:
            growing[month].rows.pop(row.replaces, None)
        growing.setdefault(row.period, _Growing()).add(row)
    return tuple(_told(month, growing[month]) for month in sorted(growing) if growing[month].rows)


def _told(month: str, found: _Growing) -> CountedMonth:
    total = found.total
    if found.problem or total is None:
        return CountedMonth(month, None, found.problem)
    shown = shown_month(found.editions)
    return CountedMonth(month, shown, "", total.source, total.function, total.published)


def quarter_of_month(month: str) -> str:
    """Return the quarter of a month. Raises ValueError for what is none."""
    day = first_day(month)
    if day is None:
        raise ValueError("een maand mag niet leeg zijn")
    return quarter_of(day)


def in_quarter(months: Iterable[CountedMonth], quarter: str, place: tuple[str, str] | None) -> Cell:
    """Return a sum over a quarter, of the total or of one place (division, category).

    It is made of what is shown of its months, all three, so that it tells no more than they do.
    """
    own = [item.shown for item in months if quarter_of_month(item.month) == quarter]
    cells = [_cell(shown, place) for shown in own]
    return total_of([*cells, *[None] * (3 - len(cells))])


def _cell(shown: ShownMonth | None, place: tuple[str, str] | None) -> Cell | None:
    if shown is None:
        return None
    return shown.divisions[place[0]][place[1]] if place else shown.total
