"""What the words in a row say: which figure it is, and what it is divided by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from data_loaders.imports.cells import FileLine
from data_loaders.imports.columns import NumberColumn, TextColumn
from data_loaders.imports.header import FileTable
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.words import key, listed, nearest, shown

_BULLET = re.compile(r"^[-–•]\s+")


class Labels:
    """Gives the figure and the words of a row. Raises DataError for a word that is missing."""

    def __init__(self, table: FileTable, kind: ImportKind, lines: Sequence[FileLine]) -> None:
        """Look which columns of words there are and which of them hold anything."""
        self._table = table
        self._kind = kind
        found = [(i, c) for i, c in table.columns.items() if isinstance(c, TextColumn)]
        used = {i for i, _ in found if any(line.get(i) is not None for line in lines)}
        self._texts = [(i, c) for i, c in found if i in used and c.becomes != "cijfer"]
        self._figure = next((i for i, c in found if c.becomes == "cijfer"), None)

    def measure(self, line: FileLine, index: int) -> NumberColumn:
        """Return which figure the number in a column of a row belongs to."""
        column = self._table.columns.get(index)
        if isinstance(column, NumberColumn) and column.figure:
            return column
        if self._figure is None:
            if self._kind.default is None:
                raise self._table.fault("het is niet duidelijk welk cijfer dit is", index=index)
            return self._kind.default
        word = shown(line.get(self._figure))
        found = self._kind.measures.get(key(word))
        if found is None:
            columns = dict.fromkeys(self._kind.measures.values())
            close = nearest(word, (name for c in columns for name in (c.name, *c.synonyms)))
            hint = f"bedoelt u '{close}'?" if close else f"wel: {listed(c.name for c in columns)}"
            raise self._table.fault(
                f"'{word[:40]}' is geen bekend cijfer; {hint}", line, self._figure
            )
        return found

    def text(self, line: FileLine, target: str, own: str, joint: str = "; ") -> str:
        """Return the words of a row for `target`, with `own` (of the column itself) behind."""
        parts = []
        for index, column in self._texts:
            if column.becomes == target:
                parts.append(self._word(line, index, column))
        return joint.join(part for part in (*parts, own) if part)

    def _word(self, line: FileLine, index: int, column: TextColumn) -> str:
        cell = line.get(index)
        if isinstance(cell, date):
            raise self._table.fault("hier heeft Excel van tekst een datum gemaakt", line, index)
        if cell is None and not column.may_be_empty and column.becomes != "toelichting":
            sentence = "deze cel is leeg; herhaal de tekst in elke rij, of vul 'Totaal' in"
            raise self._table.fault(sentence, line, index)
        return _BULLET.sub("", shown(cell))
