"""Boundaries of municipalities from PDOK: OGC API Features, and the older WFS behind it.

Both serve the CBS layer gemeente_gegeneraliseerd, which holds the whole country for every year.
Answers are read a page at a time and only the municipalities asked for are kept.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.geo.boundary_file import places_in
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json

LAYER = "gemeente_gegeneraliseerd"
OGC_HOST, WFS_HOST = "api.pdok.nl", "service.pdok.nl"
HOSTS = (OGC_HOST, WFS_HOST)
PAGE = 100  # municipalities: some megabytes at most

_OGC_URL = f"https://{OGC_HOST}/cbs/gebiedsindelingen/ogc/v1/collections/{LAYER}/items"
_WFS_URL = f"https://{WFS_HOST}/cbs/gebiedsindelingen/{{year}}/wfs/v1_0"
# What the services say of a year they do not have: 404, or 400 for a value outside their list.
_NO_YEAR = (400, 404)
# The Netherlands, generously. Swapped coordinates never fall inside.
_LONGITUDES, _LATITUDES = (3.0, 7.5), (50.5, 54.0)

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


class _Properties(msgspec.Struct):
    statcode: str
    statnaam: str
    jrstatcode: str | None = None
    jaarcode: int | str | None = None


class _Feature(msgspec.Struct):
    properties: _Properties
    geometry: Any = None


class _Link(msgspec.Struct):
    rel: str = ""
    href: str = ""


class _Page(msgspec.Struct):
    type: Literal["FeatureCollection"]
    features: list[_Feature]
    links: list[_Link] = []


_Position = Annotated[list[float], msgspec.Meta(min_length=2, max_length=3)]
_Ring = Annotated[list[_Position], msgspec.Meta(min_length=4)]
_Rings = Annotated[list[_Ring], msgspec.Meta(min_length=1)]


class _Polygon(msgspec.Struct, tag_field="type", tag="Polygon"):
    coordinates: _Rings


class _MultiPolygon(msgspec.Struct, tag_field="type", tag="MultiPolygon"):
    coordinates: Annotated[list[_Rings], msgspec.Meta(min_length=1)]


@dataclass(frozen=True)
class Fetched:
    """Boundaries of one year as GeoJSON in CRS84, and the host they are from.

    One feature per municipality, sorted, with `statcode`, `statnaam` and `jrstatcode`; equal
    boundaries give equal bytes.
    """

    year: int
    host: str
    content: bytes


def fetch_boundaries(
    host: str, year: int, codes: Collection[str], box: Box | None = None
) -> Fetched | None:
    """Fetch the boundaries of `codes` (`GM0202`) in `year`; None when that year is not there.

    `box` spares the OGC API the rest of the country. Needs a budget. Raises SourceError when
    the service fails or answers something else, and DataError when a municipality is missing,
    double, without an area or outside the Netherlands.
    """
    pages = _ogc_pages(year, box) if host == OGC_HOST else _wfs_pages(year)
    found: dict[str, dict[str, Any]] = {}
    is_there = False
    for page in pages:
        for feature in page.features:
            if _year_of(feature, host) != year:
                continue
            is_there = True
            code = feature.properties.statcode
            if code in found:
                raise DataError(f"{host} geeft {code} in {year} twee keer.")
            if code in codes:
                found[code] = _as_ours(feature, year, host)
    if not is_there:
        return None
    if missing := sorted(set(codes) - set(found)):
        raise DataError(f"{host} geeft in {year} geen grens van {', '.join(missing)}.")
    collection = {"type": "FeatureCollection", "features": [found[code] for code in sorted(found)]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return Fetched(year, host, text.encode())


def _ogc_pages(year: int, box: Box | None) -> Iterator[_Page]:
    params = {"f": "json", "limit": str(PAGE), "jaarcode": str(year)}
    if box:
        params["bbox"] = ",".join(f"{degrees:.5f}" for degrees in box)
    page = _first_page(_OGC_URL, params, OGC_HOST)
    while page:
        yield page
        following = next((link.href for link in page.links if link.rel == "next"), None)
        page = _read(get_json(following), OGC_HOST) if following else None


def _wfs_pages(year: int) -> Iterator[_Page]:
    params = {
        "service": "WFS",
        "version": "2.0.0",
        "request": "GetFeature",
        "typeNames": f"gebiedsindelingen:{LAYER}",
        "outputFormat": "application/json",
        "srsName": "EPSG:4326",
        "count": str(PAGE),
    }
    url = _WFS_URL.format(year=year)
    page = _first_page(url, params | {"startindex": "0"}, WFS_HOST)
    received = 0
    # To the empty page: the service may give fewer at a time than it is asked.
    while page and page.features:
        yield page
        received += len(page.features)
        page = _read(get_json(url, params | {"startindex": str(received)}), WFS_HOST)


def _first_page(url: str, params: dict[str, str], host: str) -> _Page | None:
    try:
        return _read(get_json(url, params), host)
    except SourceError as error:
        if error.status in _NO_YEAR:
            return None
        raise


def _read(raw: Any, host: str) -> _Page:
    try:
        return msgspec.convert(raw, _Page)
    except msgspec.ValidationError as error:
        sentence = f"{host} geeft bij de grenzen iets anders dan afgesproken ({error})."
        raise SourceError(sentence, "answer", host, 200) from error


def _year_of(feature: _Feature, host: str) -> int:
    """Return the year a feature says it is of: the services keep many years in one place."""
    said = str(feature.properties.jrstatcode or feature.properties.jaarcode)[:4]
    if not said.isdecimal():
        sentence = f"{host} zegt bij een grens niet van welk jaar die is."
        raise SourceError(sentence, "answer", host, 200)
    return int(said)


def _as_ours(feature: _Feature, year: int, host: str) -> dict[str, Any]:
    code, name = feature.properties.statcode, feature.properties.statnaam
    try:
        shape = msgspec.convert(feature.geometry, _Polygon | _MultiPolygon)
    except msgspec.ValidationError as error:
        raise DataError(f"{host} geeft bij {code} geen bruikbare grens ({error}).") from error
    coordinates = shape.coordinates
    if host == WFS_HOST and _all_within(coordinates, _LATITUDES, _LONGITUDES):
        coordinates = _turn(coordinates)
    if not _all_within(coordinates, _LONGITUDES, _LATITUDES):
        raise DataError(f"{host} geeft een grens van {code} die niet in Nederland ligt.")
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": name, "jrstatcode": f"{year}{code}"},
        "geometry": {"type": feature.geometry["type"], "coordinates": coordinates},
    }


def _all_within(coordinates: Any, first: tuple[float, float], second: tuple[float, float]) -> bool:
    return all(
        first[0] <= x <= first[1] and second[0] <= y <= second[1] for x, y in places_in(coordinates)
    )


def _turn(coordinates: Any) -> Any:
    """Put longitude first: by the letter EPSG:4326 has latitude first, and servers differ."""
    if isinstance(coordinates[0], int | float):
        return [coordinates[1], coordinates[0]]
    return [_turn(part) for part in coordinates]
