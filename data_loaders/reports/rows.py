"""Reports in and out of the database, within a transaction that is open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

import msgspec
from sqlalchemy import Connection, delete, insert, select

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import explain
from data_loaders.reports.database import DAMAGED
from data_loaders.reports.grants import Grant, read_grants
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.record import Report, Reports, Status
from data_loaders.reports.tables import REPORTS, STEPS, cells_of, next_number

STATUSES: tuple[Status, ...] = get_args(Status)
_DETAIL = tuple[tuple[str, str], ...]


class LogStep(msgspec.Struct, frozen=True, kw_only=True):
    """What was done with a report: when (UTC), by which account, and why."""

    number: int
    report: str
    status: Status
    at: datetime
    account: str
    sentence: str = ""


@dataclass(frozen=True)
class Everything:
    """All reports with their account, in the order they were written, and all steps. Not public.

    `grants` say who was given which role in Beheer.
    """

    reports: tuple[Report, ...]
    steps: tuple[LogStep, ...]
    grants: tuple[Grant, ...] = ()

    @property
    def published(self) -> Reports:
        """What is published, without any account; nobody says yet when it was read."""
        by_id = {report.id: report for report in self.reports}
        rows = tuple(
            msgspec.structs.replace(by_id[step.report], account="")
            for step in self.steps
            if step.status == "gepubliceerd"
        )
        digest = hashlib.sha256(msgspec.json.encode(rows)).hexdigest()
        return Reports(rows, len(self.steps), digest)


def encode_everything(everything: Everything) -> bytes:
    """Return all of it as JSON, for a backup. It holds accounts."""
    return msgspec.json.format(msgspec.json.encode(everything), indent=1)


def decode_everything(data: bytes) -> Everything:
    """Return what `encode_everything` made. Raises DataError when it does not fit."""
    try:
        return msgspec.json.decode(data, type=Everything)
    except msgspec.DecodeError as error:
        raise DataError(explain(str(error))) from error


def last_step(connection: Connection) -> tuple[object, ...]:
    """Return what changes with every step, and when a backup came in the place of all."""
    newest = select(STEPS.c.number, STEPS.c.report, STEPS.c.at).order_by(STEPS.c.number.desc())
    return tuple(connection.execute(newest.limit(1)).first() or ())


def read_all(connection: Connection) -> Everything:
    """Return all there is. Raises DataError when it is no longer what was written."""
    try:
        return _everything(connection)
    except (msgspec.MsgspecError, ValueError, LookupError, TypeError) as error:
        raise DataError(DAMAGED) from error


def _everything(connection: Connection) -> Everything:
    found = connection.execute(select(STEPS).order_by(STEPS.c.number)).mappings()
    steps = tuple(msgspec.convert(cells_of(row), LogStep) for row in found)
    of_report: dict[str, list[LogStep]] = {}
    for step in steps:
        of_report.setdefault(step.report, []).append(step)
    rows = connection.execute(select(REPORTS).order_by(REPORTS.c.number)).mappings()
    reports = tuple(_report(cells_of(row), of_report[row["id"]]) for row in rows)
    return Everything(reports, steps, read_grants(connection))


def _report(row: dict[str, Any], steps: Sequence[LogStep]) -> Report:
    date.fromisoformat(f"{row['period']}-01"[:10])  # all who read it take it for a day or a month
    published = (step.at for step in steps if step.status == "gepubliceerd")
    return msgspec.convert(
        row
        | {
            "detail": msgspec.json.decode(row["detail"], type=_DETAIL),
            "status": steps[-1].status,
            "published": next(published, None),
            "account": steps[0].account,
        },
        Report,
    )


def put_all(connection: Connection, everything: Everything) -> None:
    """Put all of it in the place of all there is."""
    connection.execute(delete(STEPS))
    connection.execute(delete(REPORTS))
    rows = [_row(number, report) for number, report in enumerate(everything.reports, start=1)]
    if rows:
        connection.execute(insert(REPORTS), rows)
        connection.execute(insert(STEPS), [msgspec.to_builtins(step) for step in everything.steps])


def add_report(connection: Connection, report: Report, account: str) -> Report:
    """Add a report as proposed, with the next number of its kind."""
    number = next_number(connection, REPORTS)
    given = msgspec.structs.replace(
        report,
        id=_next_id(connection, KINDS[report.kind].letter),
        status="voorgesteld",
        published=None,
        account=account,
    )
    connection.execute(insert(REPORTS).values(_row(number, given)))
    add_step(connection, given.id, "voorgesteld", account, at=given.written)
    return given


def add_step(
    connection: Connection,
    report_id: str,
    status: Status,
    account: str,
    sentence: str = "",
    at: datetime | None = None,
) -> LogStep:
    """Add a step, taken now unless `at` says otherwise (UTC)."""
    number = next_number(connection, STEPS)
    step = LogStep(
        number=number,
        report=report_id,
        status=status,
        at=at or utc_now(),
        account=account,
        sentence=sentence,
    )
    connection.execute(insert(STEPS).values(msgspec.to_builtins(step)))
    return step


def _row(number: int, report: Report) -> dict[str, Any]:
    cells = msgspec.to_builtins(report)
    kept = {column.name: cells[column.name] for column in REPORTS.c if column.name in cells}
    return kept | {"number": number, "detail": msgspec.json.encode(report.detail).decode()}


def _next_id(connection: Connection, letter: str) -> str:
    ids = connection.execute(select(REPORTS.c.id).where(REPORTS.c.id.like(f"{letter}%"))).scalars()
    numbers = [int(found[1:]) for found in ids if found[1:].isascii() and found[1:].isdigit()]
    return f"{letter}{max(numbers, default=0) + 1:04}"
