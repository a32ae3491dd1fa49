"""Reports of goals as measurements: the rows that rules, pages and open data know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import faults_of
from data_loaders.agreements.measurement_rows import Book, Measurement
from data_loaders.reports.record import WITHDRAWN, Report


def measurement_of(report: Report) -> Measurement:
    """Return a report of the kind `measurement` as a row, recorded the day it was published."""
    return Measurement(
        id=report.id,
        goal=report.subject,
        day=date.fromisoformat(report.period),
        value=report.value,
        unit=report.unit,
        source=report.source,
        by=report.function,
        recorded=report.recorded,
        note=report.sentence,
        replaces=report.replaces,
    )


def report_of(item: Measurement) -> Report:
    """Return a measurement as a report. Its id and the day of recording are for the database."""
    return Report(
        kind="measurement",
        subject=item.goal,
        period=item.day.isoformat(),
        value=item.value,
        unit=item.unit,
        state=WITHDRAWN if item.value is None and item.replaces else "",
        sentence=item.note,
        source=item.source,
        function=item.by,
        replaces=item.replaces,
    )


def measurements_in(reports: Iterable[Report]) -> list[Measurement]:
    """Return the measurements among reports, in their order; those that break a rule too."""
    return [measurement_of(report) for report in reports if report.kind == "measurement"]


def book_of(rows: Iterable[Measurement]) -> Book:
    """Return the book of these rows, in the order they were published. Raises DataError."""
    book, goals = Book(), load_goals()
    for row in rows:
        book.add(row, faults_of(row, book, goals))
    return book
