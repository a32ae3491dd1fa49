"""Municipalities as outlines in pixels: paths, stripes, and the edge around several. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot
from typing import Any

from data_loaders.geo.boundary_file import BoundaryFile
from data_loaders.geo.map_sizes import MapFrame
from data_loaders.geo.regions import load_regions

Place = tuple[float, float]
Ring = Sequence[Place]
_SEEN = 0.6  # pixels: a corner nearer to the last one cannot be seen


@lru_cache(maxsize=4)
def rings_of(found: BoundaryFile) -> Mapping[str, tuple[tuple[Place, ...], ...]]:
    """Return the rings of each municipality by code, in degrees. Raises Damaged."""
    return {
        feature["id"]: tuple(_rings(feature["geometry"]["coordinates"]))
        for feature in found.features()
    }


@lru_cache(maxsize=256)
def outline_of(code: str, found: BoundaryFile) -> tuple[tuple[Place, ...], ...]:
    """Return the rings of a municipality, or those around a region's; none where there are none."""
    rings = rings_of(found)
    if code in rings:
        return rings[code]
    inside = (rings[part] for part in load_regions().members(code) if part in rings)
    return tuple(tuple(ring) for ring in edges_of(inside))


def _rings(nested: Any) -> Iterator[tuple[Place, ...]]:
    if isinstance(nested[0][0], int | float):
        yield tuple((place[0], place[1]) for place in nested)
        return
    for part in nested:
        yield from _rings(part)


def drawn_rings(rings: Iterable[Ring], frame: MapFrame) -> list[list[Place]]:
    """Return rings in pixels without the corners, and islands, that nobody sees."""
    whole = [[frame.place(lon, lat) for lon, lat in ring] for ring in rings]
    seen = [thin for ring in whole if len(thin := _thinned(ring)) > 3]
    return seen or whole


def _thinned(ring: list[Place]) -> list[Place]:
    kept = ring[:1]
    for x, y in ring[1:-1]:
        if hypot(x - kept[-1][0], y - kept[-1][1]) >= _SEEN:
            kept.append((x, y))
    return [*kept, ring[-1]]


def path_of(rings: Iterable[Ring]) -> str:
    """Return rings as a path with steps between rounded places, so that no error adds up."""
    made = []
    for ring in rings:
        places = [(round(x, 1), round(y, 1)) for x, y in ring]
        steps = (
            f"{_tenths(x - before_x)} {_tenths(y - before_y)}"
            for (before_x, before_y), (x, y) in pairwise(places)
        )
        made.append(f"M{_tenths(places[0][0])} {_tenths(places[0][1])}l{' '.join(steps)}z")
    return "".join(made).replace(" -", "-")


def _tenths(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def stripes_of(rings: Sequence[Ring], apart: float) -> str:
    """Return the lines of a hatching, from lower left to upper right, as far as they are inside.

    Lines and not a pattern: a pattern has a name, and two drawings in a page share their names.
    """
    made = []
    sums = [x + y for ring in rings for x, y in ring]
    for number in range(ceil(min(sums) / apart), ceil(max(sums) / apart)):
        total = number * apart
        places = sorted(x for ring in rings for x in _crossings(ring, total))
        for start, end in zip(places[::2], places[1::2], strict=False):
            ends = (_tenths(place) for place in (start, total - start, end, total - end))
            made.append("M{} {}L{} {}".format(*ends))
    return "".join(made)


def _crossings(ring: Ring, total: float) -> Iterator[float]:
    """Yield where a ring crosses the line x + y = total, by their x."""
    for (x, y), (to_x, to_y) in pairwise(ring):
        one, other = x + y - total, to_x + to_y - total
        if (one < 0) != (other < 0):
            yield x + (to_x - x) * one / (one - other)


def edges_of(parts: Iterable[Iterable[Ring]]) -> list[list[Place]]:
    """Return the rings around several municipalities together: what no two of them share.

    Neighbours share every place of their border, each in its own direction.
    """
    steps = {step for rings in parts for ring in rings for step in pairwise(ring)}
    onward = {start: end for start, end in steps if (end, start) not in steps}
    found = []
    while onward:
        ring = [next(iter(sorted(onward)))]
        while ring[-1] in onward:
            ring.append(onward.pop(ring[-1]))
        found.append(ring)
    return found


def is_room_for(rings: Iterable[Ring], box: tuple[float, float, float, float]) -> bool:
    """Tell whether a box lies wholly within rings."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in pairwise(ring):
            if _comes_into((ax, ay, bx, by), box):
                return False
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def _comes_into(
    line: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> bool:
    x, y, to_x, to_y = line
    left, top, right, bottom = box
    if max(x, to_x) < left or min(x, to_x) > right or max(y, to_y) < top or min(y, to_y) > bottom:
        return False
    sides = [
        (to_x - x) * (down - y) - (to_y - y) * (across - x)
        for across in (left, right)
        for down in (top, bottom)
    ]
    return not (min(sides) > 0 or max(sides) < 0)
