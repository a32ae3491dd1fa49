"""What the columns of the open data hold: one place for JSON, Parquet, CSVW and the description."""

from __future__ import annotations

import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from data_loaders.agreements.record import YesNo
from data_loaders.agreements.registers import REGISTERS
from data_loaders.files.csvtext import Record

Type = Literal["getal", "geheel getal", "ja of nee", "dag", "lijst"]
Types = Mapping[str, Type]
"""The columns that do not hold text."""

OBSERVATIONS = "waarnemingen"
_FIXED: dict[str, dict[str, Type]] = {
    OBSERVATIONS: {"waarde": "getal", "peildatum": "dag"},
    "bronnen": {"gewijzigd": "dag", "opgehaald": "dag"},
    "gebieden": {"ligt_in": "lijst", "indeling": "geheel getal"},
    "tegenstrijdigheden": {name: "lijst" for name in ("cijfers", "moet", "mag_niet", "waar")},
    "metingen": {"waarde": "getal", "peildatum": "dag"},
    "registers": {"regels": "geheel getal", "kolommen": "lijst"},
}
# What is added to the rows of a register (data_loaders.open_registers).
_ADDED: dict[str, Type] = {
    "laatste_dag": "dag",
    **dict.fromkeys(("ambities", "gemeenten_namen", "leden"), "lijst"),
}
_ADDED_TO: dict[str, dict[str, Type]] = {
    "begroting": {"jaar": "geheel getal"},
    "projecten": {"trekker": "lijst"},
}
_SEPARATORS = {
    **dict.fromkeys(("cijfers", "kolommen", "ligt_in", "waar"), " "),
    **dict.fromkeys(("moet", "mag_niet"), "|"),
}
"""What stands between the parts of a list where that is no semicolon."""
_OF: dict[type, Type] = {int: "geheel getal", float: "getal"}


@cache
def types_of(name: str) -> Types:
    """Return the columns of a file of the open data (`acties`) that hold no text."""
    record = REGISTERS.get(name)
    if record is None:
        return _FIXED.get(name, {})
    hints = get_type_hints(record)
    fields = {item.encode_name: hints[item.name] for item in msgspec.structs.fields(record)}
    found = {column: kind for column, hint in fields.items() if (kind := _type(hint))}
    return found | _ADDED | _ADDED_TO.get(name, {})


def _type(hint: Any) -> Type | None:
    if hint == YesNo:
        return "ja of nee"
    if get_origin(hint) is tuple:
        return "lijst"
    if get_origin(hint) in {Union, types.UnionType}:
        return next((kind for part in get_args(hint) if (kind := _type(part))), None)
    return _OF.get(hint)


def separator_of(column: str) -> str:
    """Return what stands between the parts of a list."""
    return _SEPARATORS.get(column, ";")


def list_parts(column: str, cell: str) -> list[str]:
    """Return the parts of a list in a cell."""
    return [part.strip() for part in cell.split(separator_of(column)) if part.strip()]


def typed(record: Record, kinds: Mapping[str, Type | None]) -> dict[str, object]:
    """Return a record of the open data with values as JSON has them."""
    return {column: value_of(column, cell, kinds.get(column)) for column, cell in record.items()}


def value_of(column: str, cell: str, kind: Type | None) -> object:
    """Return a cell as a value of JSON: null when it is empty, and an empty list for no parts.

    What should be a number, and is none, stays the text that it is.
    """
    if kind == "lijst":
        return list_parts(column, cell)
    if not cell:
        return None
    if kind == "ja of nee":
        return cell == "ja"
    if kind in {"getal", "geheel getal"}:
        try:
            number = float(cell)
        except ValueError:
            return cell
        return int(number) if number.is_integer() else number
    return cell
