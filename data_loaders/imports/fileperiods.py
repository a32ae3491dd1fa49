"""The periods of a file: from a column, from the headers, or given with the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.imports.cells import FileLine
from data_loaders.imports.columns import PeriodColumn
from data_loaders.imports.header import FileTable
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.periodtext import marked_status, period_code
from data_loaders.imports.words import Value, listed, shown
from data_loaders.periods import Frequency, period_span

EXAMPLES: Mapping[Frequency, str] = {
    "dag": "2024-12-31",
    "maand": "2026-05",
    "kwartaal": "2026-Q1",
    "jaar": "2024",
    "schooljaar": "2024/2025",
    "meerjarig": "2023/2028",
}
_PARTS = {"kwartaal": "Q{}", "maand": "M{}"}
_LONGEST = 4  # words in a period, as in `1e kwartaal van 2026`


class Periods:
    """Gives the period of every value, all of one frequency. Raises DataError if it cannot."""

    def __init__(
        self, table: FileTable, kind: ImportKind, lines: Sequence[FileLine], given: str | None
    ) -> None:
        """Find the one frequency, out of those of the kind, that every period fits."""
        self._table = table
        self._given = given
        self._columns = {
            column.part: index
            for index, column in table.columns.items()
            if isinstance(column, PeriodColumn)
        }
        self._check_source(kind)
        seen: dict[Value, tuple[FileLine, int]] = {}
        for line in lines:
            for index in table.across or (next(iter(self._columns.values()), 0),):
                seen.setdefault(self._cell(line, index), (line, index))
        self.frequency, self._codes = self._choose(kind, seen)
        self._check_future(kind, seen)

    def of(self, line: FileLine, index: int) -> str:
        """Return the period code of the value in a column of a row."""
        return self._codes[self._cell(line, index)]

    def status(self, line: FileLine, index: int) -> str:
        """Return what the signs behind a period say of its values; empty without signs."""
        return marked_status(self._cell(line, index))

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the periods in order."""
        return tuple(sorted(set(self._codes.values())))

    def _check_source(self, kind: ImportKind) -> None:
        if self._given and (self._columns or self._table.across):
            raise self._table.fault("het bestand noemt zelf perioden; laat --periode weg")
        if not (self._given or self._columns or self._table.across):
            example = EXAMPLES[kind.frequencies[0]]
            found = _period_in(self._table.titles, kind)
            hint = f" (boven de tabel staat '{found}')" if found else ""
            raise self._table.fault(
                f"nergens staat een kolom met de periode; geef die op met --periode, "
                f"bijvoorbeeld --periode {example}{hint}"
            )

    def _cell(self, line: FileLine, index: int) -> Value:
        if self._given:
            return self._given
        if index in self._table.across:
            return self._table.across[index]
        if "geheel" in self._columns:
            return line.get(self._columns["geheel"])
        year = line.get(self._columns["jaar"]) if "jaar" in self._columns else None
        for part, form in _PARTS.items():
            if part in self._columns:
                text = shown(line.get(self._columns[part]))
                text = form.format(text) if text.isdecimal() else text
                return f"{shown(year)} {text}".strip() or None
        return year

    def _choose(
        self, kind: ImportKind, seen: Mapping[Value, tuple[FileLine, int]]
    ) -> tuple[Frequency, dict[Value, str]]:
        fits: dict[Value, Frequency] = {}
        for frequency in kind.frequencies:
            codes = {cell: period_code(cell, frequency, kind.year_means) for cell in seen}
            found = {cell: code for cell, code in codes.items() if code}
            if len(found) == len(seen):
                return frequency, found
            fits |= {cell: frequency for cell in found if cell not in fits}
        for cell, (line, index) in seen.items():
            if cell not in fits:
                raise self._fault(cell, line, index, kind)
        one_of_each = {frequency: cell for cell, frequency in reversed(fits.items())}
        words = listed(f"'{shown(cell)}'" for cell in reversed(one_of_each.values()))
        raise self._table.fault(f"de perioden zijn van verschillende soort: {words}")

    def _check_future(self, kind: ImportKind, seen: Mapping[Value, tuple[FileLine, int]]) -> None:
        """Refuse a period that has yet to begin, further ahead than the kind looks."""
        today = dutch_today()
        last = today.replace(year=today.year + kind.years_ahead, day=min(today.day, 28))
        for cell, (line, index) in seen.items():
            span = period_span(self._codes[cell], self.frequency)
            if span and span[0] > max(last, today):
                sentence = f"'{shown(cell)[:40]}' ligt in de toekomst; klopt het jaartal?"
                raise self._table.fault(sentence, *(() if self._given else (line, index)))

    def _fault(self, cell: Value, line: FileLine, index: int, kind: ImportKind) -> DataError:
        wanted = listed(f"{f}, zoals {EXAMPLES[f]}" for f in kind.frequencies)
        if self._given:
            return self._table.fault(f"--periode '{cell}' is geen periode van dit soort ({wanted})")
        if cell is None:
            return self._table.fault("de periode is leeg", line, index)
        return self._table.fault(
            f"'{shown(cell)[:40]}' is geen periode van dit soort ({wanted})", line, index
        )


def _period_in(titles: Sequence[str], kind: ImportKind) -> str:
    """Return the words above a table that are a period, to be shown as a hint only."""
    for title in titles:
        words = title.replace(",", " ").split()
        for size in range(_LONGEST, 0, -1):
            for start in range(len(words) - size + 1):
                text = " ".join(words[start : start + size])
                if any(period_code(text, f, kind.year_means) for f in kind.frequencies):
                    return text
    return ""
