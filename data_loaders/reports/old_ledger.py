"""The file that measurements stood in before there was a database: read once, and never again."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from pathlib import Path

from msgspec.structs import replace

from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.registers import register_file
from data_loaders.files import paths
from data_loaders.files.records import read_records
from data_loaders.reports.measured import report_of
from data_loaders.reports.record import Report
from data_loaders.reports.rows import Everything, LogStep

PLACE_SETTING = "MONITOR_METINGEN"
ACCOUNT = "metingen.csv"


def old_ledger() -> Path | None:
    """Return where the file lies, or None when there is none."""
    place = os.environ.get(PLACE_SETTING, "")
    path = paths.ROOT / Path(place) if place else register_file("metingen")
    return path if os.path.lexists(path) else None


def read_old_ledger(path: Path) -> Everything:
    """Return the measurements of the file as they would be in the database, with their ids.

    Each was published on the day it was recorded; the file knows no time. A row that breaks a
    rule comes along: it was not shown, and is not. Raises DataError with file and line.
    """
    rows = read_records(path, Measurement, may_be_empty=True)
    reports = tuple(_published(row) for row in rows)
    steps = [
        LogStep(number=0, report=report.id, status=status, at=report.written, account=ACCOUNT)
        for report in reports
        for status in ("voorgesteld", "gepubliceerd")
    ]
    numbered = (replace(step, number=number) for number, step in enumerate(steps, start=1))
    return Everything(reports, tuple(numbered))


def _published(row: Measurement) -> Report:
    day = datetime.combine(row.recorded, time(12), UTC)
    given = report_of(row)
    return replace(
        given, id=row.id, status="gepubliceerd", written=day, published=day, account=ACCOUNT
    )
