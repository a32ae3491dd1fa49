"""Measurements that a project leader delivers in a file: understood, and every fault named.

The cells are read by `data_loaders.imports`, so what is refused there (a password, a damaged or
far too large file, formulas without a result) is refused here.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import iterparse

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_checks import dutch_day, dutch_number
from data_loaders.agreements.measurement_entry import COLUMN_NAMES, read_entry
from data_loaders.agreements.measurement_rows import COUNTING, Book, Fault, Measurement
from data_loaders.files.errors import DataError
from data_loaders.imports.cells import FileLine, FileSheet
from data_loaders.imports.reader import read_cells
from data_loaders.imports.words import key, listed, shown

_REQUIRED = ("doel_id", "peildatum", "waarde", "bron", "door")
_FILLED_IN = ("peildatum", "waarde", "bron", "door", "toelichting", "vervangt")
_HEADER_WITHIN = 20


class Delivered(NamedTuple):
    """A measurement and the row of the file in which it stands."""

    row: int
    item: Measurement


@dataclass(frozen=True)
class Delivery:
    """What a file holds. When there are `faults`, nothing of it may be added."""

    items: tuple[Delivered, ...]
    preview: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True)
class _Table:
    sheet: FileSheet
    header: FileLine
    columns: Mapping[str, int]

    @property
    def body(self) -> Sequence[FileLine]:
        return [line for line in self.sheet.lines if line.number > self.header.number]

    def fault(self, row: int, fault: Fault) -> str:
        """Return a fault as a person finds it: `rij 7, kolom Waarde (D7): ...`."""
        index = self.columns.get(fault.column)
        cell = f" ({get_column_letter(index + 1)}{row})" if index is not None else ""
        return f"rij {row}, kolom {COLUMN_NAMES[fault.column]}{cell}: {fault.sentence}"


def read_delivery(path: Path, book: Book, goals: Mapping[str, Goal], today: date) -> Delivery:
    """Understand an .xlsx or CSV file with measurements that come after those in `book`.

    Rows with nothing but what the template filled in are left out. The measurements are added
    to `book`, so that two rows of a file are held against each other too. Raises DataError
    when the file as a whole cannot be read, or holds no measurement.
    """
    table = _find_table(read_cells(path), path)
    faults = [table.fault(row, fault) for row, fault in _merged(path, table)]
    found: list[Delivered] = []
    skipped = 0
    for line in table.body:
        cells = {column: line.get(index) for column, index in table.columns.items()}
        if not any(cells.get(column) is not None for column in _FILLED_IN):
            skipped += 1
            continue
        item, wrong = read_entry(cells, f"rij {line.number}", book, goals, today)
        faults += [table.fault(line.number, fault) for fault in wrong]
        found.append(Delivered(line.number, item))
        if not COUNTING & {fault.column for fault in wrong}:
            book.add(item)
    if not found and not faults:
        raise DataError("er is geen enkele meting ingevuld", path)
    return Delivery(tuple(found), tuple(_preview(path, table, found, skipped)), tuple(faults))


def describe(item: Measurement) -> str:
    """Return a measurement as one line for a person."""
    if item.value is None:
        return f"{item.goal}: trekt {item.replaces} in"
    value = f"{dutch_number(item.value)} {item.unit} op {dutch_day(item.day)}"
    replaced = f" (vervangt {item.replaces})" if item.replaces else ""
    return f"{item.goal}: {value}{replaced}"


def _find_table(sheets: Sequence[FileSheet], path: Path) -> _Table:
    seen = [sheet for sheet in sheets if not sheet.hidden]
    lines = [(sheet, line) for sheet in seen for line in sheet.lines[:_HEADER_WITHIN]]
    found = [_Table(sheet, line, _columns(line)) for sheet, line in lines]
    good = [table for table in found if not _missing(table)]
    if len({table.sheet.name for table in good}) > 1:
        names = listed(f"'{table.sheet.name}'" for table in good)
        raise DataError(f"meer dan één blad heeft metingen: {names}", path)
    if not good:
        best = max(found, key=lambda table: len(table.columns), default=None)
        if best is None or len(best.columns) < 2:
            names = listed((COLUMN_NAMES[column] for column in _REQUIRED), most=9)
            raise DataError(f"er is geen rij met de kop {names}", path)
        missing = listed(f"'{COLUMN_NAMES[column]}'" for column in _missing(best))
        raise DataError(f"in de kop ontbreekt {missing}", path, best.header.number)
    _check_once(good[0], path)
    return good[0]


def _columns(line: FileLine) -> dict[str, int]:
    """Return where each column stands, when this row is the header."""
    names = {key(name): column for column, name in COLUMN_NAMES.items()}
    names |= {key(column): column for column in COLUMN_NAMES}
    found: dict[str, int] = {}
    for index, cell in enumerate(line.cells):
        column = names.get(key(cell)) if isinstance(cell, str) else None
        if column is not None:
            found.setdefault(column, index)
    return found


def _missing(table: _Table) -> list[str]:
    return [column for column in _REQUIRED if column not in table.columns]


def _check_once(table: _Table, path: Path) -> None:
    again = {index: _columns(FileLine(0, (cell,))) for index, cell in enumerate(table.header.cells)}
    for index, columns in again.items():
        for column in columns:
            if table.columns[column] != index:
                sentence = f"kolom '{COLUMN_NAMES[column]}' staat twee keer in de kop"
                raise DataError(sentence, path, table.header.number)


def _merged(path: Path, table: _Table) -> list[tuple[int, Fault]]:
    """Return a fault for each merged cell from the header on: only its first part has a value."""
    if not zipfile.is_zipfile(path):
        return []
    by_index = {index: column for column, index in table.columns.items()}
    found = []
    for reference in _merged_ranges(path, table.sheet.name):
        merged = CellRange(reference)
        columns = range(merged.min_col - 1, merged.max_col)
        inside = [by_index[index] for index in columns if index in by_index]
        if inside and merged.max_row >= table.header.number:
            row = max(merged.min_row, table.header.number)
            sentence = f"de cellen {reference} zijn samengevoegd; splits ze en vul elke cel"
            found.append((row, Fault(inside[0], sentence)))
    return found


def _merged_ranges(path: Path, name: str) -> Iterator[str]:
    """Return the merged ranges of a sheet, which reading cell by cell does not show."""
    reader = ExcelReader(path, read_only=True, keep_links=False)
    try:
        reader.read_manifest()
        reader.read_workbook()
        parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
        with reader.archive.open(parts[name]) as source:
            for _, element in iterparse(source):
                if element.tag.endswith("}mergeCell"):
                    yield element.attrib["ref"]
                element.clear()
    finally:
        reader.archive.close()


def _preview(path: Path, table: _Table, found: Sequence[Delivered], skipped: int) -> Sequence[str]:
    sheet = f", blad '{table.sheet.name}'" if table.sheet.name else ""
    unused = [
        f"{get_column_letter(index + 1)} '{shown(cell)[:40]}'"
        for index, cell in enumerate(table.header.cells)
        if cell is not None and index not in table.columns.values()
    ]
    return [
        f"Bestand: {path.name}{sheet}, kop in rij {table.header.number}",
        f"Metingen: {len(found)}; rijen zonder meting: {skipped}",
        *([f"Niet gebruikt: {listed(unused)}"] if unused else []),
        *(f"  rij {row}: {describe(item)}" for row, item in found),
    ]
