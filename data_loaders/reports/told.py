"""A report, and what was done with it, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from data_loaders.agreements.measurement_checks import dutch_number
from data_loaders.clock import dutch_time
from data_loaders.reports.grants import Grant
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.record import Report
from data_loaders.reports.rows import Everything


class LogLine(NamedTuple):
    """One thing that was done: when, by which account, with what, and what it was before."""

    moment: str
    account: str
    done: str
    number: str
    kind: str
    subject: str
    before: str
    after: str
    sentence: str


LOG_COLUMNS = (
    "moment",
    "account",
    "gedaan",
    "nummer",
    "soort",
    "onderwerp",
    "was",
    "wordt",
    "toelichting",
)


def describe_report(report: Report) -> str:
    """Return a report as one line for a person."""
    if report.withdraws:
        return f"{report.subject}: trekt {report.replaces} in: {report.sentence}"
    return f"{report.subject}, {report.period}: {said_of(report)}{_replaced(report)}"


def said_of(report: Report) -> str:
    """Return what a report says, without what it is about."""
    parts = [report.part(name) for name, _ in report.detail]
    value = "" if report.value is None else f"{dutch_number(report.value)} {report.unit}".strip()
    return ", ".join(filter(None, [report.state, value, *parts, report.sentence]))


def log_lines(everything: Everything) -> list[LogLine]:
    """Return all that was done, the newest first. Not public: it holds accounts."""
    lines = [*_of_steps(everything), *map(_of_grant, everything.grants)]
    return [line for _, line in sorted(lines, key=lambda item: item[0], reverse=True)]


def _of_steps(everything: Everything) -> Iterator[tuple[datetime, LogLine]]:
    by_id = {report.id: report for report in everything.reports}
    for step in everything.steps:
        report = by_id[step.report]
        old = by_id.get(report.replaces)
        yield (
            step.at,
            LogLine(
                _moment(step.at),
                step.account,
                step.status,
                report.id,
                KINDS[report.kind].word,
                report.subject,
                f"{old.period}: {said_of(old)}" if old else "",
                f"{report.period}: {said_of(report)}",
                step.sentence,
            ),
        )


def _of_grant(grant: Grant) -> tuple[datetime, LogLine]:
    about = ", ".join(grant.about)
    line = LogLine(
        _moment(grant.at), grant.by, "recht", "", "recht", grant.account, "", grant.role, about
    )
    return grant.at, line


def _moment(at: datetime) -> str:
    return dutch_time(at).strftime("%Y-%m-%d %H:%M:%S")


def _replaced(report: Report) -> str:
    return f" (vervangt {report.replaces})" if report.replaces else ""
