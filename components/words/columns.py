"""What the columns of a register hold: text, numbers or days. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from data_loaders.files.csvtext import Record

Kind = Literal["getal", "waarde", "datum"]
"""A `waarde` is a number beside numbers of other units: each has decimals of its own."""
Kinds = Mapping[str, Kind]
"""The columns that do not hold text."""

NUMERIC = frozenset({"getal", "waarde"})
"""The kinds of columns that hold numbers."""
NAMES = frozenset({"paragraaf"})
"""Columns that look like numbers, and are not."""
VALUES = frozenset({"waarde"})
"""Columns of numbers as they were published, 3.0 among them: no codes like 86.10."""

_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{0,5}[1-9])?")
_VALUE = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def kinds_of(rows: Sequence[Record], columns: Sequence[str]) -> dict[str, Kind]:
    """Return the columns of which every filled cell is a number, or every one a day.

    Only where nothing is lost by it: 01 and 2.50 stay text, but for a value 2.50.
    """
    found: dict[str, Kind] = {}
    for column in columns:
        filled = [row[column] for row in rows if row[column]]
        if not filled or column in NAMES:
            continue
        if column in VALUES and all(map(_VALUE.fullmatch, filled)):
            found[column] = "waarde"
        elif all(map(_NUMBER.fullmatch, filled)):
            found[column] = "getal"
        elif all(map(_is_day, filled)):
            found[column] = "datum"
    return found


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False
