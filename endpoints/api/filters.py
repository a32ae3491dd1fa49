"""Rows of a register that have what was asked of their columns, in the words of the data."""

from __future__ import annotations

from collections.abc import Sequence

from data_loaders.files.csvtext import Record
from data_loaders.geo.names import areas_named
from data_loaders.geo.regions import load_regions
from data_loaders.open_types import list_parts, types_of
from endpoints.http.resource import Pairs, unknown_value

LONGEST = 60  # characters of a value that is named in a refusal
_TRUTH = {"true": "ja", "false": "nee"}


def fitting_rows(rows: Sequence[Record], register: str, asked: Pairs) -> list[Record]:
    """Return the rows that have one of the values asked of each column, whatever case.

    Of a list any part will do, and the name of an area stands for its code. What is no column is
    passed over. Raises RequestError for a value that the column never has.
    """
    kept = list(rows)
    for column in rows[0] if rows else ():
        if wanted := [value for name, value in asked if name == column and value]:
            kinds = types_of(register)
            had = [
                _words(column, row[column], is_list=kinds.get(column) == "lijst") for row in rows
            ]
            meant = [_meant(value) for value in wanted]
            if any(words.isdisjoint(set().union(*had)) for words in meant):
                known = dict.fromkeys(row[column] for row in rows if row[column])
                raise unknown_value(column, [value for value in known if len(value) <= LONGEST])
            sought = set().union(*meant)
            fits = {id(row) for row, words in zip(rows, had, strict=True) if words & sought}
            kept = [row for row in kept if id(row) in fits]
    return kept


def _words(column: str, cell: str, *, is_list: bool) -> set[str]:
    parts = list_parts(column, cell) if is_list else []
    return {part.casefold() for part in (cell, *parts)}


def _meant(value: str) -> set[str]:
    word = value.casefold()
    codes = areas_named(value, load_regions())
    return {word, _TRUTH.get(word, word), *(code.casefold() for code in codes)}
