"""One thing that somebody reported, and all that is published at a moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

import msgspec

ReportKind = Literal["measurement", "action_state", "note", "count", "spending"]
Status = Literal["voorgesteld", "gepubliceerd", "teruggegeven"]
ActionState = Literal["gepland", "loopt", "klaar", "vertraagd", "vervallen"]
ACTION_STATES: tuple[ActionState, ...] = get_args(ActionState)
WITHDRAWN = "ingetrokken"
"""The state of a row that only takes back the row it replaces."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One row. Rows are only added: a correction is a row that names the one it `replaces`.

    | kind | subject | period | says |
    |---|---|---|---|
    | measurement | id of a goal | day | `value` in `unit` |
    | action_state | id of an action | day | `state`, and why in `sentence` |
    | note | id of a figure or a goal | day it was written | `sentence`; `detail` has kenmerk, gebied, van, tot |
    | count | `werkcentrum` | month (`2026-10`) | `value` questions; `detail` has vrager, onderwerp, kanaal |
    | spending | id of a budget line | day | `value` euros spent up to that day |

    `function` is who reports it, never a name. The database gives id, status, `written` and
    `published` (UTC). `account` is who sent it in: empty in everything that is published.
    """  # noqa: E501 - a table

    kind: ReportKind
    subject: str
    period: str
    value: float | None = None
    unit: str = ""
    state: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    sentence: str = ""
    source: str
    function: str
    replaces: str = ""
    id: str = ""
    status: Status = "voorgesteld"
    written: datetime = _NEVER
    published: datetime | None = None
    account: str = ""

    @property
    def withdraws(self) -> bool:
        """Whether this row only takes back the one it replaces."""
        return self.state == WITHDRAWN

    def part(self, name: str) -> str:
        """Return one part of the detail, such as `vrager`; empty when it is not there."""
        return dict(self.detail).get(name, "")


@dataclass(frozen=True)
class Reports:
    """All that is published, in the order in which it was, as it was known at `as_of` (UTC).

    `revision` counts every step that was taken; `mark` stands for the content: the same on
    every machine, another one after any change. `problem` is one Dutch sentence while the
    database cannot be read: these are then the last known. It is for who runs the monitor, and
    may name a file; a visitor reads `as_of`, which is None when the database never was read.
    """

    rows: tuple[Report, ...] = ()
    revision: int = 0
    mark: str = ""
    as_of: datetime | None = None
    problem: str = ""


def standing_reports(rows: Iterable[Report]) -> list[Report]:
    """Return the rows that count: not replaced by a later one, and not a withdrawal."""
    kept: dict[str, Report] = {}
    for row in rows:
        kept.pop(row.replaces, None)
        kept[row.id] = row
    return [row for row in kept.values() if not row.withdraws]


def history(rows: Iterable[Report], report_id: str) -> list[Report]:
    """Return a row and all it came in the place of, the newest first."""
    by_id = {row.id: row for row in rows}
    found: list[Report] = []
    row = by_id.get(report_id)
    while row is not None and row not in found:
        found.append(row)
        row = by_id.get(row.replaces)
    return found


def reported_states(reports: Reports, action: str) -> list[Report]:
    """Return what was reported of an action and stands, the oldest day first."""
    return _of(reports, "action_state", action)


def reported_state(reports: Reports, action: str) -> Report | None:
    """Return the newest reported state of an action, or None when nobody reported one."""
    return next(reversed(reported_states(reports, action)), None)


def notes_on(reports: Reports, subject: str) -> list[Report]:
    """Return the notes on a figure or goal that stand, the oldest first."""
    return _of(reports, "note", subject)


def counts(reports: Reports) -> list[Report]:
    """Return the cells that the Werkcentrum counted and that stand, the oldest month first.

    They are as they were counted: what is shown of them goes through the rule for small cells.
    """
    rows = standing_reports(row for row in reports.rows if row.kind == "count")
    return sorted(rows, key=lambda row: row.period)


def spent(reports: Reports, line: str) -> list[Report]:
    """Return what was spent on a budget line up to each reported day, the oldest day first."""
    return _of(reports, "spending", line)


def _of(reports: Reports, kind: ReportKind, subject: str) -> list[Report]:
    own = (row for row in reports.rows if row.kind == kind and row.subject == subject)
    return sorted(standing_reports(own), key=lambda row: row.period)
