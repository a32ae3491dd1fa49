"""The form in which imported rows are kept: the columns of a document file, and `cijfer`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from data_loaders.files.bytes import Damaged, decoding
from data_loaders.files.csvfile import Row
from data_loaders.files.csvtext import to_csv
from data_loaders.imports.kinds import CANONICAL

_MEMORY = Path("ingelezen.csv")


def to_csv_bytes(rows: Sequence[Row]) -> bytes:
    """Return canonical rows as RFC 4180 (UTF-8, comma, CRLF), the same bytes for the same rows."""
    return to_csv([row.cells for row in rows], CANONICAL)


def from_csv(content: bytes) -> list[Row]:
    """Read what `to_csv_bytes` wrote, for `tidy.tidy_document` per `cijfer`. Raises DataError."""
    with decoding("dit ingelezen bestand is beschadigd", _MEMORY):
        reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        header = tuple(next(reader, ()))
        rows = [(reader.line_num, cells) for cells in reader]
    if header != CANONICAL:
        raise Damaged("de kop van dit ingelezen bestand klopt niet", _MEMORY, 1)
    for line, cells in rows:
        if len(cells) != len(CANONICAL):
            raise Damaged("deze regel heeft niet het goede aantal cellen", _MEMORY, line)
    return [Row(dict(zip(CANONICAL, cells, strict=True)), _MEMORY, line) for line, cells in rows]
