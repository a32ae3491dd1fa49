"""The copy of a CBS table that counts: the newest of what was fetched and what ships along.

Reads files only. What `refresh` fetched lies in the store as `cbs/<table>`: the observations
as Parquet, and all that says what they mean as JSON.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

import msgspec
import pandas as pd

from data_loaders.clock import dutch_date
from data_loaders.files.bytes import Damaged, decoding, read_bytes
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.sources.cbs_embedded import (
    embedded_files,
    has_embedded,
    page_of,
    read_embedded,
    read_facts,
)
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    CbsTable,
    Structure,
    TableInfo,
)
from data_loaders.storage.default import default_store
from data_loaders.storage.past import PastStore
from data_loaders.storage.version import Version

OBSERVATIONS, MEANING = "waarnemingen.parquet", "tabel.json"
_ROWS_PER_GROUP = 20_000


class Meaning(msgspec.Struct, frozen=True):
    """What is kept of a table beside its observations."""

    info: TableInfo
    structure: Structure


def dataset_of(table: str) -> str:
    """Return the name of a table in the store."""
    return f"cbs/{table}"


def encode_table(table: CbsTable) -> dict[str, bytes]:
    """Return the files a table is kept in.

    Rows lie by area and in groups, so that reading passes over areas that are not ours.
    """
    buffer = io.BytesIO()
    areas = [dimension.key for dimension in table.structure.of_kind("regio")]
    rows = table.observations.sort_values(areas, kind="stable") if areas else table.observations
    rows.to_parquet(buffer, index=False, row_group_size=_ROWS_PER_GROUP)
    meaning = msgspec.json.encode(Meaning(table.info, table.structure))
    return {OBSERVATIONS: buffer.getvalue(), MEANING: meaning}


def decode_table(files: Mapping[str, bytes]) -> CbsTable:
    """Return the table that is kept in these files, without rows about unknown areas only.

    Raises Damaged when it cannot be read.
    """
    ours = [region.code for region in load_regions().regions]
    with decoding("de bewaarde kopie van een tabel is niet te lezen"):
        meaning = msgspec.json.decode(files[MEANING], type=Meaning)
        areas = meaning.structure.of_kind("regio")
        wanted = [[(dimension.key, "in", ours)] for dimension in areas] or None
        frame = pd.read_parquet(io.BytesIO(files[OBSERVATIONS]), filters=wanted)
        _check_columns(frame, meaning.structure)
    return CbsTable(meaning.info, meaning.structure, frame)


def _check_columns(frame: pd.DataFrame, structure: Structure) -> None:
    """Raise unless the observations have the columns that a `CbsTable` has."""
    wanted = [*(dimension.key for dimension in structure.dimensions), MEASURE, VALUE, ATTRIBUTE]
    if not pd.api.types.is_float_dtype(frame[wanted][VALUE]):
        raise TypeError(VALUE)


def read_table(table: str) -> CbsTable:
    """Return the copy of a table that counts.

    Raises NotFetchedError when there never was one, and DataError when what was fetched or
    what ships with the product is damaged and the other is not there.
    """
    fetched = read_fetched(table)
    if not has_embedded(table):
        if fetched is None and default_store().is_used(dataset_of(table)):
            raise Damaged(f"de opgehaalde kopie van tabel {table} is beschadigd")
        if fetched is None:
            raise NotFetchedError(f"tabel {table} is nog niet opgehaald bij het CBS")
        return fetched
    if fetched is not None and stands_still(table):
        return fetched
    if fetched is None:
        return read_embedded(table)
    try:
        embedded = read_embedded(table)
    except DataError:
        return fetched
    return max(fetched, embedded, key=lambda copy: copy.info.modified or date.min)


def has_copy(table: str) -> bool:
    """Tell whether there is a copy of a table, fetched or embedded. Raises DataError."""
    return default_store().current(dataset_of(table)) is not None or has_embedded(table)


def read_fetched(table: str) -> CbsTable | None:
    """Return the last good copy in the store, or None."""
    return default_store().read_newest(dataset_of(table), decode_version)


def decode_version(_version: Version, files: Mapping[str, bytes]) -> CbsTable:
    """Return the table that a version of the store holds. Raises Damaged."""
    return decode_table(files)


def describe_table(table: str) -> TableInfo:
    """Return what is known of a table, also of one that was not fetched yet.

    Raises DataError when the only copy is damaged.
    """
    try:
        return read_table(table).info
    except NotFetchedError:
        facts = read_facts(table)
        return TableInfo(table, facts.title, facts.licence, facts.url or page_of(table))


def confirmed_on(info: TableInfo) -> date | None:
    """Return when CBS last confirmed that a fetched copy is its newest, or None."""
    if info.service is None:
        return None
    success = default_store().read_state(dataset_of(info.table)).last_success
    return dutch_date(success) if success else None


def table_state(table: str) -> Fingerprint:
    """Return what changes with the copy of a table or with how following it goes.

    Costs a stat per file.
    """
    store, dataset = default_store(), dataset_of(table)
    stored = store.fingerprint(dataset)
    followed = file_state(store.state_file(dataset)) if stored else ()
    return stored, followed, *(file_state(path) for path in embedded_files(table))


def table_mark(table: str) -> bytes:
    """Return a mark of the copy of a table and of the day it was last confirmed."""
    version = default_store().current(dataset_of(table))
    success = default_store().read_state(dataset_of(table)).last_success
    stored = f"{version.id} {success and dutch_date(success)}" if version else ""
    still = "stil" if version and stands_still(table) else ""
    files = b""
    for path in embedded_files(table):
        with suppress(Damaged):  # not there, or of no use: then nothing is made of it
            files += read_bytes(path)
    return b"".join((stored.encode(), still.encode(), files))


def stands_still(table: str) -> bool:
    """Tell whether a version was chosen: then the copy that ships with the product is no rival."""
    store = default_store()
    return isinstance(store, PastStore) and dataset_of(table) in store.chosen
