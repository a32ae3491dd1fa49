"""The kinds of reports: the one table that says how each is called and what it must keep to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data_loaders.agreements.measurement_rows import Fault
from data_loaders.reports import checks
from data_loaders.reports.record import Report, ReportKind


@dataclass(frozen=True)
class KindOfReport:
    """How a kind is called, the letter of its numbers, and the faults of one after others."""

    word: str
    many: str
    letter: str
    faults: Callable[[Report, Sequence[Report]], Iterable[Fault]]


KINDS: dict[ReportKind, KindOfReport] = {
    "measurement": KindOfReport("meting", "metingen", "M", checks.measurement_faults),
    "action_state": KindOfReport("stand van een actie", "standen", "A", checks.action_faults),
    "note": KindOfReport("kanttekening", "kanttekeningen", "K", checks.note_report_faults),
    "count": KindOfReport("telling", "tellingen", "T", checks.count_faults),
    "spending": KindOfReport("besteding", "bestedingen", "B", checks.spending_faults),
}


def faults(report: Report, rows: Sequence[Report]) -> list[Fault]:
    """Return all that is wrong with a report after the published `rows`. Raises DataError."""
    return list(KINDS[report.kind].faults(report, rows))
