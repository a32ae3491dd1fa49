"""The measurements of goals as they are published: what was realised, and what was said of it when.

The documents give no realisation, so there are none until somebody reports one.
"""

from __future__ import annotations

import logging
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from data_loaders.agreements.measurement_rows import Book, Measurement
from data_loaders.agreements.registers import register_file
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.reports.kinds import KINDS, faults
from data_loaders.reports.measured import book_of, measurements_in
from data_loaders.reports.reading import last_reports, load_reports
from data_loaders.reports.record import standing_reports

log = logging.getLogger(__name__)

MEASUREMENTS = "metingen"
_GOAL_REGISTERS = ("hca_doelen", "projectdoelen")


def load_measurements() -> tuple[Measurement, ...]:
    """Return the measurements that can be shown, in the order they were published.

    Kept in the process until something is published or the goals change. A row that breaks a
    rule (the goal has another unit by now) is left out, with what it was to correct. Raises
    DataError when the goals cannot be read.
    """
    return _load(load_reports().mark, tuple(file_state(register_file(n)) for n in _GOAL_REGISTERS))


@lru_cache(maxsize=4)
def _load(_mark: str, _goals: Fingerprint) -> tuple[Measurement, ...]:
    book = read_book()
    rows = book.usable
    if len(rows) < len(book.rows):
        log.warning("%d metingen worden niet getoond; zie 'validate'", len(book.rows) - len(rows))
    return rows


def read_book() -> Book:
    """Return all published measurements, each held against those before it. Raises DataError."""
    return book_of(measurements_in(load_reports().rows))


def book_on(day: date) -> Book:
    """Return the book as it was at the end of a day. Raises DataError."""
    return book_of(row for row in measurements_in(load_reports().rows) if row.recorded <= day)


def check_reports() -> list[DataError]:
    """Return all that is wrong with what is published, and why it cannot be read if it cannot.

    What a later row replaced or withdrew needs no mending any more.
    """
    reports = last_reports()
    found = [DataError(f"Meldingen: {reports.problem}")] if reports.problem else []
    if reports.as_of is None:
        return found
    try:
        wrong = {name: list(told) for name, told in read_book().faults.items()}
        for row in standing_reports(reports.rows):
            if row.kind != "measurement":  # those were held against each other above
                wrong[row.id] = faults(replace(row, replaces=""), ())
    except DataError as problem:
        return [*found, problem]
    words = {row.id: KINDS[row.kind].word for row in reports.rows}
    return found + [
        DataError(f"{words[name]} {name}: {fault.column}: {fault.sentence}")
        for name, told in wrong.items()
        for fault in told
    ]
