"""What holds between the registers: every id that one names, another has; every date is one.

A column is checked by its name, in every register: a new register needs nothing here. A file
without a kind of record would be checked by nobody, so it is a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from data_loaders.agreements.dates import span_of
from data_loaders.agreements.record import OWN
from data_loaders.agreements.registers import (
    REFERENCES,
    REGISTERS,
    load,
    register_file,
    register_files,
)
from data_loaders.agreements.sectors import EVERY
from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents
from data_loaders.files.csvfile import Row, read_header, read_rows
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

_DATES = ("datum", "einde", "start", "termijn")


def register_checks() -> list[Callable[[], object]]:
    """Return what reads every register, and a check of the references of each.

    Each raises DataError, with file and line, for its first fault.
    """
    typed = [partial(load, record) for record in REGISTERS.values()]
    return [*typed, *(partial(_check, path) for path in register_files())]


def _check(path: Path) -> None:
    if path.stem not in REGISTERS:
        raise DataError(
            "voor dit register is niet vastgelegd wat er in een regel hoort; zet het bij REGISTERS "
            "in data_loaders/agreements/registers.py",
            path,
        )
    header = read_header(path)
    known = {column: set(_KNOWN[column]()) for column in header if column in _KNOWN}
    for row in read_rows(path, header):
        _check_row(row, known)


def _check_row(row: Row, known: dict[str, set[str]]) -> None:
    for column, ids in known.items():
        for text in filter(None, map(str.strip, row[column].split(";"))):
            if text not in ids:
                raise row.error(f"in kolom '{column}' staat '{text}', maar dat bestaat niet")
    for column in _DATES:
        try:
            span_of(row[column])
        except ValueError as error:
            raise row.error(f"in kolom '{column}': {error}") from error


def _ids(register: str) -> set[str]:
    path = register_file(register)
    return {row["id"] for row in read_rows(path, read_header(path))}


def _regions() -> list[str]:
    return [region.code for region in load_regions().regions]


_KNOWN: dict[str, Callable[[], Iterable[str]]] = {
    "document": lambda: [*load_documents(), OWN],
    "gebied_code": _regions,
    "gebied_codes": _regions,
    "sector_id": lambda: [*_ids("sectoren"), EVERY],
    "gemeenten": lambda: [region.code for region in load_regions().municipalities()],
    "indicator_id": lambda: load_registry().indicators,
    "tegenstrijdigheden": lambda: [item.id for item in load_contradictions()],
    **{column: partial(_ids, register) for column, register in REFERENCES.items()},
}
