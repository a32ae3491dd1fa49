"""Files as officials download them, made for a test."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

MIDDEN_GELDERLAND = {
    "Arnhem": "GM0202",
    "Doesburg": "GM0221",
    "Duiven": "GM0226",
    "Lingewaard": "GM1705",
    "Overbetuwe": "GM1734",
    "Rheden": "GM0275",
    "Rozendaal": "GM0277",
    "Westervoort": "GM0293",
    "Zevenaar": "GM0299",
}


def book(path: Path, sheets: dict[str, Rows], **merged: str) -> Path:
    """Write a workbook; `merged` gives a range of cells to merge per sheet."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if name in merged:
            sheet.merge_cells(merged[name])
    workbook.save(path)
    return path


def text(rows: Rows, separator: str = ";") -> str:
    """Return rows as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def csv_file(path: Path, rows: Rows, separator: str = ";", encoding: str = "utf-8") -> Path:
    path.write_bytes(text(rows, separator).encode(encoding))
    return path


def told(understood: Any) -> list[tuple[str, ...]]:
    """Return figure, area, period, kenmerk, uitsplitsing, value and status of every row."""
    names = ("cijfer", "gebied", "periode", "kenmerk", "uitsplitsing", "waarde", "status")
    return [tuple(row[name] for name in names) for row in understood.rows]


def values(understood: Any) -> dict[str, str]:
    """Return the values by area, for a file with one value per area."""
    return {row["gebied"]: row["waarde"] for row in understood.rows}
