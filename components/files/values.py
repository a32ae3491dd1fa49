"""Cells of the open data as values of JSON."""

from __future__ import annotations

from data_loaders.files.csvtext import Record

NUMBERS = frozenset({"waarde"})
"""Columns of observations that hold numbers; everything else is text, as in the CSV."""


def typed(record: Record) -> dict[str, object]:
    """Return a record with its value as a number, or null where there is none."""
    return {name: _value(name, cell) for name, cell in record.items()}


def _value(name: str, cell: str) -> object:
    if name not in NUMBERS:
        return cell
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
