"""Files as project leaders send them, made for a test."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

HEAD = [
    "Doel-id",
    "Doel",
    "Peildatum",
    "Waarde",
    "Eenheid",
    "Bron",
    "Door (functie)",
    "Toelichting",
    "Vervangt",
]
LETTERS = dict(zip(HEAD, "ABCDEFGHI", strict=True))

Cells = dict[str, Any]


def row(goal: str, day: Any = "30-06-2026", value: Any = 5, **changed: Any) -> Cells:
    """One filled in row; `door`, `bron` and so on change a cell."""
    cells = {
        "Doel-id": goal,
        "Peildatum": day,
        "Waarde": value,
        "Bron": "Telling",
        "Door (functie)": "projectleider",
    }
    return cells | {name.capitalize(): cell for name, cell in changed.items()}


def fill(path: Path, *rows: Cells) -> Path:
    """Fill in a template as a person does: find the goal, type beside it; or a row below."""
    workbook = load_workbook(path)
    sheet = workbook["Metingen"]
    ids = {sheet.cell(n, 1).value: n for n in range(sheet.max_row, 1, -1)}
    free = next(n for n in range(2, sheet.max_row + 2) if sheet.cell(n, 1).value is None)
    for cells in rows:
        number = ids.pop(cells["Doel-id"], None)
        if number is None:
            number, free = free, free + 1
        for name, value in cells.items():
            sheet[f"{LETTERS[name]}{number}"] = value
    workbook.save(path)
    return path


def book_of(path: Path, rows: Sequence[Cells], head: Sequence[str] = HEAD) -> Path:
    """Write a workbook with a header in row 1 and these rows from row 2 on."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Metingen"
    sheet.append(list(head))
    for cells in rows:
        sheet.append([cells.get(name) for name in head])
    workbook.save(path)
    return path


def csv_of(
    path: Path,
    rows: Sequence[Cells],
    *,
    separator: str = ";",
    encoding: str = "utf-8",
    head: Sequence[str] = HEAD,
) -> Path:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([cells.get(name, "") for name in head] for cells in rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path
