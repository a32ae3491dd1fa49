"""The rows of registers that are shown, and the mark of all of them. Pure."""

from __future__ import annotations

from collections.abc import Container

from data_loaders.agreements.registers import registers_mark
from data_loaders.files.csvtext import Record
from data_loaders.files.text import Fingerprint
from data_loaders.notes import notes_mark
from data_loaders.open_registers import register_rows
from data_loaders.reports.reading import reports_mark


def agreements_mark() -> Fingerprint:
    """Return something that changes when, and only when, a register, a report or a note does."""
    return (*registers_mark(), *reports_mark(), *notes_mark())


def kept_rows(name: str, keep: Container[str] | None, column: str = "id") -> list[Record]:
    """Return the rows of a register of which `column` is in `keep`, or all. Raises DataError."""
    return [row for row in register_rows(name) if keep is None or row[column] in keep]
