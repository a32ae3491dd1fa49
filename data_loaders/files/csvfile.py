"""Reading the CSV files of the project so that every fault names its file and line."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.files.text import MOST_CHARACTERS, read_text, visible

_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+")


@dataclass(frozen=True)
class Row:
    """One record of a CSV file: its cells by column name, and where it stands."""

    cells: dict[str, str]
    path: Path
    line: int

    def __getitem__(self, column: str) -> str:
        """Return the cell of `column`, stripped; an absent optional column is empty."""
        return self.cells.get(column, "")

    def number(self, column: str) -> float | None:
        """Return the cell as a number (decimal point), or None when it is empty.

        Raises DataError when a text stands where a number belongs.
        """
        text = self[column]
        if not text:
            return None
        if not _NUMBER.fullmatch(text) or math.isinf(float(text)):
            raise self.error(f"in kolom '{column}' staat '{text}', maar daar hoort een getal")
        return float(text)

    def error(self, sentence: str) -> DataError:
        """Make a DataError that points at this record."""
        return DataError(sentence, self.path, self.line)


def read_rows(
    path: Path, required: Sequence[str], optional: Sequence[str] = (), *, may_be_empty: bool = False
) -> list[Row]:
    """Read a UTF-8 CSV file with a header; return its records in file order.

    Every column of `required` must be there and no other than `required` and `optional`
    may be; signs that nobody sees are left out. Raises DataError for a missing file, a wrong
    header, a record with too few or too many cells or too long a text, text that is not UTF-8,
    or (unless `may_be_empty`) no records at all.
    """
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, required, optional, path)
        rows = [
            _row(header, cells, path, reader.line_num)
            for cells in reader
            if any(map(str.strip, cells))
        ]
    except csv.Error as error:
        raise DataError(f"de opmaak klopt niet ({error})", path, reader.line_num) from error
    if not rows and not may_be_empty:
        raise DataError("dit bestand heeft geen enkele regel met gegevens", path)
    return rows


def read_header(path: Path) -> list[str]:
    """Return the names of the columns of a CSV file. Raises DataError."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        return [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise DataError(f"de opmaak klopt niet ({error})", path, 1) from error


def _row(header: Sequence[str], cells: Sequence[str], path: Path, line: int) -> Row:
    if len(cells) != len(header):
        raise DataError(
            f"deze regel heeft {len(cells)} cellen, maar de kop heeft er {len(header)}", path, line
        )
    seen = (cell if cell.isprintable() else visible(cell) for cell in cells)
    row = Row(dict(zip(header, map(str.strip, seen), strict=True)), path, line)
    for name, cell in row.cells.items():
        if len(cell) > MOST_CHARACTERS:
            raise row.error(
                f"in kolom '{name}' staan {len(cell)} tekens; er passen er {MOST_CHARACTERS}"
            )
    return row


def _check_header(
    header: Sequence[str], required: Sequence[str], optional: Sequence[str], path: Path
) -> None:
    missing = [name for name in required if name not in header]
    if missing:
        raise DataError(f"kolom {_names(missing)} ontbreekt", path, 1)
    unknown = [name for name in header if name not in (*required, *optional)]
    if unknown:
        raise DataError(f"kolom {_names(unknown)} is hier niet bekend", path, 1)
    if len(set(header)) != len(header):
        raise DataError("een kolomnaam staat twee keer in de kop", path, 1)


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
