"""The ledger of measurements as it was: rows are only added, so every earlier state is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import faults_of
from data_loaders.agreements.measurement_rows import Book, Measurement
from data_loaders.agreements.measurements import read_ledger


def book_of(rows: Iterable[Measurement]) -> Book:
    """Return the book of these rows, in the order they were added. Raises DataError."""
    book, goals = Book(), load_goals()
    for row in rows:
        book.add(row, faults_of(row, book, goals))
    return book


def ledger_on(day: date) -> Book:
    """Return the ledger as it was at the end of a day. Raises DataError when it is damaged."""
    return book_of(row for row in read_ledger().rows.values() if row.recorded <= day)
