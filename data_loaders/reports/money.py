"""What was spent of the budget lines of the agenda, as it was reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from data_loaders.reports.reading import load_reports
from data_loaders.reports.record import Report, standing_reports


def spent_lines() -> Mapping[str, Report]:
    """Return the newest report of each budget line that has one, by its id."""
    return _spent(load_reports().mark)


@lru_cache(maxsize=2)
def _spent(_mark: str) -> Mapping[str, Report]:
    return newest_spent(load_reports().rows)


def newest_spent(rows: Iterable[Report]) -> dict[str, Report]:
    """Return of each budget line what was spent up to the newest day that was reported. Pure."""
    own = standing_reports(row for row in rows if row.kind == "spending")
    found = sorted(own, key=lambda row: row.period)
    return {row.subject: row for row in found if row.value is not None}
