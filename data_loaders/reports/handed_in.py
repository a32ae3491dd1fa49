"""A file, or a piece of a spreadsheet, that somebody hands in: read whole, and never kept."""

from __future__ import annotations

import base64
import binascii
import tempfile
import time
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_entry import COLUMN_NAMES
from data_loaders.agreements.measurement_import import read_delivery
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.imports.words import key
from data_loaders.reports.delivery import read_reports
from data_loaders.reports.entry import COLUMNS
from data_loaders.reports.measured import report_of
from data_loaders.reports.measurements import read_book
from data_loaders.reports.record import Report, ReportKind

LARGEST = 170 * 1024
"""In bytes: what fits, written out as text, in one message of a page."""
LARGEST_UNPACKED = 3 * 1024 * 1024
MOST_ROWS, MOST_FAULTS = 400, 50
MOST_A_MINUTE = 10
_BUSY = f"U kunt in een minuut {MOST_A_MINUTE} keer iets laten lezen; wacht even"
_lately: dict[str, list[float]] = {}


@dataclass(frozen=True)
class HandedIn:
    """What was handed in. When there are `faults`, nothing of it may be kept."""

    reports: tuple[Report, ...] = ()
    faults: tuple[str, ...] = ()


def read_file(kind: ReportKind, encoded: object, account: str) -> HandedIn:
    """Read a file that came as base64 text, from an account that may do so a few times a minute."""
    data = b""
    with suppress(binascii.Error, ValueError):
        data = base64.b64decode(encoded, validate=True) if isinstance(encoded, str) else b""
    if not data:
        return HandedIn(faults=("dit bestand is leeg of niet goed aangekomen",))
    if len(data) > LARGEST:
        return HandedIn(faults=(f"dit bestand is groter dan {LARGEST // 1024} kB",))
    return _read(kind, data, account)


def read_pasted(kind: ReportKind, text: str, account: str) -> HandedIn:
    """Read rows that were copied from a spreadsheet, with their header or without it."""
    data = text.strip("\r\n").encode("utf-8")
    if len(data) > LARGEST:
        return HandedIn(faults=(f"deze tekst is groter dan {LARGEST // 1024} kB",))
    names = column_names(kind)
    first = {key(cell) for cell in text.strip("\r\n").partition("\n")[0].split("\t")}
    if not first & {key(names[0]), key(names[1])}:
        data = "\t".join(names).encode() + b"\n" + data
    return _read(kind, data, account)


def column_names(kind: ReportKind) -> Sequence[str]:
    """Return the columns of a sheet of this kind, in their order."""
    if kind == "measurement":
        return list(COLUMN_NAMES.values())
    return [column.name for column in COLUMNS[kind]]


def _is_too_often(account: str) -> bool:
    """Count a reading of this account, and tell whether it is one too many: reading takes time."""
    now = time.monotonic()
    recent = [moment for moment in _lately.get(account, ()) if now - moment < 60]
    if len(recent) < MOST_A_MINUTE:
        _lately[account] = [*recent, now]
    return len(recent) >= MOST_A_MINUTE


def _read(kind: ReportKind, data: bytes, account: str) -> HandedIn:
    if _is_too_often(account):
        return HandedIn(faults=(_BUSY,))
    with tempfile.TemporaryDirectory(prefix="monitor-ingeleverd-") as folder:
        # By its content: how somebody calls a file says nothing, and never becomes a path.
        path = Path(folder) / ("bestand.xlsx" if data.startswith(b"PK") else "bestand.csv")
        path.write_bytes(data)
        try:
            _check_size(path)
            if kind == "measurement":
                found = read_delivery(path, read_book(), load_goals(), dutch_today())
                reports, faults = tuple(report_of(item) for _, item in found.items), found.faults
            else:
                delivery = read_reports(path, kind)
                reports, faults = delivery.reports, delivery.faults
        except DataError as problem:
            place = f"rij {problem.line}: " if problem.line else ""
            return HandedIn(faults=(f"{place}{problem.sentence}",))
    if len(reports) > MOST_ROWS:
        return HandedIn(
            faults=(f"er zijn {len(reports)} rijen; er kunnen er {MOST_ROWS} in één keer",)
        )
    more = len(faults) - MOST_FAULTS
    rest = (f"en nog {more} fouten",) if more > 0 else ()
    return HandedIn(reports, (*faults[:MOST_FAULTS], *rest))


def _check_size(path: Path) -> None:
    """Refuse a file of a few kilobytes that unpacks to far more than a sheet to fill in."""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > LARGEST_UNPACKED:
            raise DataError("dit bestand is uitgepakt te groot", path)
