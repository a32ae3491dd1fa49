"""Reading the registers of agreements and sectors: kept in the process, fresh after a change."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import field

from data_loaders.files import paths
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state

FOLDERS: tuple[Path, ...] = (paths.DATA / "afspraken", paths.DATA / "speerpunten")
OWN = "eigen"
"""Stands where a document would, in what we chose ourselves and no document says."""

YesNo = Literal["ja", "nee"]
Origin = Literal["bron", "afgeleid"]


class Sourced(msgspec.Struct, frozen=True, kw_only=True):
    """What every record of an agreement carries: its document, the section, and a note."""

    document: str
    section: str = field(name="paragraaf", default="")
    note: str = field(name="toelichting", default="")


R = TypeVar("R", bound=msgspec.Struct)


def register_file(name: str) -> Path:
    """Return where a register lies, or would lie."""
    places = [folder / f"{name}.csv" for folder in FOLDERS]
    return next((place for place in places if place.is_file()), places[0])


def register_files() -> list[Path]:
    """Return the files of all registers, sorted by name."""
    found = [path for folder in FOLDERS for path in folder.glob("*.csv")]
    return sorted(found, key=lambda path: path.stem)


def load_register(name: str, record: type[R]) -> tuple[R, ...]:
    """Return the records of `<name>.csv` in file order; reads again when the file changes.

    Raises DataError (one Dutch sentence with file and line) when it cannot be used.
    """
    path = register_file(name)
    records: tuple[R, ...] = _read(path, record, file_state(path))
    return records


@lru_cache(maxsize=64)
def _read(path: Path, record: type[R], _state: Fingerprint) -> tuple[R, ...]:
    return read_records(path, record)


def registers_mark() -> Fingerprint:
    """Return something that changes when, and only when, any register does."""
    return tuple(file_state(path) for path in register_files())
