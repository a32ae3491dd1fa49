"""An empty file to fill in, with what each column is for. It holds no example values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from data_loaders.files.errors import DataError
from data_loaders.imports.columns import (
    AreaColumn,
    Column,
    MaskColumn,
    NumberColumn,
    PeriodColumn,
    StatusColumn,
)
from data_loaders.imports.fileperiods import EXAMPLES
from data_loaders.imports.kinds import ImportKind
from data_loaders.series import STATUSES

_FILLABLE_ROWS = 1000
_TEXT, _WHOLE, _DECIMAL = "@", "#,##0", "#,##0.00"


def write_template(kind: ImportKind, path: Path) -> None:
    """Write an empty file of this kind as .xlsx or .csv, which of the two by the name.

    Raises DataError for another ending or a place that cannot be written.
    """
    columns = [column for column in kind.columns if column.template]
    try:
        match path.suffix.lower():
            case ".xlsx":
                _write_workbook(kind, columns, path)
            case ".csv":
                path.write_bytes(_as_csv(kind, columns))
            case _:
                raise DataError("geef het sjabloon een naam die eindigt op .xlsx of .csv", path)
    except OSError as error:
        raise DataError("het sjabloon kan hier niet worden weggeschreven", path) from error


def _write_workbook(kind: ImportKind, columns: Sequence[Column], path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Gegevens"
    sheet.append([column.name for column in columns])
    sheet.freeze_panes = "A2"
    for index, column in enumerate(columns, start=1):
        letter = get_column_letter(index)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet.column_dimensions[letter].width = max(14, len(column.name) + 4)
        for row in range(2, _FILLABLE_ROWS + 2):
            sheet.cell(row, index).number_format = _format(column)
    explanation = workbook.create_sheet("Uitleg")
    explanation.column_dimensions["A"].width = 110
    for line in _explanation(kind, columns):
        explanation.append([line])
        explanation.cell(explanation.max_row, 1).alignment = Alignment(wrap_text=True)
    workbook.save(path)


def _as_csv(kind: ImportKind, columns: Sequence[Column]) -> bytes:
    """Return a CSV that Dutch Excel opens right: semicolons and a byte order mark."""
    out = io.StringIO(newline="")
    text = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    text.writerows([line] for line in _explanation(kind, columns))
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow([])
    table.writerow([column.name for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _format(column: Column) -> str:
    if not isinstance(column, NumberColumn) or column.classes:
        return _TEXT  # Excel makes no date of a period and keeps the zeros of a code
    return _WHOLE if column.quantity == "aantal" else _DECIMAL


def _explanation(kind: ImportKind, columns: Sequence[Column]) -> Iterator[str]:
    yield f"{kind.title} ({kind.producer}). {kind.note}".strip()
    yield f"Gebieden: {', '.join(kind.levels)}. Laat geen cel met een gebied of periode leeg."
    hidden = ", ".join(kind.hidden)
    unknown = ", ".join(word for word in kind.unknown if word)
    yield f"Staat er geen getal? Niet getoond: {hidden}. Onbekend: {unknown} of leeg."
    yield "Vul nooit 0 in voor een getal dat u niet weet."
    for column in columns:
        yield f"Kolom {column.name}: {_what(column, kind)}"


def _what(column: Column, kind: ImportKind) -> str:
    required = " Verplicht." if column.required else ""
    if column.explanation:
        return column.explanation + required
    match column:
        case AreaColumn():
            what = "Naam of code van het gebied."
        case PeriodColumn():
            forms = " of ".join(f"{EXAMPLES[f]} ({f})" for f in kind.frequencies)
            what = f"Bijvoorbeeld {forms}."
        case NumberColumn():
            low, high = column.allowed
            what = f"Getal ({column.unit}), voor Nederland van {low:.0f} tot en met {high:.0f}."
        case StatusColumn():
            what = f"{', '.join(STATUSES)}. Leeg is {kind.status}."
        case MaskColumn():
            what = "Ja of nee."
        case _:
            what = "Tekst."
    return what + required
