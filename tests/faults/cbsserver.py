"""Both services of CBS on loopback, serving tables that a test makes up or takes from a copy.

    tables = {"80794ned": Table(...)}
    with FaultServer(cbs(tables)) as server:
        ...MONITOR_CBS_V3_URL=server.url, MONITOR_CBS_V4_URL=server.url

Keys of the older service are padded and numbered, and its filter is exact; the newer one
gives an observation per line. Both page per `page_size` rows and give the columns that are
asked. Links to a next page name the true host, as recorded answers do. `spoil` may change any
reply: `(request, reply) -> reply`; `is_info` and `is_data` say what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from faultserver import Handler, Reply, Request, ok, refuse_to_talk, status

V3_HOST, V4_HOST = "https://opendata.cbs.nl", "https://datasets.cbs.nl"
LONGEST_ADDRESS = 2000  # beyond it, the true services break the connection
_V3 = re.compile(r"/ODataFeed/odata/([^/]+)/(\w+)/?", re.IGNORECASE)
_V4 = re.compile(r"/odata/v1/CBS/([^/]+)/(\w+)")
_CATALOGUES = {"/ODataCatalog/Tables": "v3", "/odata/v1/Datasets": "v4"}
_TERM = re.compile(r"(\w+) eq '((?:[^']|'')*)'")
_KINDS = {"regio": "GeoDimension", "tijd": "TimeDimension", "overig": "Dimension"}

Row = dict[str, Any]
Spoil = Callable[[Request, Reply], Reply]


@dataclass
class Topic:
    """A measure: its key in both services, its title, the group it lies in, its unit."""

    v3: str
    v4: str
    title: str
    group: str = ""
    unit: str = "aantal"


@dataclass
class Dim:
    """A dimension with its codes: code -> (title, status).

    `width` is the width to which codes are padded, `width4` that of the newer service.
    """

    key: str
    title: str
    kind: str
    codes: dict[str, tuple[str, str]]
    width: int = 0
    width4: int = 0


@dataclass
class Table:
    """A table: `rows` hold a code per dimension and a value per title of a topic."""

    id: str
    title: str
    topics: list[Topic]
    dims: list[Dim]
    rows: list[Row]
    modified: str = "2026-07-01"
    state: str = "Regulier"
    attributes: dict[tuple[str, ...], str] = field(default_factory=dict)


def is_info(request: Request) -> bool:
    """Tell whether this asks what a table is: the first question, and the only one if it is old."""
    return request.path.endswith(("/TableInfos", "/Properties"))


def is_data(request: Request) -> bool:
    """Tell whether this asks observations."""
    return request.path.endswith(("DataSet", "/Observations"))


def cbs(
    tables: Mapping[str, Table],
    *,
    page_size: int = 10_000,
    services: Iterable[str] = ("v3", "v4"),
    catalogue: Mapping[str, str] | None = None,
    spoil: Spoil = lambda _request, reply: reply,
) -> Handler:
    """Return a handler for `FaultServer` that serves `tables` over these services.

    `catalogue` has title by number, as both services list them; without it there is none.
    """
    listed = [{"Identifier": n, "Title": title} for n, title in (catalogue or {}).items()]

    def handler(request: Request) -> Reply:
        if len(request.target) > LONGEST_ADDRESS:
            return refuse_to_talk()
        if _CATALOGUES.get(request.path) in services and catalogue is not None:
            return spoil(request, ok({"value": listed}))
        for name, pattern, serve in (("v3", _V3, _serve_v3), ("v4", _V4, _serve_v4)):
            found = pattern.fullmatch(request.path)
            table = tables.get(found[1]) if found else None
            if found and table and name in services:
                return spoil(request, serve(table, found[2], request, page_size))
        return spoil(request, status(404))

    return handler


def _serve_v3(table: Table, name: str, request: Request, size: int) -> Reply:
    dims = {dim.key: dim for dim in table.dims}
    if name == "TableInfos":
        info = {"ID": 0, "Identifier": table.id, "Title": table.title, "Catalog": "CBS"}
        modified = f"{table.modified}T02:00:00"
        return _v3([info | {"Modified": modified, "OutputStatus": table.state, "Language": "nl"}])
    if name == "DataProperties":
        return _v3(_properties(table))
    if name in dims:
        dim = dims[name]
        rows = [
            {"Key": code.ljust(dim.width), "Title": title, "Description": None}
            | ({"Status": word} if dim.kind == "tijd" else {})
            for code, (title, word) in dim.codes.items()
        ]
        return _v3(rows)
    if name not in ("TypedDataSet", "UntypedDataSet"):
        return status(404)
    wanted = _terms(request)
    rows = [_wide(table, number, row) for number, row in enumerate(table.rows)]
    rows = [row for row in rows if all(row[key] in codes for key, codes in wanted.items())]
    start = int(request.query.get("$skip", 0))
    page = _selected(rows[start : start + size], request)
    body = {"odata.metadata": f"{V3_HOST}/$metadata", "value": page}
    if start + size < len(rows):
        body["odata.nextLink"] = _next(V3_HOST, request, start + size)
    return ok(body)


def _v3(rows: list[Row]) -> Reply:
    return ok({"odata.metadata": f"{V3_HOST}/$metadata", "value": rows})


def _properties(table: Table) -> list[Row]:
    rows: list[Row] = []
    groups: dict[str, int] = {}
    for dim in table.dims:
        row = {"ID": len(rows), "ParentID": None, "Type": _KINDS[dim.kind]}
        rows.append(row | {"Key": dim.key, "Title": dim.title, "Description": None})
    for topic in table.topics:
        if topic.group and topic.group not in groups:
            groups[topic.group] = len(rows)
            row = {"ID": len(rows), "ParentID": None, "Type": "TopicGroup"}
            rows.append(row | {"Key": "", "Title": topic.group})
        row = {"ID": len(rows), "ParentID": groups.get(topic.group), "Type": "Topic"}
        rows.append(row | {"Key": topic.v3, "Title": topic.title, "Unit": topic.unit})
    return rows


def _wide(table: Table, number: int, row: Row) -> Row:
    codes = {dim.key: str(row[dim.key]).ljust(dim.width) for dim in table.dims}
    return {"ID": number} | codes | {topic.v3: row.get(topic.title) for topic in table.topics}


def _serve_v4(table: Table, name: str, request: Request, size: int) -> Reply:
    lists: dict[str, list[Row]] = {
        "Dimensions": [
            {"Identifier": dim.key, "Title": dim.title, "Kind": _KINDS[dim.kind]}
            for dim in table.dims
        ],
        "MeasureGroups": [
            {"Id": f"{group} ", "Index": 1, "Title": group, "ParentId": None}
            for group in dict.fromkeys(topic.group for topic in table.topics if topic.group)
        ],
        "MeasureCodes": [
            {
                "Identifier": topic.v4,
                "Title": topic.title,
                "Unit": topic.unit,
                "MeasureGroupId": topic.group or None,
            }
            for topic in table.topics
        ],
    }
    for dim in table.dims:
        lists[f"{dim.key}Codes"] = [
            {"Identifier": code.ljust(dim.width4), "Title": title, "Status": word or None}
            for code, (title, word) in dim.codes.items()
        ]
    if name == "Properties":
        info = {"Identifier": table.id, "Title": table.title, "Status": table.state}
        licence = "https://creativecommons.org/licenses/by/4.0/"
        return ok(info | {"Modified": f"{table.modified}T00:00:00+02:00", "License": licence})
    if name == "Observations":
        return _observations(table, request, size)
    return ok({"value": lists[name]}) if lists.get(name) else status(404)


def _observations(table: Table, request: Request, size: int) -> Reply:
    wanted = _terms(request)
    found = (row for row in _long(table) if all(row[key] in codes for key, codes in wanted.items()))
    start = int(request.query.get("$skip", 0))
    rows = list(islice(found, start, start + size + 1))
    page = _selected(rows[:size], request)
    body: Row = {"@odata.context": f"{V4_HOST}/$metadata#Observations", "value": page}
    if len(rows) > size:
        body["@odata.nextLink"] = _next(V4_HOST, request, start + size)
    return ok(body)


def _long(table: Table) -> Iterable[Row]:
    number = 0
    for row in table.rows:
        codes = {dim.key: row[dim.key].ljust(dim.width4) for dim in table.dims}
        for topic in table.topics:
            if topic.title not in row:
                continue
            value = row[topic.title]
            why = table.attributes.get(
                (*map(str.strip, codes.values()), topic.title), "NotAvailable"
            )
            number += 1
            yield {
                "Id": number,
                "Measure": topic.v4,
                "ValueAttribute": "None" if value is not None else why,
                "Value": value,
                "StringValue": None,
            } | codes


def _selected(rows: list[Row], request: Request) -> list[Row]:
    if not (asked := request.query.get("$select")):
        return rows
    return [{name: row[name] for name in asked.split(",") if name in row} for row in rows]


def _terms(request: Request) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = {}
    for name, code in _TERM.findall(request.query.get("$filter", "")):
        wanted.setdefault(name, set()).add(code.replace("''", "'"))
    return wanted


def _next(host: str, request: Request, skip: int) -> str:
    kept = {name: value for name, value in request.query.items() if name != "$skip"}
    query = "&".join(f"{name}={value}" for name, value in kept.items())
    return f"{host}{request.path}?{query}&$skip={skip}"
