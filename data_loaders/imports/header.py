"""Finding the table in a file: its header by the names in it, between titles and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from data_loaders.files.errors import DataError
from data_loaders.imports.amounts import is_number
from data_loaders.imports.cells import FileLine, FileSheet
from data_loaders.imports.columns import AreaColumn, Column, NumberColumn, PeriodColumn
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.periodtext import period_code
from data_loaders.imports.words import Value, key, listed, nearest, shown

_HEADER_WITHIN = 60


@dataclass(frozen=True)
class FileTable:
    """A table in a sheet. `columns` and `across` (periods as headers) are by column number."""

    path: Path
    sheet: str
    header: FileLine
    titles: tuple[str, ...]
    body: tuple[FileLine, ...]
    columns: Mapping[int, Column]
    across: Mapping[int, Value]

    def of(self, *kinds: type[Column]) -> dict[int, Column]:
        """Return the columns of these kinds, by column number."""
        return {i: column for i, column in self.columns.items() if isinstance(column, kinds)}

    @property
    def numbers(self) -> dict[int, bool]:
        """Return the columns with numbers in order, and of each whether it may hold words."""
        named = {i: c for i, c in self.columns.items() if isinstance(c, NumberColumn)}
        found = {i: bool(c.classes) or not c.figure for i, c in named.items()}
        return dict(sorted((found | dict.fromkeys(self.across, False)).items()))

    def name(self, index: int) -> str:
        """Return a column as a person finds it: `C 'Aantal'`."""
        title = shown(self.header.get(index))
        return f"{letter(index)} '{title}'" if title else letter(index)

    def fault(
        self, sentence: str, line: FileLine | None = None, index: int | None = None
    ) -> DataError:
        """Make a DataError with sheet, column and row."""
        parts = [f"blad '{self.sheet}'"] if self.sheet else []
        parts += [f"kolom {self.name(index)}"] if index is not None else []
        place = f"{', '.join(parts)}: " if parts else ""
        return DataError(place + sentence, self.path, line.number if line else None)


def letter(index: int) -> str:
    """Return the letter of a column (0 is A)."""
    return get_column_letter(index + 1)


@dataclass(frozen=True)
class _Candidate:
    """One row as a possible header."""

    sheet: FileSheet
    position: int
    columns: dict[int, Column]
    across: dict[int, Value]
    missing: str

    @property
    def line(self) -> FileLine:
        return self.sheet.lines[self.position]

    @property
    def size(self) -> int:
        return len(self.columns) + len(self.across)


def find_table(
    sheets: Sequence[FileSheet], kind: ImportKind, path: Path, wanted: str | None
) -> FileTable:
    """Return the one table of this kind in the file, on sheet `wanted` if that is given.

    Raises DataError when there is none, more than one, or a header that is not clear.
    """
    looked_at = _sheets(sheets, path, wanted)
    best = [found for sheet in looked_at if (found := _candidate(sheet, kind))]
    good = [found for found in best if not found.missing]
    if len(good) > 1:
        names = listed(f"'{found.sheet.name}'" for found in good)
        raise DataError(f"meer dan één blad past: kies er een met --blad ({names})", path)
    if not good:
        raise _no_header(best, looked_at, kind, path)
    table = _table(good[0], path)
    _check_header(table)
    _check_second_header(table, kind)
    return table


def _sheets(sheets: Sequence[FileSheet], path: Path, wanted: str | None) -> list[FileSheet]:
    if wanted is None:
        return [sheet for sheet in sheets if not sheet.hidden]
    found = [sheet for sheet in sheets if key(sheet.name) == key(wanted)]
    if not found:
        names = listed(f"'{sheet.name}'" for sheet in sheets if sheet.name) or "geen"
        raise DataError(f"er is geen blad '{wanted}'; wel: {names}", path)
    return found


def _candidate(sheet: FileSheet, kind: ImportKind) -> _Candidate | None:
    """Return the first row that is a whole header, else the one that looks most like it."""
    best: _Candidate | None = None
    for position, line in enumerate(sheet.lines[:_HEADER_WITHIN]):
        columns = {i: c for i, cell in enumerate(line.cells) if (c := kind.column(cell))}
        across = {} if _has_periods(columns) else _across(line, columns, kind)
        found = _Candidate(sheet, position, columns, across, _missing(columns, across, kind))
        if columns and not found.missing:
            return found
        if columns and (best is None or found.size > best.size):
            best = found
    return best


def _has_periods(columns: Mapping[int, Column]) -> bool:
    return any(isinstance(column, PeriodColumn) for column in columns.values())


def _across(line: FileLine, columns: Mapping[int, Column], kind: ImportKind) -> dict[int, Value]:
    """Return the cells of a header that are periods themselves."""
    if not kind.periods_across:
        return {}
    return {
        i: cell
        for i, cell in enumerate(line.cells)
        if cell is not None
        and i not in columns
        and any(period_code(cell, f, kind.year_means) for f in kind.frequencies)
    }


def _missing(columns: Mapping[int, Column], across: Mapping[int, Value], kind: ImportKind) -> str:
    """Return in words what a header lacks; empty when it is whole."""
    found = columns.values()
    lacks = [f"'{c.name}'" for c in kind.columns if c.required and c not in found]
    if not any(isinstance(column, AreaColumn) for column in found):
        lacks.append(_one_of(kind, AreaColumn))
    if not across and not any(isinstance(column, NumberColumn) for column in found):
        lacks.append(_one_of(kind, NumberColumn))
    return " en ".join(lacks)


def _one_of(kind: ImportKind, sort: type[Column]) -> str:
    found = [column for column in kind.columns if isinstance(column, sort)]
    levels = ("", *kind.levels)
    return " of ".join(f"'{c.name}'" for c in found if getattr(c, "level", "") in levels)


def _no_header(
    best: Sequence[_Candidate], sheets: Sequence[FileSheet], kind: ImportKind, path: Path
) -> DataError:
    if not best:
        names = listed((f"'{c.name}'" for c in kind.columns if c.template), most=12)
        where = listed(f"'{sheet.name}'" for sheet in sheets if sheet.name)
        place = f"op blad {where}" if where else "er"
        return DataError(f"{place} staat geen kop van '{kind.title}', zoals {names}", path)
    closest = max(best, key=lambda found: found.size)
    spare = [
        shown(cell)
        for i, cell in enumerate(closest.line.cells)
        if cell is not None and i not in closest.columns
    ]
    hint = next((f"; wel staat er '{n}'" for n in spare if nearest(n, kind.by_name)), "")
    place = f"blad '{closest.sheet.name}': " if closest.sheet.name else ""
    return DataError(
        f"{place}in de kop ontbreekt kolom {closest.missing}{hint}", path, closest.line.number
    )


def _table(found: _Candidate, path: Path) -> FileTable:
    above = found.sheet.lines[: found.position]
    titles = tuple(shown(cell) for line in above for cell in line.cells if cell is not None)
    body = found.sheet.lines[found.position + 1 :]
    sheet = found.sheet.name
    return FileTable(path, sheet, found.line, titles, body, found.columns, found.across)


def _check_header(table: FileTable) -> None:
    seen: dict[str, int] = {}
    for index, column in table.columns.items():
        if column.name in seen:
            first = table.name(seen[column.name])
            sentence = f"deze kolom en kolom {first} betekenen allebei '{column.name}'"
            raise table.fault(sentence, table.header, index)
        seen[column.name] = index
    without = next(iter(table.of(NumberColumn)), None)
    if table.across and without is not None:
        sentence = "deze kolom heeft geen periode in de kop en andere kolommen wel; haal haar weg"
        raise table.fault(sentence, table.header, without)
    for index in table.numbers:
        _check_beside(table, index + 1)


def _check_beside(table: FileTable, beside: int) -> None:
    """Refuse numbers without a header beside numbers with one: the header was merged."""
    if table.header.get(beside) is not None:
        return
    for line in table.body:
        if is_number(line.get(beside)):
            sentence = (
                f"kolom {letter(beside)} heeft getallen maar geen kop; zet elke kop in één cel "
                "op dezelfde rij, zonder samengevoegde cellen"
            )
            raise table.fault(sentence, line)


def _check_second_header(table: FileTable, kind: ImportKind) -> None:
    areas = table.of(AreaColumn)
    for line in table.body:
        if not any(kind.column(line.get(i)) for i in areas):
            continue
        columns = {i: c for i, cell in enumerate(line.cells) if (c := kind.column(cell))}
        if not _missing(columns, {}, kind):
            raise table.fault("hier begint een tweede tabel; zet die in een eigen bestand", line)
