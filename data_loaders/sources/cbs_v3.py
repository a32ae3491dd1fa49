"""The older service of CBS (OData 3, opendata.cbs.nl), through the package cbsodata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import cbsodata
import msgspec
import pandas as pd
import requests

from data_loaders.net.errors import SourceError
from data_loaders.net.session import GuardedSession
from data_loaders.sources.cbs_embedded import page_of
from data_loaders.sources.cbs_service import (
    Query,
    cbs_day,
    dimension_kind,
    make_filter,
    make_observations,
    read_listed,
    read_value,
)
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    Code,
    Dimension,
    DimensionKind,
    Measure,
    Structure,
    TableInfo,
)

HOST = "opendata.cbs.nl"
LICENCE = "CC BY 4.0"  # this service does not say; CBS publishes all of StatLine so

# The package opens a session of its own for every page and has no other door: with ours, its
# requests have time-outs, retries, limits and a list of hosts (docs/besluiten/0007).
cbsodata.cbsodata3.Session = GuardedSession


class _Info(msgspec.Struct):
    identifier: str = msgspec.field(name="Identifier")
    title: str = msgspec.field(name="Title")
    modified: str = msgspec.field(name="Modified")
    state: str | None = msgspec.field(name="OutputStatus", default=None)


class _Property(msgspec.Struct):
    id: int = msgspec.field(name="ID")
    parent: int | None = msgspec.field(name="ParentID")
    type: str = msgspec.field(name="Type")
    key: str = msgspec.field(name="Key")
    title: str = msgspec.field(name="Title")
    unit: str | None = msgspec.field(name="Unit", default=None)


class _Code(msgspec.Struct):
    key: str = msgspec.field(name="Key")
    title: str = msgspec.field(name="Title")
    status: str | None = msgspec.field(name="Status", default=None)


def fetch_info(table: str) -> TableInfo:
    """Ask what a table is and when it changed. Raises SourceError."""
    found = read_listed(_ask(table, "TableInfos"), _Info, "TableInfos", HOST)
    if not found:
        raise SourceError(f"{HOST} zegt niets over tabel {table}.", "answer", HOST)
    info = found[0]
    return TableInfo(
        table=info.identifier,
        title=info.title.strip(),
        licence=LICENCE,
        url=page_of(table),
        modified=cbs_day(info.modified, HOST),
        edition=info.modified,
        state=info.state or "",
        service="v3",
    )


def fetch_structure(table: str) -> Structure:
    """Ask the measures and dimensions of a table. Raises SourceError."""
    found = read_listed(_ask(table, "DataProperties"), _Property, "DataProperties", HOST)
    by_id = {item.id: item for item in found}
    measures = tuple(
        Measure(item.key, item.title.strip(), _groups(item, by_id), item.unit or "")
        for item in found
        if item.type == "Topic"
    )
    dimensions = tuple(
        Dimension(item.key, item.title.strip(), kind, _codes(table, item.key))
        for item in found
        if (kind := _kind(item))
    )
    return Structure(measures, dimensions)


def fetch_observations(table: str, structure: Structure, query: Query) -> pd.DataFrame:
    """Ask observations, filtered by keys as the table's own lists of codes spell them.

    Raises SourceError, and DataError for a text where a number belongs.
    """
    names = {measure.key: measure.name for measure in structure.measures}
    dimensions = [dimension.key for dimension in structure.dimensions]
    options: dict[str, Any] = {"select": [*dimensions, *query.measures]}
    if wanted := make_filter(_spelled(structure, query)):
        options["filters"] = wanted
    try:
        rows = _ask(table, "TypedDataSet", **options)
    except SourceError as error:
        if error.kind != "missing":
            raise
        rows = _ask(table, "UntypedDataSet", **options)
    records = [
        record for row in rows for record in _records(row, dimensions, query.measures, names)
    ]
    return make_observations(records, dimensions)


def fetch_texts(table: str, dimension: str, measure: str) -> dict[str, str]:
    """Ask a measure that is a text, by code. Raises SourceError."""
    rows = _ask(table, "TypedDataSet", select=[dimension, measure])
    try:
        return {str(row[dimension]).strip(): str(row[measure] or "").strip() for row in rows}
    except KeyError as error:
        raise SourceError(f"{HOST}: de kolom {error} ontbreekt.", "answer", HOST) from error


def _spelled(structure: Structure, query: Query) -> dict[str, list[str]]:
    """Return the wanted codes with their padding: without it, the answer is empty."""
    return {
        dimension.key: [code.raw for code in dimension.codes if code.key in wanted]
        for dimension in structure.dimensions
        if (wanted := query.codes.get(dimension.key))
    }


def _records(
    row: Mapping[str, Any], dimensions: list[str], measures: tuple[str, ...], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Turn one wide row into a record per measure."""
    missing = [name for name in (*dimensions, *measures) if name not in row]
    if missing:
        raise SourceError(f"{HOST}: de kolom '{missing[0]}' ontbreekt.", "answer", HOST)
    codes = {name: str(row[name]).strip() for name in dimensions}
    for measure in measures:
        value, attribute = read_value(row[measure], names[measure])
        yield codes | {MEASURE: measure, VALUE: value, ATTRIBUTE: attribute}


def _kind(item: _Property) -> DimensionKind | None:
    """Return the kind of a dimension; None for a topic or a group of topics."""
    is_topic = item.type.startswith("Topic") or not item.key
    return None if is_topic else dimension_kind(item.type)


def _groups(item: _Property, by_id: Mapping[int, _Property]) -> tuple[str, ...]:
    """Return the titles of the groups an item lies in, outermost first."""
    found: list[str] = []
    parent = item.parent
    while parent is not None and parent in by_id and len(found) < len(by_id):
        found.insert(0, by_id[parent].title.strip())
        parent = by_id[parent].parent
    return tuple(found)


def _codes(table: str, dimension: str) -> tuple[Code, ...]:
    try:
        raw = _ask(table, dimension)
    except SourceError as error:
        if error.kind == "missing":
            return ()
        raise
    found = read_listed(raw, _Code, dimension, HOST)
    return tuple(Code(c.key.strip(), c.title.strip(), c.status or "", c.key) for c in found)


def _ask(table: str, name: str, **options: Any) -> list[Any]:
    """Ask one part of a table, all pages of it. Raises SourceError."""
    try:
        rows = cbsodata.get_meta(table, name, catalog_url=HOST, **options)
    except SourceError:
        raise
    except (requests.RequestException, LookupError, TypeError, ValueError) as error:
        sentence = f"{HOST} geeft bij {name} van tabel {table} geen lijst met gegevens."
        raise SourceError(sentence, "answer", HOST) from error
    if not all(isinstance(row, dict) for row in rows):
        raise SourceError(f"{HOST} geeft bij {name} geen gegevens.", "answer", HOST)
    return list(rows)
