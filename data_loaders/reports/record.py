"""One thing that somebody reported, and all that is published at a moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, get_args

import msgspec
from msgspec.structs import replace

from data_loaders.clock import dutch_date

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
    def recorded(self) -> date:
        """The day on which it was published; for a proposal, that on which it was written."""
        return dutch_date(self.published or self.written)

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


def withdrawal(old: Report, sentence: str, function: str) -> Report:
    """Return the row that takes a published one back, and says why; it `replaces` none yet."""
    return replace(old, value=None, state=WITHDRAWN, sentence=sentence, function=function)
