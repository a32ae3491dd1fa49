"""Placing the names of municipalities on the maps, once for boundaries that are new.

A name with room for a value below it stands inside where that fits, as near as can be to the
middle of the largest circle in its municipality; else beside the map, with a line to that
middle. Only commands and refresh use this module: it needs a library for shapes, and some seconds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
import shapely

from data_loaders.geo.boundary_file import OURS, Extent, content_mark
from data_loaders.geo.label_file import Align, Label, LabelFile, NamePlaces, Point, made_with
from data_loaders.geo.label_search import (
    Placed,
    Rectangle,
    Spot,
    Spots,
    best_spots,
    is_apart,
    swapped,
)
from data_loaders.geo.label_spots import LEADING, Ground, Name, spots_of, within
from data_loaders.geo.map_sizes import SIZES, MapFrame, MapSize, SizeName, frame_around
from data_loaders.geo.regions import Region, load_regions

_MARGINS = ((0, 0), (0, 1), (0.3, 1), (0.3, 2), (0.6, 1), (0.6, 2), (0.9, 2), (1.2, 2))
"""Room beside and above the land for names, in names with a value."""
_SMALLER, _UNPLACED = 100.0, 1e6
"""What a map costs that is smaller, for each name, and a name that has no place."""
_ENOUGH = 2  # smaller maps in a row that are no better
_NAME = 7.0  # the width of a name by the size of its letters
_SQUEEZE = 0.62  # how long a degree of longitude is here by one of latitude
_WIDEN = 2.0  # pixels

Shapes = Mapping[str, shapely.Geometry]


def make_labels(content: bytes, extent: Extent = OURS) -> bytes:
    """Return where names stand on these boundaries (GeoJSON), as the file that is kept with them.

    Our own regions have a layout at every size; elsewhere names stand where they fit in the middle.
    """
    features = json.loads(content)["features"]
    shapes = ((item["id"], shapely.geometry.shape(item["geometry"]).wkb) for item in features)
    centres, maps = _maps(tuple(shapes), extent)
    made = LabelFile(content_mark(content), made_with(), centres, maps)
    return msgspec.json.encode(made)


def make_layout(content: bytes, region: str, size: SizeName) -> NamePlaces:
    """Return where the names of one region stand at one size, on these boundaries (GeoJSON)."""
    features = json.loads(content)["features"]
    shapes = {item["id"]: shapely.geometry.shape(item["geometry"]) for item in features}
    centres = {code: _centre(shape) for code, shape in shapes.items()}
    return _layout(load_regions().members(region), shapes, centres, SIZES[size])


@lru_cache(maxsize=4)  # of another year the boundaries are often the same
def _maps(
    known: tuple[tuple[str, bytes], ...], extent: Extent
) -> tuple[dict[str, Point], dict[str, dict[SizeName, NamePlaces]]]:
    shapes = {code: shapely.from_wkb(shape) for code, shape in known}
    centres = {code: _centre(shape) for code, shape in shapes.items()}
    return centres, {
        region.code: {name: _layout(codes, shapes, centres, size) for name, size in SIZES.items()}
        for region, codes in (_regions(set(shapes)) if extent == OURS else ())
    }


def _regions(known: Set[str]) -> Iterator[tuple[Region, Sequence[str]]]:
    """Yield our regions that have a map of their own on these boundaries, and what is on it."""
    regions = load_regions()
    for region in regions.regions:
        codes = regions.members(region.code)
        is_own_map = region.level in {"arbeidsmarktregio", "regio"}
        if is_own_map and codes and set(codes) <= known:
            yield region, codes


def _centre(shape: shapely.Geometry) -> Point:
    """Return the middle of the largest circle in a shape (degrees)."""
    squeezed = shapely.transform(shape, lambda places: places * (_SQUEEZE, 1))
    found = shapely.maximum_inscribed_circle(squeezed, tolerance=0.0005)
    lon, lat = shapely.get_coordinates(found)[0]
    return round(float(lon) / _SQUEEZE, 5), round(float(lat), 5)


def _layout(
    codes: Sequence[str], shapes: Shapes, centres: Mapping[str, Point], size: MapSize
) -> NamePlaces:
    """Return the best map of these municipalities at a size: large, and with many values.

    A frame that would cost more even with each name at its cheapest spot is not tried.
    """
    grounds = {ground.frame: ground for ground in _grounds(codes, shapes, size)}
    largest = max(frame.scale for frame in grounds)
    best: tuple[float, Ground, dict[str, Spots], Placed] | None = None
    worse = 0
    for ground in sorted(grounds.values(), key=lambda made: -made.frame.scale):
        options = _options(ground, centres)
        price = _SMALLER * (1 - ground.frame.scale / largest) * ground.unit * len(codes)
        cheapest = sum(spots.costs[0] for spots in options.values() if spots.each)
        if best and price + cheapest >= best[0]:
            continue
        placed = best_spots(options, sorted(options, key=lambda code: ground.shapes[code].area))
        price += sum(spot.cost for spot in placed.values())
        price += _UNPLACED * (len(codes) - len(placed))
        if best is None or price < best[0]:
            best, worse = (price, ground, options, placed), 0
        elif len(placed) == len(codes) and (worse := worse + 1) == _ENOUGH:
            break
    assert best
    _, ground, options, placed = best
    return NamePlaces(ground.frame, _labels(ground, swapped(options, placed)))


def _grounds(codes: Sequence[str], shapes: Shapes, size: MapSize) -> Iterator[Ground]:
    """Yield the map with more and more room around it."""
    letters = size.letters[-1]
    places = [place for code in codes for place in shapely.get_coordinates(shapes[code])]
    for beside, above in _MARGINS:
        room = beside * letters * _NAME, above * letters * LEADING * 2
        frame = frame_around(places, size, *room)
        drawn = {
            code: shapely.transform(shapes[code], lambda at, frame=frame: _pixels(at, frame))
            for code in codes
        }
        land = shapely.union_all(list(drawn.values()))
        shapely.prepare(land)
        yield Ground(frame, size, drawn, land)


def _pixels(places: Any, frame: MapFrame) -> Any:
    return np.array([frame.place(lon, lat) for lon, lat in places])


def _options(ground: Ground, centres: Mapping[str, Point]) -> dict[str, Spots]:
    return {code: Spots(spots_of(_name(code, ground, centres), ground)) for code in ground.shapes}


def _name(code: str, ground: Ground, centres: Mapping[str, Point]) -> Name:
    return Name(code, load_regions().get(code).name, ground.frame.place(*centres[code]))


def _labels(ground: Ground, placed: Placed) -> dict[str, Label]:
    """Return the names where they stand, each with what room there is for the line below it."""
    labels = {}
    beside = [spot.size for spot in placed.values() if spot.line]
    placed = {
        code: spot._replace(size=min(beside)) if spot.line else spot
        for code, spot in placed.items()
    }
    wide = dict(placed)
    for code, spot in placed.items():
        if spot.lines == 2:
            others = [other for name, other in wide.items() if name != code]
            wide[code] = _widened(spot, others, ground, code)
        labels[code] = _label(spot, wide[code])
    return labels


def _label(spot: Spot, widened: Spot) -> Label:
    align = _align(spot)
    left, top, right, _ = spot.box
    x = {"start": left, "middle": (left + right) / 2, "end": right}[align]
    room = widened.box.right - widened.box.left if spot.lines == 2 else 0
    line = None
    if spot.line:
        from_x, from_y, to_x, to_y = (round(number, 1) for number in spot.line)
        line = from_x, from_y, to_x, to_y
    return Label(round(x, 1), round(top, 1), align, spot.size, int(room), line)


def _align(spot: Spot) -> Align:
    """Return on which side a text keeps to the box: that of the line."""
    if spot.line and spot.line[0] <= spot.box.left:
        return "start"
    return "end" if spot.line and spot.line[0] >= spot.box.right else "middle"


def _widened(spot: Spot, others: Sequence[Spot], ground: Ground, code: str) -> Spot:
    """Return a spot as wide as it can be without touching anything."""
    align = _align(spot)
    left, right = _WIDEN * (align != "start"), _WIDEN * (align != "end")
    most = spot.size * 2 * _NAME
    while spot.box.right - spot.box.left < most:
        box = spot.box._replace(left=spot.box.left - left, right=spot.box.right + right)
        wider = spot._replace(box=box)
        if not _is_free(wider, ground, code) or not all(is_apart(wider, o) for o in others):
            break
        spot = wider
    return spot


def _is_free(spot: Spot, ground: Ground, code: str) -> bool:
    """Tell whether a name stays where it belongs: in its municipality, or beside all of them."""
    if spot.line is None:
        return within(spot.box, ground.shapes[code])
    canvas = Rectangle(1, 1, ground.frame.width - 1, ground.frame.height - 1)
    inside = canvas.left <= spot.box.left and spot.box.right <= canvas.right
    return inside and not shapely.intersects(ground.land, shapely.box(*spot.box.grown(2)))
