"""Where a name may stand on a map: inside its municipality, or beside all of them with a line.

Only commands and refresh use this module, as it needs a library for shapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from data_loaders.geo.label_search import Rectangle, Segment, Spot
from data_loaders.geo.label_touch import Array
from data_loaders.geo.map_sizes import MapFrame, MapSize
from data_loaders.letters import text_width

EDGE = 1.6
"""Pixels that a name stays away from the border it is within."""
LEADING = 1.15
"""Height of a line by the size of its letters."""
_VALUE, _SHORT = "100,0\u00a0%", "100,0"
"""A value that must fit below a name: with its unit, and on a small map without."""
_BEYOND = 0.5  # the longest line to a name, by the width of the map
_FIELD, _SAMPLES = 2.0, 24  # pixels of a field, and places on a line, to see what lies below
_GAP = 3.0  # between a name and its line, in pixels at letters of 13
_MOST, _MOST_OUTSIDE = 40, 300  # spots of one kind

# What a spot costs besides its distance, in pixels at letters of 13.
_FAR, _SMALLER = 0.25, 3.0
_BARE_INSIDE, _OUTSIDE, _SMALL_OUTSIDE, _BARE_OUTSIDE = 110.0, 25.0, 31.0, 115.0


@dataclass(frozen=True)
class Ground:
    """A map before there are names on it: its shapes in pixels, and the size it is drawn at."""

    frame: MapFrame
    size: MapSize
    shapes: dict[str, shapely.Geometry]
    land: shapely.Geometry

    @property
    def unit(self) -> float:
        """Return the size of its letters by those of 13 pixels."""
        return self.size.letters[0] / 13

    @cached_property
    def owners(self) -> Array:
        """Return whose each field of the picture is: the number of a municipality, or -1."""
        across, down = (int(side / _FIELD) + 1 for side in (self.frame.width, self.frame.height))
        found = np.full((down, across), -1)
        xs, ys = np.meshgrid((np.arange(across) + 0.5) * _FIELD, (np.arange(down) + 0.5) * _FIELD)
        for number, shape in enumerate(self.shapes.values()):
            left, top, right, bottom = shape.bounds
            near = (xs >= left) & (xs <= right) & (ys >= top) & (ys <= bottom)
            inside = np.zeros_like(near)
            inside[near] = shapely.contains_xy(shape, xs[near], ys[near])
            found[inside] = number
        return found

    @cached_property
    def _sums(self) -> Array:
        """Return how much land lies above and left of each field."""
        return np.pad((self.owners >= 0).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def is_sea(self, lefts: Array, tops: Array, rights: Array, bottoms: Array) -> Array:
        """Tell of many boxes whether they seem to be free of land: as far as fields can say."""
        down, across = (np.array(self.owners.shape) - 1)[:, None]
        x, to_x = (np.clip(side // _FIELD, 0, across).astype(int) for side in (lefts, rights))
        y, to_y = (np.clip(side // _FIELD, 0, down).astype(int) for side in (tops, bottoms))
        sums = self._sums
        found = sums[to_y + 1, to_x + 1] - sums[y, to_x + 1] - sums[to_y + 1, x] + sums[y, x]
        return found == 0

    def over_others(self, code: str, lines: tuple[Array, Array], end: tuple[float, float]) -> Array:
        """Return which part of lines to one place runs over other municipalities."""
        own = list(self.shapes).index(code)
        parts = np.linspace(0, 1, _SAMPLES)[:, None]
        xs, ys = (at + parts * (to - at) for at, to in zip(lines, end, strict=True))
        down, across = self.owners.shape
        columns = np.clip(xs // _FIELD, 0, across - 1).astype(int)
        rows = np.clip(ys // _FIELD, 0, down - 1).astype(int)
        whose = self.owners[rows, columns]
        return ((whose >= 0) & (whose != own)).mean(axis=0)


@dataclass(frozen=True)
class Name:
    """A name to place: its municipality, and the place in it that a line leads to."""

    code: str
    text: str
    centre: tuple[float, float]


def box_size(name: str, size: MapSize, letters: float, lines: int) -> tuple[float, float]:
    """Return how wide and high a name is in bold, with a value below it when it has two lines."""
    wide = text_width(name, letters, bold=True)
    if lines == 2:
        value = _VALUE if size.full else _SHORT
        wide = max(wide, text_width(value, letters, bold=True))
    return wide, lines * letters * LEADING


def spots_of(name: Name, ground: Ground) -> list[Spot]:
    """Return where a name may stand, the cheapest first.

    Beside the map only when there is no room inside for it and its value.
    """
    inside = [
        spot
        for place, letters in enumerate(ground.size.letters)
        for spot in _inside(name, ground, letters, 2, place * _SMALLER)
    ]
    if not inside:
        largest, smallest = ground.size.letters[0], ground.size.letters[-1]
        inside = [*_inside(name, ground, smallest, 1, _BARE_INSIDE)]
        inside += _outside(name, ground, largest, 2, _OUTSIDE)
        inside += _outside(name, ground, smallest, 2, _SMALL_OUTSIDE)
        inside += _outside(name, ground, smallest, 1, _BARE_OUTSIDE)
    return sorted(inside)


def within(box: Rectangle, shape: shapely.Geometry) -> bool:
    """Tell whether a box lies in a shape and stays away from its border."""
    return bool(shapely.contains_properly(shape, shapely.box(*box.grown(EDGE))))


def _inside(name: Name, ground: Ground, letters: float, lines: int, extra: float) -> Iterator[Spot]:
    wide, high = box_size(name.text, ground.size, letters, lines)
    shape = ground.shapes[name.code]
    left, top, right, bottom = shape.bounds
    xs, ys = _grid(
        left + wide / 2, right - wide / 2, top + high / 2, bottom - high / 2, letters / 5
    )
    if not len(xs):
        return
    far = np.hypot(xs - name.centre[0], ys - name.centre[1])
    order = np.argsort(far, kind="stable")
    xs, ys, far = xs[order], ys[order], far[order]
    across, down = wide / 2 + EDGE, high / 2 + EDGE
    shapely.prepare(shape)
    boxes = shapely.box(xs - across, ys - down, xs + across, ys + down)
    fits = np.flatnonzero(shapely.contains_properly(shape, boxes))
    step = max(1, len(fits) // _MOST)
    for place in fits[::step]:
        x, y = float(xs[place]), float(ys[place])
        box = Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        yield Spot(float(far[place]) * _FAR + extra * ground.unit, box, letters, lines)


def _outside(
    name: Name, ground: Ground, letters: float, lines: int, extra: float
) -> Iterator[Spot]:
    wide, high = box_size(name.text, ground.size, letters, lines)
    frame, (x, y) = ground.frame, name.centre
    lefts, tops = _grid(2, frame.width - wide - 2, 2, frame.height - high - 2, letters / 2)
    from_x, from_y = np.clip(x, lefts, lefts + wide), np.clip(y, tops, tops + high)
    reach = np.hypot(from_x - x, from_y - y)
    free = ground.is_sea(lefts - 2, tops - 2, lefts + wide + 2, tops + high + 2)
    free &= reach < _BEYOND * frame.width
    lefts, tops, from_x, from_y, reach = (of[free] for of in (lefts, tops, from_x, from_y, reach))
    costs = reach * (1 + ground.over_others(name.code, (from_x, from_y), name.centre))
    order = np.argsort(costs, kind="stable")
    order = order[:: max(1, len(order) // _MOST_OUTSIDE)]
    boxes = shapely.box(lefts - 2, tops - 2, lefts + wide + 2, tops + high + 2)[order]
    for place in order[~shapely.intersects(ground.land, boxes)]:
        left, top = float(lefts[place]), float(tops[place])
        box = Rectangle(left, top, left + wide, top + high)
        away = min(_GAP * ground.unit / max(float(reach[place]), 1), 1)  # free of the letters
        start_x, start_y = float(from_x[place]), float(from_y[place])
        line: Segment = (start_x + away * (x - start_x), start_y + away * (y - start_y), x, y)
        yield Spot(float(costs[place]) + extra * ground.unit, box, letters, lines, line)


def _grid(left: float, right: float, top: float, bottom: float, step: float) -> tuple[Array, Array]:
    """Return the places in a field, so many pixels apart."""
    xs, ys = np.meshgrid(np.arange(left, right, step), np.arange(top, bottom, step))
    return xs.ravel(), ys.ravel()
