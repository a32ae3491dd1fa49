"""The boundaries the map shows: the newest that were fetched, else those that ship along.

Reads files only, and no geometry library: this is what a page view costs.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

from data_loaders.files.bytes import Damaged, decoding, read_bytes
from data_loaders.files.errors import DataError
from data_loaders.files.paths import GEO
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.storage.default import default_store
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

log = logging.getLogger(__name__)

DATASET = "grenzen/gemeenten"
YEAR, CODES = "year", "codes"  # facts of a stored version

Extent = Literal["gemeenten", "nederland"]
"""Our own municipalities, or coarser all of the country."""
OURS: Extent = "gemeenten"
COUNTRY: Extent = "nederland"

_NAME = re.compile(r"(gemeenten|nederland)_([0-9]{4})\.geojson")
_MARK_LENGTH = 12


@dataclass(frozen=True)
class BoundaryFile:
    """Boundaries of one year as GeoJSON; `path` is where they were read.

    `labels` says where names stand on them (`label_file.py`); empty when they came without.
    """

    year: int
    content: bytes
    path: Path
    extent: Extent = OURS
    labels: bytes = b""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return file_name(self.year, self.extent)

    @property
    def mark(self) -> str:
        """Return a mark of the content: other boundaries have another mark."""
        return content_mark(self.content)

    @property
    def attribution(self) -> str:
        """Return the source line."""
        return attribution_of(self.year)

    def features(self) -> list[dict[str, Any]]:
        """Return the municipalities, with their code as `id`. Raises Damaged for a bad file."""
        with decoding("dit is geen geldige GeoJSON met gemeenten", self.path):
            features: list[dict[str, Any]] = json.loads(self.content)["features"]
            for feature in features:
                next(places_in(feature["geometry"]["coordinates"]), feature["id"])
        return features


def content_mark(content: bytes) -> str:
    """Return the mark of the content of a file with boundaries."""
    return hashlib.sha256(content).hexdigest()[:_MARK_LENGTH]


def file_name(year: int, extent: Extent = OURS) -> str:
    """Return the name of the file with the boundaries of a year."""
    return f"{extent}_{year}.geojson"


def label_name(name: str) -> str:
    """Return the name of the file with the places of names on a file of boundaries."""
    return f"{name.removesuffix('.geojson')}.namen.json"


def is_file_name(name: str) -> bool:
    """Tell whether this can be the name of a file with boundaries."""
    return _NAME.fullmatch(name) is not None


def attribution_of(year: int | None) -> str:
    """Return the source line of the boundaries of a year, or of an unknown year."""
    edition = "CBS Gebiedsindelingen" if year is None else f"CBS Gebiedsindelingen {year}"
    return f"CBS/Kadaster, {edition}, CC BY 4.0 (bewerkt)"


def load_boundaries() -> BoundaryFile:
    """Return the boundaries in use, kept in the process. Raises DataError when there are none."""
    return _load(boundaries_state())


def load_country() -> BoundaryFile:
    """Return the boundaries of all municipalities, kept in the process. Raises DataError."""
    return _load_country(file_state(GEO))


@lru_cache(maxsize=1)
def _load_country(_state: Fingerprint) -> BoundaryFile:
    year = _embedded_year(COUNTRY)
    if year is None:
        raise DataError("er zijn geen grenzen van alle gemeenten", GEO)
    return _read_embedded(year, COUNTRY)


def boundaries_source() -> str:
    """Return the source line of the boundaries in use, without a year when there are none."""
    try:
        return load_boundaries().attribution
    except DataError:
        return attribution_of(None)


def boundaries_state() -> Fingerprint:
    """Return something that changes when the boundaries in use do; costs about a stat."""
    try:
        stored = default_store().fingerprint(DATASET)
    except DataError:
        stored = ()
    return stored, file_state(GEO)


@lru_cache(maxsize=2)
def _load(_state: Fingerprint) -> BoundaryFile:
    return current_boundaries(default_store())


def current_boundaries(store: Store) -> BoundaryFile:
    """Return the boundaries in use with this store. Raises DataError when there are none.

    What was fetched gives way to what ships along when that is of a later year, and when it
    lacks a municipality of ours.
    """
    year = _embedded_year()
    stored = _read_stored(store, year or 0)
    if stored:
        return stored
    if year is None:
        raise DataError("er zijn geen grenzen van gemeenten", GEO)
    return _read_embedded(year)


def find_boundaries(name: str, mark: str | None) -> BoundaryFile | None:
    """Return the boundaries with this file name and mark, also those that were replaced.

    Any mark will do when it is None. Returns None for what was cleared away or never was.
    """
    return next((found for found in _all_named(name) if mark in (None, found.mark)), None)


def places_in(nested: Any) -> Iterator[tuple[float, float]]:
    """Yield every position (longitude, latitude) of the coordinates of a geometry."""
    if isinstance(nested[0], int | float):
        yield nested[0], nested[1]
        return
    for part in nested:
        yield from places_in(part)


def _all_named(name: str) -> Iterator[BoundaryFile]:
    """Yield the boundaries in a file of this name: in use, shipped, and the older ones."""
    found = _NAME.fullmatch(name)
    if not found:
        return
    extent: Extent = OURS if found[1] == OURS else COUNTRY
    year = int(found[2])
    reads: list[Callable[[], BoundaryFile]] = [load_boundaries] if extent == OURS else []
    if (GEO / name).is_file():
        reads.append(partial(_read_embedded, year, extent))
    for version in default_store().versions(DATASET):
        if name in version.files:
            reads.append(partial(_of_version, version, name, year))
    for read in reads:
        try:
            boundaries = read()
        except DataError as problem:
            log.warning("%s", problem)  # perhaps cleared away meanwhile: then it is not found
            continue
        if boundaries.year == year:
            yield boundaries


def _of_version(version: Version, name: str, year: int) -> BoundaryFile:
    return BoundaryFile(year, version.read(name), version.path(name))


def _read_stored(store: Store, least_year: int) -> BoundaryFile | None:
    try:
        found = store.read_newest(DATASET, decode_boundaries)
    except DataError as problem:
        log.error("%s De meegeleverde grenzen worden gebruikt.", problem)
        return None
    if found is None:
        return None
    boundaries, codes = found
    wanted = {region.code for region in load_regions().municipalities()}
    return boundaries if boundaries.year >= least_year and wanted <= codes else None


def decode_boundaries(
    version: Version, files: Mapping[str, bytes]
) -> tuple[BoundaryFile, frozenset[str]]:
    """Return the boundaries that a version of the store holds, and the codes they are of.

    Raises Damaged.
    """
    with decoding("de bewaarde grenzen zijn niet te lezen"):
        year = int(version.facts[YEAR])
        name = file_name(year)
        labels = files.get(label_name(name), b"")
        found = BoundaryFile(year, files[name], version.path(name), labels=labels)
        found.features()
        return found, frozenset(version.facts[CODES])


def _embedded_year(extent: Extent = OURS) -> int | None:
    """Return the newest year that ships along, by its GeoJSON or by the note beside it."""
    names = (f"{path.stem}.geojson" for path in GEO.glob(f"{extent}_*.*"))
    return max((int(found[2]) for found in map(_NAME.fullmatch, names) if found), default=None)


def _read_embedded(year: int, extent: Extent = OURS) -> BoundaryFile:
    path = GEO / file_name(year, extent)
    beside = path.with_name(label_name(path.name))
    try:
        labels = read_bytes(beside) if beside.is_file() else b""
        return BoundaryFile(year, read_bytes(path), path, extent, labels)
    except Damaged as error:
        raise DataError("dit bestand ontbreekt", path) from error
