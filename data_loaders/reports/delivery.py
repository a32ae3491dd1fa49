"""A file with reports of one kind: understood, with every fault by row and column.

The cells are read by `data_loaders.imports`, as with every file that somebody delivers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from openpyxl.utils import get_column_letter

from data_loaders.files.errors import DataError
from data_loaders.imports.cells import FileLine, FileSheet
from data_loaders.imports.reader import read_cells
from data_loaders.imports.words import key, listed
from data_loaders.reports.entry import COLUMNS, read_report
from data_loaders.reports.reading import known_reports
from data_loaders.reports.record import Report, ReportKind

_HEADER_WITHIN = 20


@dataclass(frozen=True)
class ReportDelivery:
    """What a file holds. When there are `faults`, nothing of it may be kept."""

    reports: tuple[Report, ...]
    faults: tuple[str, ...]


def read_reports(path: Path, kind: ReportKind) -> ReportDelivery:
    """Understand an .xlsx or CSV file with reports of one kind, one in a row below a header.

    Rows are held against all that is published and against each other. Raises DataError when
    the file as a whole cannot be read, or holds none.
    """
    sheet, header, columns = _table(read_cells(path), kind, path)
    rows, found, told = list(known_reports().rows), [], []
    for line in sheet.lines:
        if line.number <= header.number:
            continue
        cells = {name: line.get(index) for name, index in columns.items()}
        report, faults = read_report(kind, cells, rows)
        for fault in faults:
            index = columns.get(fault.column)
            cell = f" ({get_column_letter(index + 1)}{line.number})" if index is not None else ""
            told.append(f"rij {line.number}, kolom {fault.column}{cell}: {fault.sentence}")
        found.append(report)
        rows.append(replace(report, id=f"rij {line.number}"))
    if not found:
        raise DataError("er is geen enkele rij ingevuld", path)
    return ReportDelivery(tuple(found), tuple(told))


def _table(
    sheets: list[FileSheet], kind: ReportKind, path: Path
) -> tuple[FileSheet, FileLine, dict[str, int]]:
    names = {key(column.name): column.name for column in COLUMNS[kind]}
    required = [column.name for column in COLUMNS[kind] if column.required]
    for sheet in sheets:
        for line in () if sheet.hidden else sheet.lines[:_HEADER_WITHIN]:
            texts = [key(cell) if isinstance(cell, str) else "" for cell in line.cells]
            found = {names[text]: n for n, text in enumerate(texts) if text in names}
            if set(required) <= found.keys():
                if len(found) < sum(text in names for text in texts):
                    raise DataError("een kolom staat twee keer in de kop", path, line.number)
                return sheet, line, found
    raise DataError(f"er is geen rij met de kop {listed(required, most=9)}", path)
