"""The form in which imported rows are kept: the columns of a document file, and `cijfer`."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from data_loaders.files.bytes import Damaged, decoding
from data_loaders.files.csvfile import Row
from data_loaders.files.text import read_text
from data_loaders.imports.kinds import CANONICAL

_MEMORY = Path("ingelezen.csv")


def to_csv_bytes(rows: Sequence[Row]) -> bytes:
    """Return canonical rows as RFC 4180 (UTF-8, comma, CRLF), the same bytes for the same rows.

    Texts of rows made by `understand` are already safe for a spreadsheet.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CANONICAL)
    writer.writerows([row[column] for column in CANONICAL] for row in rows)
    return out.getvalue().encode("utf-8")


def from_csv(source: Path | bytes) -> list[Row]:
    """Read what `to_csv_bytes` wrote, for `tidy.tidy_document` per `cijfer`. Raises DataError."""
    path = _MEMORY if isinstance(source, bytes) else source
    with decoding("dit ingelezen bestand is beschadigd", path):
        text = source.decode("utf-8") if isinstance(source, bytes) else read_text(source)
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        header = tuple(next(reader, ()))
        rows = [(reader.line_num, cells) for cells in reader]
    if header != CANONICAL:
        raise Damaged("de kop van dit ingelezen bestand klopt niet", path, 1)
    for line, cells in rows:
        if len(cells) != len(CANONICAL):
            raise Damaged("deze regel heeft niet het goede aantal cellen", path, line)
    return [Row(dict(zip(CANONICAL, cells, strict=True)), path, line) for line, cells in rows]
