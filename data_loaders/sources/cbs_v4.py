"""The newer service of CBS (OData 4, datasets.cbs.nl). Same interface as `cbs_v3`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import pandas as pd

from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json
from data_loaders.sources.cbs_embedded import page_of
from data_loaders.sources.cbs_service import (
    NO_VALUE,
    Query,
    Record,
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
    Measure,
    Structure,
    TableInfo,
)

HOST = "datasets.cbs.nl"
BASE = f"https://{HOST}/odata/v1/CBS"
CATALOGUE = f"https://{HOST}/odata/v1/Datasets"
_LICENCES = {"https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0"}


class _Info(msgspec.Struct):
    identifier: str = msgspec.field(name="Identifier")
    title: str = msgspec.field(name="Title")
    modified: str = msgspec.field(name="Modified")
    licence: str | None = msgspec.field(name="License", default=None)
    state: str | None = msgspec.field(name="Status", default=None)


class _Dimension(msgspec.Struct):
    identifier: str = msgspec.field(name="Identifier")
    title: str = msgspec.field(name="Title")
    kind: str = msgspec.field(name="Kind")


class _Group(msgspec.Struct):
    id: str | int = msgspec.field(name="Id")
    title: str = msgspec.field(name="Title")
    parent: str | int | None = msgspec.field(name="ParentId", default=None)


class _Measure(msgspec.Struct):
    identifier: str = msgspec.field(name="Identifier")
    title: str = msgspec.field(name="Title")
    unit: str | None = msgspec.field(name="Unit", default=None)
    group: str | int | None = msgspec.field(name="MeasureGroupId", default=None)


class _Code(msgspec.Struct):
    identifier: str = msgspec.field(name="Identifier")
    title: str = msgspec.field(name="Title")
    status: str | None = msgspec.field(name="Status", default=None)


def fetch_info(table: str) -> TableInfo:
    """Ask what a table is and when it changed. Raises SourceError."""
    (info,) = read_listed([get_json(f"{BASE}/{table}/Properties")], _Info, "Properties", HOST)
    return TableInfo(
        table=info.identifier,
        title=info.title.strip(),
        licence=_LICENCES.get(info.licence or "", info.licence or "onbekend"),
        url=page_of(table),
        modified=cbs_day(info.modified, HOST),
        edition=info.modified,
        state=info.state or "",
        service="v4",
    )


def fetch_structure(table: str) -> Structure:
    """Ask the measures and dimensions of a table. Raises SourceError."""
    groups = {_key(item.id): item for item in _list(table, "MeasureGroups", _Group, optional=True)}
    measures = tuple(
        Measure(
            item.identifier.strip(),
            item.title.strip(),
            _groups(item, groups),
            item.unit or "",
            item.identifier,
        )
        for item in _list(table, "MeasureCodes", _Measure)
    )
    dimensions = tuple(
        Dimension(
            item.identifier,
            item.title.strip(),
            dimension_kind(item.kind),
            _codes(table, item.identifier),
        )
        for item in _list(table, "Dimensions", _Dimension)
    )
    return Structure(measures, dimensions)


def fetch_observations(table: str, structure: Structure, query: Query) -> pd.DataFrame:
    """Ask observations. Raises SourceError, and DataError for a text where a number belongs."""
    names = {measure.key: measure.name for measure in structure.measures}
    dimensions = [dimension.key for dimension in structure.dimensions]
    asked = [item.raw or item.key for item in structure.measures if item.key in query.measures]
    wanted = {MEASURE: asked, **_spelled(structure, query)}
    rows = _pages(
        f"{BASE}/{table}/Observations",
        {"$filter": make_filter(wanted), "$select": ",".join((*_COLUMNS, *dimensions))},
    )
    records = [_record(row, dimensions, names) for row in rows if _measure_of(row) in names]
    return make_observations(records, dimensions)


def fetch_texts(table: str, dimension: str, measure: str) -> dict[str, str]:
    """Ask a measure that is a text, by code. Raises SourceError."""
    params = {"$filter": make_filter({MEASURE: [measure]})}
    rows = _pages(f"{BASE}/{table}/Observations", params)
    try:
        return {
            str(row[dimension]).strip(): str(row["StringValue"] or "").strip()
            for row in rows
            if _measure_of(row) == measure
        }
    except KeyError as error:
        raise SourceError(f"{HOST}: de kolom {error} ontbreekt.", "answer", HOST) from error


_COLUMNS = (MEASURE, VALUE, ATTRIBUTE)


def _spelled(structure: Structure, query: Query) -> dict[str, list[str]]:
    """Return the wanted codes as the lists of codes spell them; without a list, as they are."""
    spelled = {}
    for dimension in structure.dimensions:
        if wanted := query.codes.get(dimension.key):
            found = [code.raw for code in dimension.codes if code.key in wanted]
            spelled[dimension.key] = found or list(wanted)
    return spelled


def _record(row: Mapping[str, Any], dimensions: list[str], names: dict[str, str]) -> dict[str, Any]:
    missing = [name for name in (*_COLUMNS, *dimensions) if name not in row]
    if missing:
        raise SourceError(f"{HOST}: de kolom '{missing[0]}' ontbreekt.", "answer", HOST)
    measure = _measure_of(row)
    value, attribute = read_value(row[VALUE], names[measure])
    if attribute == NO_VALUE and row[ATTRIBUTE] not in (None, "None"):
        attribute = str(row[ATTRIBUTE])
    codes = {name: str(row[name]).strip() for name in dimensions}
    return codes | {MEASURE: measure, VALUE: value, ATTRIBUTE: attribute}


def _measure_of(row: Mapping[str, Any]) -> str:
    return str(row.get(MEASURE, "")).strip()


def _groups(measure: _Measure, groups: Mapping[str, _Group]) -> tuple[str, ...]:
    """Return the titles of the groups a measure lies in, outermost first."""
    found: list[str] = []
    parent = _key(measure.group)
    while parent in groups and len(found) < len(groups):
        found.insert(0, groups[parent].title.strip())
        parent = _key(groups[parent].parent)
    return tuple(found)


def _key(identifier: str | int | None) -> str:
    return "" if identifier is None else str(identifier).strip()


def _codes(table: str, dimension: str) -> tuple[Code, ...]:
    found = _list(table, f"{dimension}Codes", _Code, optional=True)
    return tuple(
        Code(c.identifier.strip(), c.title.strip(), c.status or "", c.identifier) for c in found
    )


def _list(table: str, name: str, record: type[Record], *, optional: bool = False) -> list[Record]:
    """Ask one list of a table; an optional one may be absent."""
    try:
        rows = _pages(f"{BASE}/{table}/{name}", {})
    except SourceError as error:
        if optional and error.kind == "missing":
            return []
        raise
    return read_listed(rows, record, name, HOST)


def _pages(url: str, params: Mapping[str, str]) -> list[dict[str, Any]]:
    """Ask all pages of a list."""
    rows: list[dict[str, Any]] = []
    address: str | None = url
    options = {name: value for name, value in params.items() if value}
    while address:
        page = get_json(address, options or None)
        found = page.get("value") if isinstance(page, dict) else None
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise SourceError(f"{HOST} geeft geen lijst met gegevens.", "answer", HOST)
        rows += found
        link = page.get("@odata.nextLink")
        if not isinstance(link, str | None):
            raise SourceError(f"{HOST} geeft geen volgende bladzijde.", "answer", HOST)
        address, options = link, {}  # the link has them in it
    return rows
