"""The workbook that a project leader fills in: one row per goal, the goals, and the rules."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_checks import EARLIEST, TEXT_LIMITS, counts_whole
from data_loaders.agreements.measurement_entry import COLUMN_NAMES, TITLE
from data_loaders.files.csvtext import safe_cell
from data_loaders.files.errors import DataError

_SPARE_ROWS = 100
_COLUMNS = tuple(COLUMN_NAMES)
_WIDTHS = {TITLE: 60, "doel_id": 45, "bron": 35, "door": 30, "toelichting": 45, "eenheid": 28}
_GIVEN = PatternFill("solid", fgColor="EEEEEE")
_FORMATS = {"peildatum": "dd-mm-yyyy", "waarde": "General"}
_TEXT = "@"
_FIRST_DAY = f"DATE({EARLIEST.year},{EARLIEST.month},{EARLIEST.day})"


def write_measurement_template(goals: Sequence[Goal], path: Path) -> None:
    """Write an .xlsx with a row per goal. Raises DataError, also when the file is already there.

    What somebody has filled in is never written over.
    """
    if path.suffix.lower() != ".xlsx":
        raise DataError("geef het sjabloon een naam die eindigt op .xlsx", path)
    workbook = _workbook(goals)
    try:
        with path.open("xb") as file:
            workbook.save(file)
    except FileExistsError as error:
        raise DataError("dit bestand is er al; kies een andere naam", path) from error
    except OSError as error:
        raise DataError("het sjabloon kan hier niet worden weggeschreven", path) from error


def measurement_template(goals: Sequence[Goal]) -> bytes:
    """Return an .xlsx with a row per goal, for who downloads it."""
    out = io.BytesIO()
    _workbook(goals).save(out)
    return out.getvalue()


def _workbook(goals: Sequence[Goal]) -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Metingen"
    _fill_measurements(sheet, goals)
    _fill_goals(workbook.create_sheet("Doelen"), goals)
    _fill_rules(workbook.create_sheet("Uitleg"))
    return workbook


def _fill_measurements(sheet: Worksheet, goals: Sequence[Goal]) -> None:
    sheet.append(list(COLUMN_NAMES.values()))
    for goal in goals:
        given = {"doel_id": goal.id, TITLE: safe_cell(goal.title), "eenheid": goal.unit}
        sheet.append([given.get(column) for column in _COLUMNS])
    _dress(sheet, [_WIDTHS.get(column, 14) for column in _COLUMNS])
    last = len(goals) + 1 + _SPARE_ROWS
    for index, column in enumerate(_COLUMNS, start=1):
        for row in range(2, last + 1):
            cell = sheet.cell(row, index)
            cell.number_format = _FORMATS.get(column, _TEXT)
            if cell.value is not None:
                cell.fill = _GIVEN
    _add_validations(sheet, goals, last)


def _add_validations(sheet: Worksheet, goals: Sequence[Goal], last: int) -> None:
    """Let Excel itself refuse what cannot be; the import does so again."""
    day = DataValidation("date", operator="between", formula1=_FIRST_DAY, formula2="TODAY()")
    day.error = "Vul een dag in die is geweest, zoals 30-06-2026."
    share = DataValidation("decimal", operator="between", formula1="0", formula2="100")
    share.error = "Vul een percentage in van 0 tot en met 100."
    whole = DataValidation("whole", operator="greaterThanOrEqual", formula1="0")
    whole.error = "Vul een heel getal in, nul of meer."
    number = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0")
    number.error = "Vul een getal in, nul of meer."
    day.add(f"{_letter('peildatum')}2:{_letter('peildatum')}{last}")
    for row, goal in enumerate(goals, start=2):
        kind = share if goal.is_share else whole if counts_whole(goal) else number
        kind.add(f"{_letter('waarde')}{row}")
    number.add(f"{_letter('waarde')}{len(goals) + 2}:{_letter('waarde')}{last}")
    for validation in (day, share, whole, number):
        validation.errorTitle = "Dit kan niet"
        validation.showErrorMessage = True
        validation.allow_blank = True
        if validation.sqref.ranges:
            sheet.add_data_validation(validation)


def _letter(column: str) -> str:
    return get_column_letter(_COLUMNS.index(column) + 1)


def _fill_goals(sheet: Worksheet, goals: Sequence[Goal]) -> None:
    sheet.append(
        ["Doel-id", "Doel", "Hoort bij", "Doelwaarde", "tot", "Eenheid", "Einde", "Telt op"]
    )
    for goal in goals:
        end = goal.pace.end.strftime("%d-%m-%Y") if goal.pace.end else "niet genoemd"
        counts = "elk jaar opnieuw" if goal.pace.yearly else "ja" if goal.cumulative else "nee"
        row = [goal.id, safe_cell(goal.title), goal.parent, goal.target, goal.target_high]
        sheet.append([*row, goal.unit, end, counts])
    _dress(sheet, [45, 60, 36, 14, 10, 28, 14, 18])


def _fill_rules(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for line in _rules():
        sheet.append([line])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True)
    sheet["A1"].font = Font(bold=True)


def _dress(sheet: Worksheet, widths: Sequence[int]) -> None:
    sheet.freeze_panes = "A2"
    for index, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(1, index).font = Font(bold=True)


def _rules() -> Iterator[str]:
    yield "Zo vult u metingen in"
    yield "Vul op het blad Metingen alleen de rijen in waarvan u iets hebt gemeten."
    yield "De andere rijen laat u leeg. Vul nooit 0 in voor een getal dat u niet weet."
    yield "Meer dan één meting van een doel? Kopieer de rij naar een lege rij onderaan."
    yield "Doel-id, Doel en Eenheid staan er al. Verander ze niet."
    yield (
        "Peildatum: de dag waarop het getal gold, zoals 30-06-2026. Niet in de toekomst en niet "
        f"voor {EARLIEST.year}."
    )
    yield (
        "Waarde: wat er op die dag was bereikt. Telt een doel op (blad Doelen), geef dan alles "
        "vanaf het begin, niet alleen wat erbij kwam. Begint een doel elk jaar opnieuw, geef dan "
        "het getal van dat jaar. Een percentage vult u in als 50 of als 50%."
    )
    yield f"Bron: waar het getal vandaan komt (ten hoogste {TEXT_LIMITS['bron']} tekens)."
    yield "Door (functie): de functie van wie dit levert, zoals projectleider. Geen naam of adres."
    yield (
        "Toelichting: mag leeg blijven. Nodig als een doel dat optelt lager uitkomt dan eerder, "
        "en als u een meting intrekt."
    )
    yield (
        "Vervangt: alleen bij een verbetering. Vul het nummer in van de meting die niet klopte, "
        "zoals M0003. Een verbetering is een nieuwe rij; de oude blijft te lezen."
    )
    yield "Een meting intrekken: vul Vervangt en Toelichting in en laat Waarde leeg."
    yield "Alles wat u invult, wordt openbaar."
