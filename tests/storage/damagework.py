"""A small store of every kind the app keeps, all that can befall its files, and who reads it.

Run as `python damagework.py ROOT` it is a process that had read everything before the damage:
per line (`DATASET`) it tells which version it sees.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import pandas as pd

from data_loaders.files.csvfile import Row
from data_loaders.geo.boundary_file import current_boundaries
from data_loaders.geo.regions import load_regions
from data_loaders.imports.canonical import to_csv_bytes
from data_loaders.sources import cbs
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    CbsTable,
    Code,
    Dimension,
    Measure,
    Structure,
    TableInfo,
)
from data_loaders.sources.imported import read_imported
from data_loaders.storage.default import looking_back
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store

TABLE, KIND, YEAR = "80794ned", "gwu", 2026
CBS, BOUNDARIES, IMPORTED = f"cbs/{TABLE}", "grenzen/gemeenten", f"ingelezen/{KIND}"
MEASURES = ("Werkloosheid", "Bijstand tot de AOW-leeftijd", "WIA-uitkering: WGA-regeling")
MEASURES = (*MEASURES, "Wajong-uitkering")
SHIPPED = 0
"""What `seen` says of boundaries that come with the product, and of nothing at all."""


def put(store: Store, number: int) -> None:
    """Store the next version of everything; the number can be seen in the figures."""
    table = _table(number)
    store.put(CBS, f"v{number}", cbs.encode_table(table), {"edition": f"{number}"})
    codes = [region.code for region in load_regions().municipalities()]
    facts = {"year": YEAR, "codes": codes, "digest": f"{number}"}
    files = {f"gemeenten_{YEAR}.geojson": _boundaries(codes, number)}
    store.put(BOUNDARIES, f"v{number}", files, facts)
    rows = [{"cijfer": KIND, "gebied": "GM0202", "periode": "2026-01", "waarde": f"{number}"}]
    content = to_csv_bytes([Row(row, Path(), 0) for row in rows])
    store.put(IMPORTED, f"v{number}", {"rijen.csv": content}, {"imported": "2026-02-01"})
    now = datetime.now(UTC)
    store.write_state(CBS, SourceState(last_attempt=now, last_success=now, notes=["één"]))


def _table(number: int) -> CbsTable:
    info = TableInfo(TABLE, "Uitkeringen", "CC BY 4.0", "", date(2026, 7, number), service="v3")
    areas = Dimension("RegioS", "Regio's", "regio", (Code("GM0202", "Arnhem"),))
    months = Dimension("Perioden", "Perioden", "tijd", (Code("2026MM01", "", "Voorlopig"),))
    measures = tuple(Measure(name, name) for name in MEASURES)
    key = {"RegioS": "GM0202", "Perioden": "2026MM01"}
    rows = [key | {MEASURE: name, VALUE: float(number), ATTRIBUTE: "None"} for name in MEASURES]
    return CbsTable(info, Structure(measures, (areas, months)), pd.DataFrame(rows))


def _boundaries(codes: list[str], number: int) -> bytes:
    shape = {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 51], [5, 52]]]}
    features = [{"id": code, "properties": {"v": number}, "geometry": shape} for code in codes]
    return json.dumps({"features": features}, separators=(",", ":")).encode()


def see_table(store: Store) -> int:
    found = cbs.read_fetched(TABLE)
    return SHIPPED if found is None else int(found.observations[VALUE].iloc[0])


def see_boundaries(store: Store) -> int:
    number = current_boundaries(store).features()[0]["properties"].get("v", SHIPPED)
    return int(number)


def see_imported(store: Store) -> int:
    return int(read_imported(KIND).rows[0]["waarde"])


SEE: dict[str, Callable[[Store], int]] = {
    CBS: see_table,
    BOUNDARIES: see_boundaries,
    IMPORTED: see_imported,
}


def seen(store: Store, dataset: str) -> int:
    """Return which version the app's own reading function gives."""
    with looking_back(store):
        return SEE[dataset](store)


@contextmanager
def decoding_once() -> Iterator[None]:
    """Decode the same bytes of a table once: half of the time of thousands of looks."""
    decode = cbs.decode_table

    @lru_cache(maxsize=8)
    def decode_items(items: tuple[tuple[str, bytes], ...]) -> CbsTable:
        return decode(dict(items))

    def decode_once(files: Mapping[str, bytes]) -> CbsTable:
        return decode_items(tuple(files.items()))

    cbs.decode_table = decode_once
    try:
        yield
    finally:
        cbs.decode_table = decode


def _elsewhere(path: Path) -> Path:
    """Return another file of the store, with other content."""
    other = path.with_name("elders")
    other.write_bytes(b"elders")
    return other


def _in_place(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "bestand").write_bytes(b"x")


DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "empty": lambda path, data: path.write_bytes(b""),
    "half": lambda path, data: path.write_bytes(data[: len(data) // 2]),
    "zeros": lambda path, data: path.write_bytes(bytes(len(data))),
    "doubled": lambda path, data: path.write_bytes(data * 2),
    "not UTF-8": lambda path, data: path.write_bytes(b"\xff" + data[1:]),
    "huge": lambda path, data: os.truncate(path, 2**40),
    "missing": lambda path, data: path.unlink(),
    "folder": lambda path, data: _in_place(path, _folder),
    "pipe": lambda path, data: _in_place(path, os.mkfifo),
    "link to nothing": lambda path, data: _in_place(path, lambda p: p.symlink_to("nergens")),
    "link to itself": lambda path, data: _in_place(path, lambda p: p.symlink_to(p.name)),
    "link to another": lambda path, data: _in_place(path, lambda p: p.symlink_to(_elsewhere(p))),
}


def clear(path: Path) -> None:
    """Take away whatever lies there, and what `DAMAGES` put beside it."""
    for place in (path, path.with_name("elders")):
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def watch(root: Path) -> None:
    """Look again and again with one store, and tell what is there."""
    store = Store(root)
    with decoding_once():
        for dataset in map(str.strip, sys.stdin):
            print(seen(store, dataset), flush=True)


if __name__ == "__main__":
    watch(Path(sys.argv[1]))
