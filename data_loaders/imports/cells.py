"""The cells of a file, whatever format it had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.files.text import MOST_CHARACTERS
from data_loaders.imports.words import Value

MAX_ROWS = 200_000
MAX_COLUMNS = 300


@dataclass(frozen=True, slots=True)
class FileLine:
    """One row with something in it: its number as Excel shows it, and its cells."""

    number: int
    cells: tuple[Value, ...]

    def get(self, index: int) -> Value:
        """Return the cell in a column (0 is A); None when the row ends before it."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class FileSheet:
    """One sheet; a CSV file is one sheet without a name."""

    name: str
    lines: tuple[FileLine, ...]
    hidden: bool = False


def as_lines(rows: Iterable[Sequence[Value]], path: Path, sheet: str) -> Iterator[FileLine]:
    """Return rows numbered from 1 without the empty ones. Raises DataError beyond the limits."""
    place = f"blad '{sheet}': " if sheet else ""
    kept = 0
    for number, cells in enumerate(rows, start=1):
        if not any(cell is not None for cell in cells):
            continue
        kept += 1
        if kept > MAX_ROWS:
            raise DataError(f"{place}er zijn meer dan {MAX_ROWS} rijen", path, number)
        if len(cells) > MAX_COLUMNS and any(cell is not None for cell in cells[MAX_COLUMNS:]):
            raise DataError(f"{place}er zijn meer dan {MAX_COLUMNS} kolommen", path, number)
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        if longest > MOST_CHARACTERS:
            sentence = f"in een cel staan {longest} tekens; er passen er {MOST_CHARACTERS}"
            raise DataError(f"{place}{sentence}", path, number)
        yield FileLine(number, tuple(cells[:MAX_COLUMNS]))
