"""Figures that an official downloaded and imported: kept in the store as `ingelezen/<kind>`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_loaders.files.csvfile import Row
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.geo.regions import load_regions
from data_loaders.imports.canonical import from_csv, to_csv_bytes
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.privacy import protect
from data_loaders.storage.default import default_store
from data_loaders.storage.version import Version

_FILE = "rijen.csv"
_KEY = ("cijfer", "gebied", "periode", "kenmerk", "uitsplitsing")


@dataclass(frozen=True)
class Imported:
    """All rows of a kind, and the day the last file was imported."""

    kind: ImportKind
    rows: tuple[Row, ...]
    day: date


def import_dataset(kind: str) -> str:
    """Return the name of a kind of file in the store."""
    return f"ingelezen/{kind}"


def read_imported(kind: str) -> Imported:
    """Return what was imported of a kind.

    Raises NotFetchedError when nothing was, and DataError when it cannot be read.
    """
    about = load_kinds().get(kind)
    if about is None:
        raise DataError(f"'{kind}' is geen soort bestand (wel: {', '.join(load_kinds())})")
    found = default_store().read_current(import_dataset(kind), _FILE)
    if found is None:
        raise NotFetchedError(f"van '{about.title}' is nog geen bestand ingelezen")
    version, files = found
    day = date.fromisoformat(version.facts["imported"])
    return Imported(about, tuple(from_csv(files[_FILE])), day)


def keep_imported(kind: ImportKind, rows: Sequence[Row], file_name: str, today: date) -> Version:
    """Put rows with those imported before; a row that was there is replaced.

    What is hidden in one file must not follow from another, so that is looked at again over
    all of them. Raises DataError when they cannot be stored.
    """
    try:
        known = read_imported(kind.id).rows
    except NotFetchedError:
        known = ()
    merged = {tuple(row[column] for column in _KEY): row for row in (*known, *rows)}
    safe = protect(list(merged.values()), kind, load_regions())
    periods = sorted({row["periode"] for row in rows})
    facts = {"imported": today.isoformat(), "file": file_name, "periods": periods}
    files = {_FILE: to_csv_bytes(safe)}
    return default_store().put(import_dataset(kind.id), today.isoformat(), files, facts)
