"""The cells of a CSV file: whatever separator, encoding and line ends it was saved with."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import islice
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.imports.cells import FileSheet, as_lines
from data_loaders.imports.words import as_value

_SEPARATORS = ";,\t|"
_LOOKED_AT = 200


def read_csv_cells(data: bytes, path: Path) -> FileSheet:
    """Read a CSV file as one sheet. Raises DataError for text or quotes that make no sense."""
    text = _decode(data, path)
    separator, text = _stated_separator(text)
    # Not the line of the file but the count of the records: what Excel shows as its row.
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or _separator(text), strict=True
    )
    values = ([as_value(cell) for cell in row] for row in rows)
    try:
        return FileSheet("", tuple(as_lines(values, path, "")))
    except csv.Error as error:
        raise DataError(
            "de aanhalingstekens in deze regel kloppen niet", path, rows.line_num
        ) from error


def _decode(data: bytes, path: Path) -> str:
    """Return the text. UTF-8 proves itself; what else Dutch Windows writes is Windows-1252."""
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DataError("dit is geen Excel-bestand en ook geen leesbare tekst", path)


def _stated_separator(text: str) -> tuple[str, str]:
    """Take off the first line `sep=;`, which Excel obeys and does not count as a row."""
    first, _, rest = text.partition("\n")
    stated = first.strip().lower()
    return (stated[4], rest) if stated.startswith("sep=") and len(stated) == 5 else ("", text)


def _separator(text: str) -> str:
    """Return the separator that gives most rows the same number of cells, and most cells."""

    def score(separator: str) -> tuple[int, int]:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        try:
            widths = Counter(len(row) for row in islice(rows, _LOOKED_AT))
        except csv.Error:
            return 0, 0
        # A comma in one line of text above the table is no evidence, the second like it is.
        shared = ((times - 1) * (width - 1) for width, times in widths.items())
        return max(shared, default=0), max(widths, default=0)

    return max(_SEPARATORS, key=score)
