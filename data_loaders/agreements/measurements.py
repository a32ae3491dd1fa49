"""The ledger of measurements: what was realised of a goal. Rows are added, never changed.

A correction is a new row that names the one it replaces, so that everyone can see what was
said when. The documents give no realisation, so the ledger starts empty.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec

from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurement_checks import exact_number, faults_of
from data_loaders.agreements.measurement_rows import (
    COLUMNS,
    Book,
    Fault,
    Measurement,
    points_of,
    standing,
)
from data_loaders.agreements.registers import register_file
from data_loaders.clock import dutch_today
from data_loaders.files import paths
from data_loaders.files.csvfile import read_header, read_rows
from data_loaders.files.errors import DataError
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.storage.files import remove_leftovers, replace_file, write_problem
from data_loaders.storage.locks import exclusive

__all__ = [
    "COLUMNS",
    "LEDGER",
    "Measurement",
    "add_measurements",
    "check_ledger",
    "ledger_file",
    "load_measurements",
    "points_of",
    "read_ledger",
    "standing",
    "writing_ledger",
]

log = logging.getLogger(__name__)

LEDGER = "metingen"
PLACE_SETTING = "MONITOR_METINGEN"
_GOAL_REGISTERS = ("hca_doelen", "projectdoelen")
_LOCK = "metingen.lock"
_WAIT_S = 30.0
_ID = re.compile(r"M([0-9]{4,})")


def ledger_file() -> Path:
    """Return where the ledger lies: MONITOR_METINGEN, or the file in the project."""
    place = os.environ.get(PLACE_SETTING, "")
    return paths.ROOT / Path(place) if place else register_file(LEDGER)


def load_measurements() -> tuple[Measurement, ...]:
    """Return the rows of the ledger that can be shown, in the order they were added.

    Kept in the process; read again when the ledger or the goals change. A row that breaks a
    rule is left out, with what it was to correct. Raises DataError for a damaged ledger.
    """
    path = ledger_file()
    files = (path, *(register_file(name) for name in _GOAL_REGISTERS))
    return _load(path, tuple(file_state(file) for file in files))


@lru_cache(maxsize=4)
def _load(_path: Path, _files: Fingerprint) -> tuple[Measurement, ...]:
    book = read_ledger()
    rows = book.usable
    if len(rows) < len(book.rows):
        log.warning("%d metingen worden niet getoond; zie 'validate'", len(book.rows) - len(rows))
    return rows


def read_ledger() -> Book:
    """Read the ledger from the file, each row held against those before it. Takes no lock.

    Raises DataError with file and line when it is damaged. At MONITOR_METINGEN the file is
    made when something is first added; until then the ledger is empty.
    """
    path, goals, book = ledger_file(), load_goals(), Book()
    if not _is_to_be_made(path):
        _check_header(path)
        for row in read_records(path, Measurement, may_be_empty=True):
            book.add(row, faults_of(row, book, goals))
    return book


def check_ledger() -> list[DataError]:
    """Return everything that is wrong with the ledger, with file and line; empty when all is well.

    What a later row replaced or withdrew needs no mending any more.
    """
    try:
        book = read_ledger()
        if not book.rows:
            return []
        lines = {row["id"]: row.line for row in read_rows(ledger_file(), COLUMNS)}
    except DataError as problem:
        return [problem]
    today = dutch_today()
    return [
        DataError(f"{fault.column}: {fault.sentence}", ledger_file(), lines[row.id])
        for row in book.rows.values()
        for fault in (*_form_faults(row, today), *book.faults.get(row.id, ()))
    ]


def add_measurements(new: Sequence[Measurement], today: date) -> list[Measurement]:
    """Check measurements and add them to the ledger: all of them, or none.

    Their ids and the day of recording are given here; what was in the file stays there, byte
    for byte. Two writers at once both get their rows in. Raises DataError with one sentence
    for the first that is not right, or when the ledger is damaged or cannot be written.
    """
    with writing_ledger() as path:
        added = _numbered(new, read_ledger(), load_goals(), today)
        if added:
            old = _with_newline(path)
            replace_file(path, old + _as_csv(added, "\r\n" if b"\r\n" in old else "\n"))
    return added


@contextmanager
def writing_ledger() -> Iterator[Path]:
    """Keep everyone else from writing the ledger; yield where it lies.

    Raises Busy after half a minute, and DataError for every OSError of the body.
    """
    path = ledger_file().resolve()  # a link goes on pointing at the file that grows
    with exclusive(path.with_name(_LOCK), _WAIT_S):
        try:
            remove_leftovers(path.parent)
            yield path
        except OSError as error:
            raise write_problem(error, path) from error


def _numbered(
    new: Sequence[Measurement], book: Book, goals: Mapping[str, Goal], today: date
) -> list[Measurement]:
    last = max((int(found[1]) for key in book.rows if (found := _ID.fullmatch(key))), default=0)
    added = []
    for number, item in enumerate(new, start=last + 1):
        numbered = msgspec.structs.replace(item, id=f"M{number:04}", recorded=today)
        for fault in faults_of(numbered, book, goals):
            raise DataError(f"{fault.column}: {fault.sentence}")
        book.add(numbered)
        added.append(numbered)
    return added


def _form_faults(row: Measurement, today: date) -> Iterable[Fault]:
    """Return what only a hand can get wrong: everything else gives these by itself."""
    if not _ID.fullmatch(row.id):
        yield Fault("id", f"'{row.id[:20]}' is geen nummer zoals M0001")
    if row.recorded > today:
        yield Fault("vastgelegd_op", f"{row.recorded} ligt in de toekomst")


def _is_to_be_made(path: Path) -> bool:
    """Tell whether there is no ledger yet. The one in the project ships with it."""
    if path == register_file(LEDGER):
        return False
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False  # it may well be there; reading says what is wrong
    return False


def _check_header(path: Path) -> None:
    if read_header(path) != list(COLUMNS):
        raise DataError(f"de kop hoort te zijn: {','.join(COLUMNS)}", path, 1)


def _with_newline(path: Path) -> bytes:
    """Return the bytes of the ledger, ready for a next line; of a new one that is its header."""
    if _is_to_be_made(path):
        return f"{','.join(COLUMNS)}\n".encode()
    old = path.read_bytes()
    return old if old.endswith(b"\n") else old + b"\n"


def _as_csv(items: Sequence[Measurement], line_end: str) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    for item in items:
        value = "" if item.value is None else exact_number(item.value)
        cells = msgspec.to_builtins(item) | {"waarde": value}
        writer.writerow([cells[column] for column in COLUMNS])
    return out.getvalue().encode("utf-8")
