"""Copies of CBS tables that ship with the product: `assets/data/cbs/<table>.csv`.

Beside it `<table>.toml` says what is known of the table; it may stand alone, for a table that
is only fetched. The observations have a column per dimension and those of `REQUIRED`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec
import pandas as pd

from data_loaders.files import paths
from data_loaders.files.bytes import decoding, read_bytes
from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml
from data_loaders.periods import from_cbs
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    STATUSES,
    VALUE,
    CbsTable,
    Code,
    Dimension,
    DimensionKind,
    Measure,
    ServiceName,
    Structure,
    TableInfo,
)

PERIODS, PERIOD_STATUS = "Perioden", "PeriodStatus"
REQUIRED = (PERIODS, MEASURE, VALUE)
OPTIONAL = (
    *("RegioS", ATTRIBUTE, PERIOD_STATUS, "Geslacht", "Leeftijd", "SeizoenEnWerkdagcorrectie"),
    "BedrijfstakkenBranchesSBI2008",
)


class Sum(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A promise of the source: the measures `parts` add up to `total`, within `margin`."""

    total: str = msgspec.field(name="totaal")
    parts: tuple[str, ...] = msgspec.field(name="delen")
    margin: float = msgspec.field(name="marge", default=0.0)


class TableFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the project knows of a table beforehand.

    `service` is the service of CBS that is asked first; `copy` tells whether the product
    ships a copy; `refresh` is off for a copy that CBS
    does not serve in this form; `measures` names the measures of the copy (`A > B` is B below
    A); `sums` are promises that every new edition must keep.
    """

    table: str = msgspec.field(name="tabel")
    title: str = msgspec.field(name="titel")
    licence: str = msgspec.field(name="licentie", default="CC BY 4.0")
    url: str = ""
    modified: date | None = msgspec.field(name="gewijzigd", default=None)
    captured: date | None = msgspec.field(name="opgehaald", default=None)
    note: str = msgspec.field(name="toelichting", default="")
    service: ServiceName = msgspec.field(name="dienst", default="v3")
    copy: bool = msgspec.field(name="kopie", default=True)
    refresh: bool = msgspec.field(name="bijwerken", default=True)
    measures: dict[str, str] = msgspec.field(name="maten", default_factory=dict)
    sums: tuple[Sum, ...] = msgspec.field(name="som", default=())


def embedded_files(table: str) -> tuple[Path, Path, Path]:
    """Return the files of a table: observations, facts, and observations about elsewhere.

    Any of them may be missing.
    """
    folder = paths.DATA / "cbs"
    return folder / f"{table}.csv", folder / f"{table}.toml", elsewhere_file(table)


def elsewhere_file(table: str) -> Path:
    """Return the file with the observations of a table about all areas that are not ours."""
    return paths.DATA / "landelijk" / f"{table}.parquet"


def read_facts(table: str) -> TableFacts:
    """Return what is known of a table; for one without a file, no more than its number.

    Raises DataError for a damaged file.
    """
    copy, path, _ = embedded_files(table)
    if not path.is_file() and not copy.is_file():
        return TableFacts(table, f"Tabel {table}", url=page_of(table), copy=False)
    facts = read_toml(path, TableFacts)
    if facts.table != table:
        raise DataError(f"dit bestand gaat over tabel '{facts.table}'", path)
    return facts


def page_of(table: str) -> str:
    """Return the public page of a table."""
    return f"https://opendata.cbs.nl/#/CBS/nl/dataset/{table}/table"


def has_embedded(table: str) -> bool:
    """Tell whether the product should ship observations of a table. Raises DataError."""
    return embedded_files(table)[0].is_file() or read_facts(table).copy


def read_embedded(table: str) -> CbsTable:
    """Read the copy of a table that ships with the product. Raises DataError with the line."""
    return _read_embedded(table, tuple(file_state(path) for path in embedded_files(table)[:2]))


@lru_cache(maxsize=64)  # several figures are made of one table, and the start checks each
def _read_embedded(table: str, _state: Fingerprint) -> CbsTable:
    return make_table(read_rows(embedded_files(table)[0], REQUIRED, OPTIONAL), read_facts(table))


def read_national(table: str) -> CbsTable | None:
    """Read the copy of a table about all areas that are not ours; None when there is none.

    The columns are those of the copy of ours. Raises Damaged when it cannot be read.
    """
    path = elsewhere_file(table)
    if not path.is_file():
        return None
    with decoding("de landelijke kopie van deze tabel is niet te lezen", path):
        frame = pd.read_parquet(io.BytesIO(read_bytes(path))).astype({VALUE: "float64"})
        dimensions = [str(name) for name in frame if name not in (MEASURE, VALUE, ATTRIBUTE)]
        facts, keys = read_facts(table), list(frame[MEASURE].unique())
        structure = Structure(
            tuple(_measure(key, facts) for key in keys),
            tuple(_kind(name, dict.fromkeys(frame[name], "")) for name in dimensions),
        )
    return CbsTable(_info(facts), structure, frame)


def make_table(rows: Sequence[Row], facts: TableFacts) -> CbsTable:
    """Turn the rows of a copy into a table. Raises DataError with file and line."""
    columns = [name for name in rows[0].cells if name in (PERIODS, *OPTIONAL)]
    dimensions = [
        name
        for name in columns
        if name not in (ATTRIBUTE, PERIOD_STATUS) and any(row[name] for row in rows)
    ]
    measures = dict.fromkeys((*facts.measures, *(row[MEASURE] for row in rows)))
    structure = Structure(
        tuple(_measure(key, facts) for key in measures),
        tuple(_dimension(name, rows) for name in dimensions),
    )
    records = [_record(row, dimensions) for row in rows]
    return CbsTable(_info(facts), structure, pd.DataFrame(records).astype({VALUE: "float64"}))


def _info(facts: TableFacts) -> TableInfo:
    return TableInfo(
        table=facts.table,
        title=facts.title,
        licence=facts.licence,
        url=facts.url or page_of(facts.table),
        modified=facts.modified,
        captured=facts.captured,
        note=facts.note,
    )


def _measure(key: str, facts: TableFacts) -> Measure:
    *groups, title = [part.strip() for part in facts.measures.get(key, key).split(">")]
    return Measure(key, title, tuple(groups))


def _dimension(name: str, rows: Sequence[Row]) -> Dimension:
    return _kind(name, {row[name]: row[PERIOD_STATUS] if name == PERIODS else "" for row in rows})


def _kind(name: str, status: Mapping[str, str]) -> Dimension:
    kinds: dict[str, DimensionKind] = {PERIODS: "tijd", "RegioS": "regio"}
    codes = tuple(Code(key, key, status=word) for key, word in status.items())
    return Dimension(name, name, kinds.get(name, "overig"), codes)


def _record(row: Row, dimensions: Sequence[str]) -> dict[str, object]:
    try:
        from_cbs(row[PERIODS])
    except ValueError as error:
        raise row.error(str(error)) from error
    if row[PERIOD_STATUS] not in STATUSES:
        raise row.error(f"de status '{row[PERIOD_STATUS]}' is onbekend")
    return {name: row[name] for name in dimensions} | {
        MEASURE: row[MEASURE],
        VALUE: row.number(VALUE),
        ATTRIBUTE: row[ATTRIBUTE] or "None",
    }
