"""Both services of PDOK on loopback, serving boundaries that a test makes or takes along.

    with FaultServer(pdok({2026: shipped()})) as server:
        with budget(quick(server.url), seconds=10):
            fetch_boundaries("api.pdok.nl", 2026, ["GM0202"])

Links to a next page name the true host, as real answers do. `spoil` may change any reply:
`(request, reply) -> reply`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

import shapely
from faultserver import Handler, Reply, Request, ok, status, typed

from data_loaders.files.paths import GEO
from data_loaders.net.settings import NetSettings

OGC, WFS = "https://api.pdok.nl", "https://service.pdok.nl"
ITEMS = "/cbs/gebiedsindelingen/ogc/v1/collections/gemeente_gegeneraliseerd/items"
_WFS_PATH = "/cbs/gebiedsindelingen/{}/wfs/v1_0"

Shapes = dict[str, dict[str, Any]]
"""GeoJSON geometries by code of municipality."""
Spoil = Callable[[Request, Reply], Reply]


def shipped() -> Shapes:
    """The boundaries that ship with the product, a copy."""
    found = json.loads((GEO / "gemeenten_2024.geojson").read_bytes())["features"]
    return {feature["id"]: feature["geometry"] for feature in found}


def square(west: float, south: float) -> dict[str, Any]:
    """A municipality of about 700 by 1100 m."""
    ring = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
    return {"type": "Polygon", "coordinates": [[[west + x, south + y] for x, y in ring]]}


def mesh() -> Shapes:
    """Four municipalities that fill a square."""
    return {f"GM000{i + 1}": square(5.9 + 0.01 * (i % 2), 51.9 + 0.01 * (i // 2)) for i in range(4)}


def changed(shapes: Shapes, code: str, change: Callable[[Any], Any]) -> Shapes:
    """Shapes of which one is changed, as a shapely geometry in degrees."""
    shape = change(shapely.geometry.shape(shapes[code]))
    return {**shapes, code: json.loads(shapely.to_geojson(shape))}


def quick(base: str, **changes: Any) -> NetSettings:
    """Settings that ask a mirror of both services and lose no time."""
    values: dict[str, Any] = {
        "origins": {OGC: base, WFS: base},
        "connect_timeout": 1,
        "read_timeout": 1,
        "attempts": 2,
        "backoff_base": 0.01,
        "backoff_max": 0.02,
        "min_interval": 0,
        "circuit_failures": 100,
    }
    return NetSettings(**values | changes)


def pdok(
    years: Mapping[int, Shapes],
    *,
    page_size: int = 1000,
    services: Collection[str] = ("ogc", "wfs"),
    latitude_first: bool = True,
    spoil: Spoil = lambda _request, reply: reply,
) -> Handler:
    """A handler for `FaultServer` that serves `years` over these services."""

    def handler(request: Request) -> Reply:
        if request.path == ITEMS and "ogc" in services:
            return spoil(request, _items(years, request, page_size))
        for year, shapes in years.items():
            if request.path == _WFS_PATH.format(year) and "wfs" in services:
                return spoil(request, _features(year, shapes, request, page_size, latitude_first))
        return status(404)

    return handler


def doubled(reply: Reply, code: str) -> Reply:
    """The same answer with one municipality twice."""
    return edited(reply, lambda body: body["features"].extend(_only(body, code)))


def edited(reply: Reply, edit: Callable[[Any], object]) -> Reply:
    """The same answer with its JSON changed."""
    body = json.loads(reply.body)
    edit(body)
    return Reply(headers=reply.headers, body=json.dumps(body).encode())


def _only(body: Any, code: str) -> list[Any]:
    found = [item for item in body["features"] if item["properties"]["statcode"] == code]
    return deepcopy(found)


def _items(years: Mapping[int, Shapes], request: Request, page_size: int) -> Reply:
    query = request.query
    unknown = set(query) - {"f", "limit", "jaarcode", "bbox", "cursor"}
    if unknown or query["f"] != "json":
        return status(400)
    found = [
        _feature(year, code, shape, {"jaarcode": year, "jrstatcode": f"{year}{code}"})
        for year, shapes in years.items()
        for code, shape in shapes.items()
        if str(year) == query.get("jaarcode", str(year)) and _meets(shape, query.get("bbox"))
    ]
    start, size = int(query.get("cursor", 0)), min(int(query["limit"]), page_size)
    links = [{"rel": "self", "href": OGC + request.target}]
    if start + size < len(found):
        following = urlencode(query | {"cursor": start + size})
        links.append({"rel": "next", "href": f"{OGC}{ITEMS}?{following}"})
    return _geojson(found[start : start + size], links=links, numberReturned=size)


def _features(
    year: int, shapes: Shapes, request: Request, page_size: int, latitude_first: bool
) -> Reply:
    query = request.query
    asked = {"service": "WFS", "version": "2.0.0", "request": "GetFeature"}
    asked |= {"typeNames": "gebiedsindelingen:gemeente_gegeneraliseerd"}
    asked |= {"outputFormat": "application/json", "srsName": "EPSG:4326"}
    if not asked.items() <= query.items():
        return typed(status(400, body=b"<ExceptionReport/>"), "text/xml")
    found = [
        _feature(
            year, code, _turned(shape) if latitude_first else shape, {"jrstatcode": f"{year}{code}"}
        )
        for code, shape in shapes.items()
    ]
    start, size = int(query["startindex"]), min(int(query["count"]), page_size)
    return ok({"type": "FeatureCollection", "features": found[start : start + size]})


def _geojson(features: list[Any], **more: Any) -> Reply:
    reply = ok({"type": "FeatureCollection", "features": features} | more)
    return typed(reply, "application/geo+json")


def _feature(year: int, code: str, shape: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    name = {"statcode": code, "statnaam": f"Gemeente {code}", "rubriek": "gemeente"}
    return {"type": "Feature", "id": code, "properties": name | known, "geometry": shape}


def _meets(shape: dict[str, Any], box: str | None) -> bool:
    if box is None:
        return True
    west, south, east, north = map(float, box.split(","))
    return bool(shapely.geometry.shape(shape).intersects(shapely.box(west, south, east, north)))


def _turned(shape: dict[str, Any]) -> dict[str, Any]:
    turn = shapely.transform(shapely.geometry.shape(shape), lambda places: places[:, ::-1])
    return dict(json.loads(shapely.to_geojson(turn)))
