"""What was reported, for tests: in the database of the test, on a day of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from unittest.mock import patch

from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.reports.measured import measurement_of, report_of
from data_loaders.reports.writing import add_all

ACCOUNT = "proef"


@contextmanager
def at(day: date) -> Iterator[None]:
    """Let it be noon of this day."""
    with patch("time.time", return_value=datetime.combine(day, time(12), UTC).timestamp()):
        yield


def add_measurements(items: Iterable[Measurement], day: date) -> list[Measurement]:
    """Publish measurements on a day: all of them, or none."""
    with at(day):
        return [measurement_of(row) for row in add_all([*map(report_of, items)], ACCOUNT)]
