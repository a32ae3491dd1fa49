"""The answers of both services of CBS about a made table, as plain JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

from bench.made import MadeTable
from data_loaders.clock import dutch_today
from data_loaders.sources.cbs_table import ATTRIBUTE, MEASURE, VALUE, ServiceName

# Links to a next page name the true host, as recorded answers do.
HOSTS = {"v3": "https://opendata.cbs.nl", "v4": "https://datasets.cbs.nl"}
ROWS_PER_PAGE = {"v3": 10_000, "v4": 100_000}
# Newer than any copy that ships with the product.
MODIFIED = f"{dutch_today().isoformat()}T02:00:00"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_PATHS = {
    "v3": re.compile(r"/ODataFeed/odata/([^/]+)/(\w+)"),
    "v4": re.compile(r"/odata/v1/CBS/([^/]+)/(\w+)"),
}
_TERM = re.compile(r"(\w+) eq '([^']*)'")
_KINDS = {"regio": "GeoDimension", "tijd": "TimeDimension", "overig": "Dimension"}

Row = dict[str, Any]
Query = Mapping[str, str]


def answer(
    service: ServiceName, tables: Mapping[str, MadeTable], path: str, query: Query
) -> Row | None:
    """Return what a service says, None when it has nothing there."""
    found = _PATHS[service].fullmatch(path)
    table = tables.get(found[1]) if found else None
    if found is None or table is None:
        return None
    if found[2] in ("TypedDataSet", "Observations"):
        return _page(service, table, path, query)
    lists = _v3_lists(table) if service == "v3" else _v4_lists(table)
    return lists.get(found[2])


def _v3_lists(table: MadeTable) -> dict[str, Row]:
    about = {"Identifier": table.id, "Title": table.title, "OutputStatus": "Regulier"}
    rows = {
        "TableInfos": [about | {"Modified": MODIFIED}],
        "DataProperties": list(_properties(table)),
    }
    for dimension in table.structure.dimensions:
        rows[dimension.key] = [
            {"Key": _padded(code.key), "Title": code.title, "Status": code.status}
            for code in dimension.codes
        ]
    return {name: {"value": found} for name, found in rows.items()}


def _properties(table: MadeTable) -> Iterator[Row]:
    """Yield dimensions, groups and topics as one list, in which a topic names its group."""
    numbers = count()
    for dim in table.structure.dimensions:
        yield _property(next(numbers), None, _KINDS[dim.kind], dim.key, dim.title)
    for item in table.structure.measures:
        parent = None
        for group in item.groups:
            number = next(numbers)
            yield _property(number, parent, "TopicGroup", "", group)
            parent = number
        topic = _property(next(numbers), parent, "Topic", item.key, item.title)
        yield topic | {"Unit": item.unit}


def _property(number: int, parent: int | None, kind: str, key: str, title: str) -> Row:
    return {"ID": number, "ParentID": parent, "Type": kind, "Key": key, "Title": title}


def _v4_lists(table: MadeTable) -> dict[str, Row]:
    about = {"Identifier": table.id, "Title": table.title, "License": LICENCE}
    structure = table.structure
    rows: dict[str, list[Row]] = {
        "Dimensions": [
            {"Identifier": dim.key, "Title": dim.title, "Kind": _KINDS[dim.kind]}
            for dim in structure.dimensions
        ],
        "MeasureGroups": [
            {"Id": _group(path), "Title": path[-1], "ParentId": _group(path[:-1])}
            for path in _group_paths(table)
        ],
        "MeasureCodes": [
            {"Identifier": item.key, "Title": item.title, "Unit": item.unit}
            | {"MeasureGroupId": _group(item.groups)}
            for item in structure.measures
        ],
    }
    for dim in structure.dimensions:
        rows[f"{dim.key}Codes"] = [
            {"Identifier": code.key, "Title": code.title, "Status": code.status or None}
            for code in dim.codes
        ]
    lists: dict[str, Row] = {name: {"value": found} for name, found in rows.items()}
    return lists | {"Properties": about | {"Modified": MODIFIED, "Status": "Regulier"}}


def _group_paths(table: MadeTable) -> Iterable[tuple[str, ...]]:
    """Return every group of measures once, with the groups it lies in."""
    return dict.fromkeys(
        item.groups[: depth + 1]
        for item in table.structure.measures
        for depth in range(len(item.groups))
    )


def _group(path: tuple[str, ...]) -> str | None:
    return " > ".join(path) or None


def _wide(codes: Mapping[str, str], values: Mapping[str, float | None]) -> list[Row]:
    """Return one row with a column per measure."""
    return [{**{name: _padded(code) for name, code in codes.items()}, **values}]


def _long(codes: Mapping[str, str], values: Mapping[str, float | None]) -> list[Row]:
    """Return a row per measure."""
    return [
        {
            **codes,
            MEASURE: name,
            VALUE: value,
            ATTRIBUTE: "NotAvailable" if value is None else "None",
        }
        for name, value in values.items()
    ]


def _asked(query: Query) -> dict[str, set[str]]:
    """Return the codes a filter names, and the measures."""
    wanted: dict[str, set[str]] = {}
    for name, code in _TERM.findall(query.get("$filter", "")):
        wanted.setdefault(name, set()).add(code.strip())
    return wanted


def _padded(code: str) -> str:
    return code.ljust(7)


def _page(service: ServiceName, table: MadeTable, path: str, query: Query) -> Row:
    """Return one page of observations, with the columns asked for and a link to the next."""
    shape, rows_each = (_wide, 1) if service == "v3" else (_long, len(table.structure.measures))
    size, start = ROWS_PER_PAGE[service] // rows_each, int(query.get("$skip", 0))
    cells = list(table.cells(_asked(query), start, start + size + 1))
    rows = [row for codes, values in cells[:size] for row in shape(codes, values)]
    if names := query.get("$select"):
        rows = [{name: row[name] for name in names.split(",")} for row in rows]
    page: Row = {"value": rows}
    if len(cells) > size:
        more = urlencode({**query, "$skip": str(start + size)}, quote_via=quote, safe="$,")
        link = "odata.nextLink" if service == "v3" else "@odata.nextLink"
        page[link] = f"{HOSTS[service]}{path}?{more}"
    return page
