"""Columns that nothing is done with: harmless, or a sign that a number is about a part only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from data_loaders.geo.regions import Level
from data_loaders.imports.amounts import is_number
from data_loaders.imports.header import FileTable
from data_loaders.imports.kinds import ImportKind, dividing_words, words_aside
from data_loaders.imports.words import Value, key, listed, shown

_SHOWN = 3


def check_unused(table: FileTable, kind: ImportKind) -> None:
    """Refuse a table with words that divide its rows in a column that is not used.

    Every number would be taken for a total. Raises DataError that names all such columns.
    """
    words = {index: _words(table, kind, index) for index in _unused(table)}
    dividing = [index for index, found in words.items() if _divides(table, kind, index, found)]
    if not dividing:
        return
    names = listed(table.name(index) for index in dividing)
    some = listed((f"'{word[:30]}'" for word in words[dividing[0]] if word), most=_SHOWN)
    raise table.fault(
        f"kolom {names} zegt waar een getal over gaat ({some}), maar dit soort bestand kent dat "
        "niet; houd alleen de rijen met het totaal over en haal de kolom weg"
    )


def describe_unused(table: FileTable, kind: ImportKind) -> str:
    """Return the columns with a header that are not used, with the word if there is but one."""
    told = []
    for index in _unused(table):
        if table.header.get(index) is not None:
            words = _words(table, kind, index)
            only = f" (overal '{words[0][:30]}')" if len(words) == 1 and words[0] else ""
            told.append(table.name(index) + only)
    return listed(told)


def _unused(table: FileTable) -> Iterator[int]:
    width = max((len(line.cells) for line in (table.header, *table.body)), default=0)
    used = {*table.columns, *table.across}
    return (index for index in range(width) if index not in used)


def _words(table: FileTable, kind: ImportKind, index: int) -> list[str]:
    """Return the different words in a column, of rows with a number; none for a column of those."""
    cells: dict[Value, None] = {}
    for line in table.body:
        if any(line.get(i) is not None for i in table.numbers):
            cells[line.get(index)] = None
    is_words = any(not (c is None or is_number(c) or kind.missing(c)) for c in cells)
    return list(map(shown, cells)) if is_words else []


def _divides(table: FileTable, kind: ImportKind, index: int, words: list[str]) -> bool:
    name = key(shown(table.header.get(index)))
    if name in words_aside():
        return False
    if not name:  # a remark beside the table stands in no column
        words = [word for word in words if word]
    if all(_is_whole(word, kind) for word in words):
        return False
    return len(words) > 1 or name in dividing_words()


def _is_whole(word: str, kind: ImportKind) -> bool:
    """Tell whether a word says that a number is about everything, or repeats what is counted."""
    plain = key(word)
    own = map(key, (kind.title, kind.producer, *get_args(Level)))
    return not plain or plain in {*own, *kind.by_name} or plain.startswith(("totaal", "alle"))
