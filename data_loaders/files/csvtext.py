"""Records as CSV: numbers for machines, and text that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

Record = dict[str, str]
"""One row as text by column; an empty cell is unknown."""

_NUMBER = re.compile(r"[-+]?[\d.,]+")


def plain_number(value: float) -> str:
    """Return a number for machines: shortest decimal form, no exponent, no `.0`."""
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def safe_cell(text: str) -> str:
    """Return text that a spreadsheet cannot take for a formula; numbers stay as they are."""
    risky = text.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    return f"'{text}" if risky and not _NUMBER.fullmatch(text) else text


def to_csv(rows: Sequence[Record], columns: Sequence[str] = ()) -> bytes:
    """Return records as RFC 4180: UTF-8, comma, CRLF and a header.

    Without `columns` the header is that of the first record; no records need columns.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns) or list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: safe_cell(cell) for name, cell in row.items()} for row in rows)
    return out.getvalue().encode("utf-8")
