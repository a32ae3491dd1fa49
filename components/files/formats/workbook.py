"""A workbook (XLSX): typed cells under a frozen header, and a sheet about the source. Pure."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from components.exhibit.sheet import Sheet
from components.files.bundles import timeless_zip, unzipped
from components.files.format import Format
from components.words.columns import Kind, Kinds
from components.words.xml import xml_safe
from data_loaders.files.csvtext import Record
from data_loaders.monitor import MONITOR

DATA_SHEET, SOURCE_SHEET = "Gegevens", "Bron"
NARROWEST, WIDEST = 8, 60  # characters
SOURCE_WIDTHS = (28, 100)
BOLD = Font(bold=True)
LARGE = 10_000
"""A column with such a number sets thousands apart; years stay below it."""
_RISKY = tuple("=+-@\t\r\n＝＋－＠")
_CORE = "docProps/core.xml"
_MADE = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def write(sheet: Sheet) -> bytes:
    """Return a sheet as a workbook: equal content, equal bytes.

    An empty cell stays empty, and text never becomes a formula. What to know of it stands on a
    sheet of its own.
    """
    book = Workbook()
    book.properties.creator = MONITOR.name
    data = book.worksheets[0]
    data.title = DATA_SHEET
    _fill(data, sheet.rows, sheet.columns, sheet.kinds)
    data.auto_filter.ref = data.dimensions
    _tell(book.create_sheet(SOURCE_SHEET), sheet.about)
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _fill(sheet: Worksheet, rows: Sequence[Record], columns: Sequence[str], kinds: Kinds) -> None:
    sheet.freeze_panes = "A2"
    for place, name in enumerate(columns, start=1):
        _write(sheet, 1, place, name).font = BOLD
        cells = [row[name] for row in rows]
        kind = kinds.get(name)
        shown_as = _format(kind, cells) if kind else ""
        for line, text in enumerate(cells, start=2):
            if text and kind:
                own = _format(kind, [text]) if kind == "waarde" else shown_as
                sheet.cell(line, place, _typed(text, kind)).number_format = own
            elif text:
                _write(sheet, line, place, text)
        longest = max(map(len, [name, *cells])) + 2
        _set_width(sheet, place, min(max(longest, NARROWEST), WIDEST))


def _tell(sheet: Worksheet, about: Sequence[tuple[str, str]]) -> None:
    for place, wide in enumerate(SOURCE_WIDTHS, start=1):
        _set_width(sheet, place, wide)
    for line, (name, text) in enumerate(about, start=1):
        _write(sheet, line, 1, name).font = BOLD
        _write(sheet, line, 2, text).alignment = Alignment(wrap_text=True, vertical="top")


def _format(kind: Kind, cells: Iterable[str]) -> str:
    """Return how a column is shown: numbers with the decimals that they have."""
    if kind == "datum":
        return "yyyy-mm-dd"
    filled = [cell for cell in cells if cell]
    whole = "#,##0" if any(abs(float(cell)) >= LARGE for cell in filled) else "0"
    decimals = max((len(cell.partition(".")[2]) for cell in filled), default=0)
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _typed(text: str, kind: Kind) -> int | float | date:
    if kind == "datum":
        return date.fromisoformat(text)
    number = float(text)
    return int(number) if number.is_integer() else number


def _write(sheet: Worksheet, line: int, place: int, text: str) -> StyleableObject:
    """Put text in a cell, as text whatever it looks like."""
    cell = sheet.cell(line, place, xml_safe(text))
    cell.data_type = "s"
    if text.startswith(_RISKY):
        cell.quotePrefix = True  # it also stays text when somebody opens the cell to type
    return cell


def _set_width(sheet: Worksheet, place: int, wide: float) -> None:
    sheet.column_dimensions[get_column_letter(place)].width = wide


def _timeless(made: bytes) -> bytes:
    """Return a workbook without the moment at which it was made."""
    parts = unzipped(made)
    parts[_CORE] = _MADE.sub(b"", parts[_CORE])
    return timeless_zip(parts)


FORMAT = Format(
    "xlsx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "XLSX (werkblad met getallen en bron)",
    "Download XLSX",
    "XLSX",
    write,
    api="sheet",
)
