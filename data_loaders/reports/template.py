"""The workbook in which somebody fills in reports of one kind: what to fill in, and from what."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.files.csvtext import safe_cell
from data_loaders.registry import load_registry
from data_loaders.reports.checks import TOTAL, divisions
from data_loaders.reports.entry import COLUMNS
from data_loaders.reports.record import ACTION_STATES, ReportKind

_WIDTH, _WIDE = 18, 60
_TEXT = "@"
_ROWS = 500
Rows = Iterator[tuple[object, ...]]


def report_template(kind: ReportKind) -> bytes:
    """Return an .xlsx for reports of a kind that is not a measurement. Raises DataError.

    Its first sheet has the columns that the import reads, the others what belongs in them.
    """
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Invullen"
    _fill(sheet, [tuple(column.name for column in COLUMNS[kind])])
    for column in range(1, len(COLUMNS[kind]) + 1):  # as text: what is typed stays what it is
        for row in range(2, _ROWS + 2):
            sheet.cell(row, column).number_format = _TEXT
    _fill(workbook.create_sheet("Keuzes"), _CHOICES[kind]())
    _fill(workbook.create_sheet("Uitleg"), _help(kind))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, rows: Iterator[tuple[object, ...]] | list[tuple[str, ...]]) -> None:
    for row in rows:
        sheet.append([safe_cell(cell) if isinstance(cell, str) else cell for cell in row])
    sheet.freeze_panes = "A2"
    for column in range(1, sheet.max_column + 1):
        cells = [str(sheet.cell(row, column).value or "") for row in range(1, sheet.max_row + 1)]
        width = _WIDE if max(map(len, cells)) > _WIDE / 2 else _WIDTH
        sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.cell(1, column).font = Font(bold=True)


def _help(kind: ReportKind) -> Rows:
    yield ("Kolom", "Wat u invult", "Nodig")
    for column in COLUMNS[kind]:
        yield (column.name, column.help, "ja" if column.required else "nee")


def _actions() -> Rows:
    yield ("Nummer", "Wat", "Volgens de planning klaar")
    for action in load(Action):
        yield (action.id, action.text, action.end or "doorlopend")
    yield from ((state, "een stand", "") for state in ACTION_STATES)


def _counts() -> Rows:
    known = divisions()
    yield ("Vrager", "Onderwerp", "Kanaal")
    words = (known.vrager, known.onderwerp, known.kanaal)
    yield from zip_longest(*([w for w in each if w != TOTAL] for each in words), fillvalue="")
    yield (TOTAL, TOTAL, TOTAL)


def _posts() -> Rows:
    yield ("Nummer", "Wat", "Jaar", "Begroot")
    for item in load(Amount):
        if item.kind == "post":
            yield (item.id, item.item, item.year, item.amount)


def _subjects() -> Rows:
    yield ("Naam", "Wat")
    for item in load_registry().indicators.values():
        yield (item.id, item.title)
    for goal in load_goals().values():
        yield (goal.id, goal.title)


_CHOICES: Mapping[ReportKind, Callable[[], Rows]] = {
    "action_state": _actions,
    "count": _counts,
    "spending": _posts,
    "note": _subjects,
}
