"""The cells of an Excel workbook (.xlsx)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from data_loaders.files.errors import DataError
from data_loaders.imports.cells import FileSheet, as_lines
from data_loaders.imports.words import Value, as_value

_Cell = Cell | MergedCell


def read_xlsx_cells(path: Path) -> list[FileSheet]:
    """Read every worksheet. Raises DataError, also for a formula that was never calculated."""
    reading = _Reading(path)
    try:
        sheets = reading.sheets(results=False)
        # Only formulas need, and only then cost, a second reading: that of their results.
        return reading.sheets(results=True) if reading.formulas else sheets
    except DataError:
        raise
    except Exception as error:  # openpyxl raises whatever damaged XML brings about
        raise DataError(
            "dit Excel-bestand is beschadigd of van een vreemde soort; "
            "open het in Excel en sla het op als .xlsx",
            path,
        ) from error


class _Reading:
    """Reads a workbook; remembers in which cells a formula stands."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.formulas: set[tuple[str, int, int]] = set()

    def sheets(self, *, results: bool) -> list[FileSheet]:
        """Return the sheets with formulas as they are, or with the results of formulas."""
        workbook = load_workbook(self._path, read_only=True, data_only=results, keep_links=False)
        try:
            found = []
            for sheet in workbook.worksheets:
                assert isinstance(sheet, ReadOnlyWorksheet)
                sheet.reset_dimensions()  # what a file says about its own size is often wrong
                title = str(sheet.title)
                lines = tuple(as_lines(self._rows(sheet, title, results), self._path, title))
                found.append(FileSheet(title, lines, hidden=sheet.sheet_state != "visible"))
            return found
        finally:
            workbook.close()

    def _rows(self, sheet: ReadOnlyWorksheet, title: str, results: bool) -> Iterator[list[Value]]:
        for number, cells in enumerate(sheet.rows, start=1):
            for index, cell in enumerate(cells):
                if not results and cell.data_type == "f":
                    self.formulas.add((title, number, index))
                elif results and cell.value is None and (title, number, index) in self.formulas:
                    self._require_result(cell, title, number, index)
            yield [_value(cell) for cell in cells]

    def _require_result(self, cell: _Cell, title: str, number: int, index: int) -> None:
        if cell.data_type != "str":  # a formula may well give an empty text
            raise DataError(
                f"blad '{title}', kolom {get_column_letter(index + 1)}: hier staat een formule "
                "zonder uitkomst; open het bestand in Excel en sla het op",
                self._path,
                number,
            )


def _value(cell: _Cell) -> Value:
    value = cell.value
    if isinstance(value, float | int) and not isinstance(value, bool):
        percentage = "%" in str(cell.number_format)
        return round(float(value) * 100, 10) if percentage else float(value)
    return as_value(value)
