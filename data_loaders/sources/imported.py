"""Figures that an official downloaded and imported: kept in the store as `ingelezen/<kind>`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from data_loaders.files.bytes import Damaged, decoding
from data_loaders.files.csvfile import Row
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.imports.canonical import from_csv, to_csv_bytes
from data_loaders.imports.kinds import ImportKind, load_kinds
from data_loaders.imports.privacy import protect
from data_loaders.indicator import DataSource, Indicator, Reading
from data_loaders.periods import period_span
from data_loaders.provenance import Provenance, stale_from
from data_loaders.storage.default import default_store
from data_loaders.storage.version import Version
from data_loaders.tidy import tidy_document

_FILE = "rijen.csv"
_KEY = ("cijfer", "gebied", "periode", "kenmerk", "uitsplitsing")


class ImportSource(DataSource, frozen=True, forbid_unknown_fields=True, tag="ingelezen"):
    """Figures from files that officials download and import (`imports/kinds/<kind>.toml`)."""

    kind: str = msgspec.field(name="bestand")
    figure: str = msgspec.field(name="cijfer")

    def datasets(self) -> dict[str, str]:
        """Return the dataset of this kind of file."""
        return {import_dataset(self.kind): ""}

    def called(self, dataset: str) -> str:
        """Return the name of this kind of file."""
        return load_kinds()[self.kind].title

    def fingerprint(self, indicator: Indicator) -> Fingerprint:
        """Return which version is stored."""
        return (default_store().fingerprint(import_dataset(self.kind)),)

    def mark(self, indicator: Indicator) -> bytes:
        """Return the name of the stored version."""
        version = default_store().current(import_dataset(self.kind))
        return version.folder.name.encode() if version else b""

    def read(self, indicator: Indicator) -> Reading:
        """Read the rows of this figure. Raises NotFetchedError without any, and DataError."""
        found = read_imported(self.kind)
        rows = [row for row in found.rows if self._has(row, indicator)]
        if not rows:
            raise NotFetchedError(f"van '{indicator.title}' is nog geen bestand ingelezen")
        about = found.kind
        provenance = Provenance(
            producer=about.producer,
            title=about.title,
            attribution=f"{about.producer}, {about.title}",
            credit=about.producer,
            dates=(("handmatig ingelezen", found.day),),
            file=about.id,
            licence=about.licence,
            url=about.url,
            captured=found.day,
            stale_from=stale_from(found.day, indicator.frequency),
        )
        frame = tidy_document(rows, indicator, load_regions())
        return frame, provenance, indicator.path

    def _has(self, row: Row, indicator: Indicator) -> bool:
        """Tell whether an imported row is of this figure, in the rhythm of the indicator."""
        try:
            period_span(row["periode"], indicator.frequency)
        except ValueError:
            return False
        return row["cijfer"] == self.figure


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
    found = default_store().read_newest(import_dataset(kind), decode_import)
    if found is None and default_store().is_used(import_dataset(kind)):
        raise Damaged(f"wat van '{about.title}' is ingelezen, is beschadigd: lees het opnieuw in")
    if found is None:
        raise NotFetchedError(f"van '{about.title}' is nog geen bestand ingelezen")
    day, rows = found
    return Imported(about, rows, day)


def decode_import(version: Version, files: Mapping[str, bytes]) -> tuple[date, tuple[Row, ...]]:
    """Return the day of importing and the rows that a version of the store holds.

    Raises Damaged.
    """
    with decoding("wat van een bestand is ingelezen, is niet te lezen"):
        return date.fromisoformat(version.facts["imported"]), tuple(from_csv(files[_FILE]))


def keep_imported(kind: ImportKind, rows: Sequence[Row], file_name: str, today: date) -> Version:
    """Put rows with those imported before; a row that was there is replaced.

    What is hidden in one file must not follow from another, so that is looked at again over
    all of them. Raises DataError when they cannot be stored.
    """
    try:
        known = read_imported(kind.id).rows
    except (NotFetchedError, Damaged):
        known = ()
    merged = {tuple(row[column] for column in _KEY): row for row in (*known, *rows)}
    safe = protect(list(merged.values()), kind, load_regions())
    periods = sorted({row["periode"] for row in rows})
    facts = {"imported": today.isoformat(), "file": file_name, "periods": periods}
    files = {_FILE: to_csv_bytes(safe)}
    return default_store().put(import_dataset(kind.id), today.isoformat(), files, facts)
