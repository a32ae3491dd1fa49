"""What is asked of a quarter, and what of it is there: by project and by who reports it. Pure.

The Meerjarenagenda reports every quarter (4.2.2): of every goal that runs a measurement, of every
action that runs a state, of every budget line of the year what was spent; of the Werkcentrum the
counts of each month.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import plan_of
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.money import Amount
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.periods import period_span
from data_loaders.reports.checks import WERKCENTRUM
from data_loaders.reports.record import Report, ReportKind, standing_reports
from data_loaders.reports.rows import Everything
from data_loaders.reports.subjects import HCA_NAME

There = Literal["is er", "wacht", "mist"]
THERE: tuple[There, ...] = ("mist", "wacht", "is er")


@dataclass(frozen=True)
class AskedReport:
    """One thing that is asked of a quarter. `function` reported it last; empty: nobody did.

    `group` is the project or the programme it belongs to.
    """

    kind: ReportKind
    subject: str
    title: str
    group: str
    period: str = ""
    there: There = "mist"
    function: str = ""


def quarter_before(today: date) -> str:
    """Return the newest quarter that is over, as `2026-Q3`."""
    last = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return f"{last.year}-Q{(last.month - 1) // 3 + 1}"


def asked_in(quarter: str, everything: Everything) -> list[AskedReport]:
    """Return all that is asked of a quarter (`2026-Q3`), and whether it is there.

    Raises DataError for a register that cannot be read.
    """
    first, last = period_span(quarter, "kwartaal") or (date.min, date.max)
    known = standing_reports(everything.published.rows)
    open_ones = [report for report in everything.reports if report.status == "voorgesteld"]

    def there(item: AskedReport) -> AskedReport:
        def counts(report: Report) -> bool:
            same = (report.kind, report.subject) == (item.kind, item.subject)
            return same and _is_within(report.period, item.period, first, last)

        state: There = "is er" if any(map(counts, known)) else "mist"
        if state == "mist" and any(map(counts, open_ones)):
            state = "wacht"
        return AskedReport(
            item.kind,
            item.subject,
            item.title,
            item.group,
            item.period,
            state,
            _function(item, known),
        )

    return [there(item) for item in _asked(first, last)]


def _asked(first: date, last: date) -> Iterator[AskedReport]:
    projects = load_by_id(Project)
    for goal in load_goals().values():
        start, end = goal.pace.start, goal.pace.end
        if (start is None or start <= last) and (end is None or end >= first):
            group = projects[goal.parent].name if goal.of == "project" else HCA_NAME
            yield AskedReport("measurement", goal.id, goal.title, group)
    for action in load(Action):
        if plan_of(action).touches(first, last):
            title = action.short or action.text
            yield AskedReport("action_state", action.id, title, "Uitvoeringsagenda")
    for line in load(Amount):
        if line.kind == "post" and line.year == str(first.year):
            yield AskedReport("spending", line.id, line.item, f"Begroting, tabel {line.table}")
    for month in range(first.month, last.month + 1):
        title = f"Vragen aan het Werkcentrum, {first.year}-{month:02}"
        yield AskedReport("count", WERKCENTRUM, title, "Werkcentrum", f"{first.year}-{month:02}")


def _is_within(period: str, month: str, first: date, last: date) -> bool:
    if month:
        return period == month
    try:
        return first <= date.fromisoformat(period) <= last
    except ValueError:
        return False


def _function(item: AskedReport, known: Iterable[Report]) -> str:
    own = [report for report in known if (report.kind, report.subject) == (item.kind, item.subject)]
    return max(own, key=lambda report: report.period).function if own else ""
