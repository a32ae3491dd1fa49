"""What a person fills in for one measurement, read into a row and held against the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_checks import (
    counts_whole,
    dutch_number,
    faults_of,
    value_fault,
)
from data_loaders.agreements.measurement_rows import Book, Fault, Measurement
from data_loaders.imports.amounts import parse
from data_loaders.imports.periodtext import period_code
from data_loaders.imports.words import Value, key, shown

TITLE = "doel"
"""The column with the title of the goal: no part of the register, but it tells a shifted row."""
COLUMN_NAMES = {
    "doel_id": "Doel-id",
    TITLE: "Doel",
    "peildatum": "Peildatum",
    "waarde": "Waarde",
    "eenheid": "Eenheid",
    "bron": "Bron",
    "door": "Door (functie)",
    "toelichting": "Toelichting",
    "vervangt": "Vervangt",
}
"""The columns of the template by column of the register; the names of the register are read too."""
_TEXTS = ("doel_id", "eenheid", "bron", "door", "toelichting", "vervangt")
_EXCEL_DIGITS = 15


def read_entry(
    cells: Mapping[str, Value], name: str, book: Book, goals: Mapping[str, Goal], today: date
) -> tuple[Measurement, list[Fault]]:
    """Return the measurement in the cells of one row, and everything that is wrong with it.

    `cells` are by column of the register, and may hold TITLE; `name` is what to call the row
    until it has an id. An empty unit is that of the goal. Without a value and with a row to
    replace it withdraws that row: an empty day and unit are then that row's.
    """
    text = {column: shown(cells.get(column)) for column in _TEXTS}
    goal = goals.get(text["doel_id"])
    withdrawn = book.rows.get(text["vervangt"]) if cells.get("waarde") is None else None
    unread = [*_made_dates(cells), *_wrong_title(cells, goal)]
    day, value = today, None
    try:
        empty = cells.get("peildatum") is None
        day = withdrawn.day if withdrawn and empty else entry_day(cells.get("peildatum"))
    except ValueError as error:
        unread.append(Fault("peildatum", str(error)))
    try:
        value = read_amount(cells.get("waarde"), goal)
    except ValueError as error:
        unread.append(Fault("waarde", str(error)))
        value = 0.0  # not None, which would withdraw
    unit = withdrawn.unit if withdrawn else goal.unit if goal else ""
    item = Measurement(
        id=name,
        goal=text["doel_id"],
        day=day,
        value=value,
        unit=text["eenheid"] or unit,
        source=text["bron"],
        by=text["door"],
        recorded=today,
        note=text["toelichting"],
        replaces=text["vervangt"],
    )
    faults = unread + faults_of(item, book, goals, {fault.column for fault in unread})
    order = list(COLUMN_NAMES)
    return item, sorted(faults, key=lambda fault: order.index(fault.column))


def entry_day(cell: Value) -> date:
    """Return a day as people write it: 30-06-2026, 2026-06-30, 30 juni 2026, a date of Excel.

    Raises ValueError (a Dutch sentence).
    """
    if cell is None:
        raise ValueError("vul de dag in waarop dit is geteld, zoals 30-06-2026")
    code = None if isinstance(cell, float) else period_code(cell, "dag", "")
    if code is None:
        raise ValueError(f"'{shown(cell)[:40]}' is geen dag zoals 30-06-2026")
    return date.fromisoformat(code)


def read_amount(cell: Value, goal: Goal | None) -> float | None:
    """Return a number in Dutch notation (1.234,5), or None for an empty cell.

    1234.5 is read too, as it can mean one thing only. Raises ValueError (a Dutch sentence)
    for what is no number, and for what may be two: 1.234 is a number of people, but it could
    also be 1,234 fte.
    """
    if cell is None:
        return None
    if isinstance(cell, float):
        return float(f"{cell:.{_EXCEL_DIGITS}g}")  # what Excel shows of 0.1 + 0.2
    if isinstance(cell, date):
        raise ValueError("hier heeft Excel van een getal een datum gemaakt")
    dutch, english = parse(cell, ","), parse(cell, ".")
    if dutch is None and english is None:
        raise ValueError(f"'{cell[:40]}' is geen getal; laat de rij leeg als er niets is gemeten")
    if goal and not goal.is_share and "%" in cell:
        raise ValueError(f"'{cell[:40]}' is een percentage; dit doel telt {goal.unit}")
    if dutch is None or english is None or dutch == english:
        return english if dutch is None else dutch
    if goal is None or _is_dutch(dutch, english, goal):
        return dutch
    choice = " of ".join(sorted(map(_unmistakable, (dutch, english))))
    raise ValueError(f"'{cell[:40]}' kan twee dingen betekenen; schrijf {choice}")


def _is_dutch(dutch: float, english: float, goal: Goal) -> bool:
    """Tell whether only the Dutch reading can be meant: nobody writes 40 people as 40.000."""
    return bool(value_fault(english, goal)) or (counts_whole(goal) and dutch > english)


def _unmistakable(value: float) -> str:
    """Return a number as nobody can misread it: no thousands, and not three decimals."""
    return dutch_number(value).replace(".", "") + ("" if value.is_integer() else "0")


def _made_dates(cells: Mapping[str, Value]) -> list[Fault]:
    made = [column for column in _TEXTS if isinstance(cells.get(column), date)]
    return [Fault(column, "hier heeft Excel van tekst een datum gemaakt") for column in made]


def _wrong_title(cells: Mapping[str, Value], goal: Goal | None) -> list[Fault]:
    title = shown(cells.get(TITLE))
    if goal is None or not title or key(title) == key(goal.title):
        return []
    sentence = f"{goal.id} heet '{goal.title}'; zijn de rijen verschoven? Anders mag dit leeg"
    return [Fault(TITLE, sentence)]
