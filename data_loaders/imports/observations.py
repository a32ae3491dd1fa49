"""From rows about our areas to observations: words, numbers and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from data_loaders.files.csvtext import safe_cell
from data_loaders.geo.regions import Region
from data_loaders.imports.amounts import decimal_marks, is_number, parse
from data_loaders.imports.cells import FileLine
from data_loaders.imports.columns import MaskColumn, NumberColumn, StatusColumn
from data_loaders.imports.fileperiods import Periods
from data_loaders.imports.header import FileTable
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.labels import Labels
from data_loaders.imports.words import Value, key, shown
from data_loaders.series import STATUSES

HIDDEN_NOTE = "Niet getoond in de bron, om de privacy te beschermen."
_GAPS = ("onbekend", "niet getoond")
_YES, _NO = {"j", "ja", "1", "waar", "true"}, {"n", "nee", "0", "onwaar", "false", ""}


@dataclass(frozen=True)
class Observation:
    """One value, everything that is said about it, and where it stands (`line`, `index`)."""

    line: FileLine
    index: int
    column: NumberColumn
    region: Region
    period: str
    characteristic: str
    breakdown: str
    value: float | None
    status: str
    note: str


_Lines = Sequence[tuple[FileLine, Region]]


def observe(
    table: FileTable, kind: ImportKind, lines: _Lines, periods: Periods
) -> Iterator[Observation]:
    """Return an observation for every number cell, also for those that hold no number.

    Raises DataError with row and column for a cell that cannot be what its column holds.
    """
    labels = Labels(table, kind, [line for line, _ in lines])
    numbers = _Numbers(table, kind, labels, lines)
    for line, region in lines:
        for index in numbers.indices:
            column = labels.measure(line, index)
            value, status, note = numbers.read(line, index, column, periods.status(line, index))
            if value is not None:
                _check(table, value, column, region.level, (line, index))
            yield Observation(
                line=line,
                index=index,
                column=column,
                region=region,
                period=periods.of(line, index),
                characteristic=safe_cell(labels.text(line, "kenmerk", column.characteristic)),
                breakdown=safe_cell(labels.text(line, "uitsplitsing", column.breakdown)),
                value=value,
                status=status,
                note=safe_cell(labels.text(line, "toelichting", note, joint=" ")),
            )


class _Numbers:
    """Reads number cells; each column has one decimal mark."""

    def __init__(self, table: FileTable, kind: ImportKind, labels: Labels, lines: _Lines) -> None:
        self._table = table
        self._kind = kind
        self._status = next(iter(table.of(StatusColumn)), None)
        self._mask = next(iter(table.of(MaskColumn)), None)
        self.indices = [
            index
            for index in table.numbers
            if any(line.get(index) is not None for line, _ in lines)
        ]
        if not self.indices:
            raise table.fault("er is geen enkel getal ingevuld", index=min(table.numbers))
        self._marks = {index: self._mark(index, labels, lines) for index in self.indices}

    def _mark(self, index: int, labels: Labels, lines: _Lines) -> str:
        written = []
        for line, region in lines:
            cell = line.get(index)
            if not isinstance(cell, str) or self._kind.missing(cell) or not is_number(cell):
                continue
            possible = partial(_possible, labels.measure(line, index), region.level)
            written.append((cell, possible, line))
        marks = decimal_marks([(text, possible) for text, possible, _ in written])
        if len(marks) == 1:
            return marks[0]
        if not marks:
            sentence = "de getallen in deze kolom hebben soms een punt en soms een komma"
            raise self._table.fault(f"{sentence} voor de decimalen", index=index)
        text, _, line = next(w for w in written if parse(w[0], ",") != parse(w[0], "."))
        sentence = f"'{text}' kan op twee manieren worden gelezen; gebruik getallen zonder punten"
        raise self._table.fault(sentence, line, index)

    def read(
        self, line: FileLine, index: int, column: NumberColumn, period_status: str
    ) -> tuple[float | None, str, str]:
        """Return value, status and what to say about it."""
        stated = self._stated_status(line)
        cell = line.get(index)
        if self._is_masked(line):
            return None, "niet getoond", HIDDEN_NOTE
        why = self._kind.missing(cell)
        if why:
            return self._gap(cell, stated if stated in _GAPS else why)
        if cell is None:
            raise self._table.fault("deze cel is leeg", line, index)
        value, note = self._value(line, index, column)
        if stated in _GAPS:
            raise self._table.fault(
                f"er staat een getal, maar de status is '{stated}'", line, index
            )
        usual = self._kind.status
        return value, stated or (usual == "definitief" and period_status) or usual, note

    @staticmethod
    def _gap(cell: Value, status: str) -> tuple[None, str, str]:
        if status != "niet getoond":
            return None, status, ""
        said = f" In de bron staat '{shown(cell)}'." if cell else ""
        return None, status, HIDDEN_NOTE + said

    def _value(self, line: FileLine, index: int, column: NumberColumn) -> tuple[float, str]:
        cell = line.get(index)
        if isinstance(cell, date):
            raise self._table.fault("hier heeft Excel van een getal een datum gemaakt", line, index)
        if column.classes:
            return self._class(cell, line, index, column)
        value = parse(cell, self._marks[index]) if isinstance(cell, str) else cell
        if value is None:
            sentence = f"hier staat '{shown(cell)[:40]}', maar er hoort een getal"
            raise self._table.fault(sentence, line, index)
        return value, ""

    def _class(
        self, cell: Value, line: FileLine, index: int, column: NumberColumn
    ) -> tuple[float, str]:
        """Return the number of a class and its label, from its word or its number."""
        for number, words in enumerate(column.classes, start=1):
            if key(shown(cell)) in {str(number), *map(key, words)}:
                return float(number), f"In de bron: {words[0]}."
        labels = ", ".join(words[0] for words in column.classes)
        raise self._table.fault(f"'{shown(cell)[:40]}' is geen van: {labels}", line, index)

    def _stated_status(self, line: FileLine) -> str:
        cell = None if self._status is None else line.get(self._status)
        if cell is None:
            return ""
        found = next((s for s in STATUSES if key(s) == key(shown(cell))), None)
        if found is None:
            sentence = f"'{shown(cell)[:40]}' is geen status ({', '.join(STATUSES)})"
            raise self._table.fault(sentence, line, self._status)
        return found

    def _is_masked(self, line: FileLine) -> bool:
        word = shown(None if self._mask is None else line.get(self._mask))
        if key(word) in _NO:
            return False
        if key(word) not in _YES:
            raise self._table.fault(f"'{word}' is geen ja of nee", line, self._mask)
        return True


def _possible(column: NumberColumn, level: str, value: float) -> bool:
    low, high = column.limits(level)
    return low <= value <= high and (column.quantity != "aantal" or value.is_integer())


def _check(
    table: FileTable, value: float, column: NumberColumn, level: str, place: tuple[FileLine, int]
) -> None:
    """Refuse a number that cannot be, such as half a person or a thousand times too much."""
    if column.classes or _possible(column, level, value):
        return
    if column.quantity == "aantal" and not value.is_integer():
        raise table.fault(f"{_dutch(value)} is geen heel getal", *place)
    low, high = map(_dutch, column.limits(level))
    sentence = f"{_dutch(value)} kan niet, voor een {level} is het van {low} tot en met {high}"
    raise table.fault(sentence, *place)


def _dutch(value: float) -> str:
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
