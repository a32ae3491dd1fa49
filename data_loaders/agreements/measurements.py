"""The ledger of measurements: what was realised of a goal. Rows are added, never changed.

A correction is a new row that names the one it replaces, so that everyone can see what was
said when. The documents give no realisation, so the ledger starts empty.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from data_loaders import paths
from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.progress import Point
from data_loaders.agreements.registers import register_file
from data_loaders.errors import DataError
from data_loaders.recordfile import read_records
from data_loaders.storage.files import replace_file, write_problem
from data_loaders.storage.locks import exclusive

LEDGER = "metingen"
_WAIT_S = 10.0


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """One measured value. `by` is a function, never a name; `replaces` the id it corrects."""

    id: str
    goal: str = msgspec.field(name="doel_id")
    day: date = msgspec.field(name="peildatum")
    value: float = msgspec.field(name="waarde")
    unit: str = msgspec.field(name="eenheid")
    source: str = msgspec.field(name="bron")
    by: str = msgspec.field(name="door")
    recorded: date = msgspec.field(name="vastgelegd_op")
    note: str = msgspec.field(name="toelichting", default="")
    replaces: str = msgspec.field(name="vervangt", default="")


COLUMNS = tuple(field.encode_name for field in msgspec.structs.fields(Measurement))


def ledger_file() -> Path:
    """Return where the ledger lies: MONITOR_METINGEN, or the file in the project."""
    place = os.environ.get("MONITOR_METINGEN", "")
    return paths.ROOT / Path(place) if place else register_file(LEDGER)


def load_measurements() -> tuple[Measurement, ...]:
    """Return every row of the ledger, in the order they were added. Raises DataError."""
    return read_records(ledger_file(), Measurement, may_be_empty=True)


def points_of(goal: str, measurements: Sequence[Measurement]) -> list[Point]:
    """Return what counts of a goal: its measurements without those that were corrected."""
    return [Point(item.day, item.value) for item in standing(goal, measurements)]


def standing(goal: str, measurements: Sequence[Measurement]) -> list[Measurement]:
    """Return the measurements of a goal that were not corrected, oldest reference date first."""
    replaced = {item.replaces for item in measurements}
    kept = [item for item in measurements if item.goal == goal and item.id not in replaced]
    return sorted(kept, key=lambda item: item.day)


def add_measurements(new: Sequence[Measurement], today: date) -> list[Measurement]:
    """Check measurements and add them to the ledger: all of them, or none.

    Their ids are given here. Two writers at once both get their rows in. Raises DataError with
    one sentence for the first that is not right, or when the ledger cannot be written.
    """
    path = ledger_file()
    try:
        with exclusive(path.with_suffix(".lock"), _WAIT_S):
            known = list(load_measurements())
            added = []
            for item in new:
                numbered = msgspec.structs.replace(item, id=f"M{len(known) + 1:04}")
                check_measurement(numbered, known, load_goals(), today)
                known.append(numbered)
                added.append(numbered)
            replace_file(path, _as_csv(known))
    except OSError as error:
        raise write_problem(error, path) from error
    return added


def check_measurement(
    item: Measurement, known: Sequence[Measurement], goals: dict[str, Goal], today: date
) -> None:
    """Raise DataError when a measurement cannot be right, or contradicts one that stands."""
    goal = goals.get(item.goal)
    if goal is None:
        raise DataError(f"het doel '{item.goal}' bestaat niet")
    if item.unit != goal.unit:
        raise DataError(f"de eenheid van {item.goal} is '{goal.unit}', niet '{item.unit}'")
    if item.day > today:
        raise DataError(f"de peildatum {item.day} ligt in de toekomst")
    if item.value < 0 or (goal.is_share and item.value > 100):
        raise DataError(f"de waarde {item.value:g} {goal.unit} kan niet bestaan")
    if not item.source or not item.by:
        raise DataError("noem de bron en de functie van wie dit vastlegt")
    if "@" in item.by:
        raise DataError("noem een functie, geen e-mailadres of naam")
    _check_place(item, known, goal)


def _check_place(item: Measurement, known: Sequence[Measurement], goal: Goal) -> None:
    """Hold a measurement against those of the same goal that stand."""
    others = [other for other in standing(item.goal, known) if other.id != item.replaces]
    if item.replaces and len(others) == len(standing(item.goal, known)):
        raise DataError(f"'{item.replaces}' is geen meting van {item.goal} die nog geldt")
    for other in others:
        if other.day == item.day:
            raise DataError(
                f"van {item.goal} is er al een meting op {item.day} ({other.id}); "
                "verbeter die met 'vervangt'"
            )
        falls = (other.day < item.day) == (other.value > item.value) and other.value != item.value
        if goal.cumulative and falls and not item.note:
            raise DataError(
                f"{item.goal} telt op en kan niet dalen ({other.value:g} op {other.day}, "
                f"{item.value:g} op {item.day}); geef de reden in 'toelichting'"
            )


def _as_csv(items: Sequence[Measurement]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        cells = msgspec.to_builtins(item)
        cells["waarde"] = f"{item.value:g}" if item.value < 1e6 else str(int(item.value))
        writer.writerow([cells[column] for column in COLUMNS])
    return out.getvalue().encode("utf-8")
