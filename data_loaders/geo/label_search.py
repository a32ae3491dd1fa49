"""Which names stand where, so that none touches another or a line to one. Pure.

Every name has spots where it may stand, from cheap to dear. They are taken in turn, in several
orders; a name for which nothing is left drives others away, which then look for another spot.
The cheapest of all is kept. Only commands and refresh use this module.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from zlib import crc32

import numpy as np

from data_loaders.geo.label_touch import Array, box_around, overlap, touch

ORDERS = 6
HOPELESS = 2
"""After so many orders with a name too many, there is no room for all of them."""
MOVES = 120
"""How often names may be driven away for one order."""
SWAPS_APART = 5  # one in so many spots is tried
APART = 2.0
"""Pixels between names, at letters of 13."""
_UNPLACED = 1e6
_AWAY = 1000.0  # what driving a name away costs beside what a spot itself does

Segment = tuple[float, float, float, float]


class Rectangle(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> Rectangle:
        """Return the box with this much more on every side."""
        return Rectangle(self.left - by, self.top - by, self.right + by, self.bottom + by)


class Spot(NamedTuple):
    """A place where a name may stand: what it costs, its box, and its line when it has one."""

    cost: float
    box: Rectangle
    size: float
    lines: int
    line: Segment | None = None


Placed = dict[str, Spot]


@dataclass(frozen=True)
class Spots:
    """The spots of one name, the cheapest first, with what is asked of all of them at once."""

    each: Sequence[Spot]

    @cached_property
    def costs(self) -> Array:
        """Return what each costs."""
        return np.array([spot.cost for spot in self.each])

    @cached_property
    def boxes(self) -> Array:
        """Return the sides of their boxes: left, top, right and bottom of each."""
        return np.array([spot.box for spot in self.each]).T

    @cached_property
    def lines(self) -> Array:
        """Return the ends of their lines; without one, a point in the middle of the box."""
        return np.array([_line(spot) for spot in self.each]).T

    @cached_property
    def _known(self) -> dict[Spot, Array]:
        return {}

    def touched(self, other: Spot) -> Array:
        """Return which of them touch a name or line elsewhere; asked of few spots, many times."""
        if other not in self._known:
            self._known[other] = self._touched(other)
        return self._known[other]

    @cached_property
    def _reach(self) -> Array:
        """Return the sides of what holds both the box and the line of each."""
        return box_around(self.boxes, self.lines)

    def _touched(self, other: Spot) -> Array:
        gap = APART * other.size / 13
        box, line = np.array(other.box), np.array(_line(other))
        around = 2 * gap * np.array([-1, -1, 1, 1])
        near = np.flatnonzero(overlap(self._reach, box_around(box, line) + around))
        touched = np.zeros(len(self.each), dtype=bool)
        if near.size:
            boxes, lines = self.boxes[:, near], self.lines[:, near]
            touched[near] = touch(boxes, lines, box, line, gap)
        return touched


def is_apart(one: Spot, other: Spot) -> bool:
    """Tell whether two names and their lines leave each other free."""
    return not Spots([one]).touched(other)[0]


def best_spots(options: Mapping[str, Spots], order: Sequence[str]) -> Placed:
    """Return a spot for as many names as can stand, cheapest in all.

    `order` is the first that is tried.
    """
    best: Placed = {}
    for number, codes in enumerate(_orders(order)):
        found = _settled(options, _in_turn(options, codes))
        if _total(options, found) < _total(options, best):
            best = found
        if number >= HOPELESS and len(best) < len(options):
            break
    return best


def swapped(options: Mapping[str, Spots], found: Placed) -> Placed:
    """Return the same with names that changed places where that is cheaper for two together."""
    best = dict(found)
    for code in (*best, *best):
        spots, others = options[code], {name: spot for name, spot in best.items() if name != code}
        touched = {name: spots.touched(spot) for name, spot in others.items()}
        blocked = np.sum([*touched.values(), np.zeros(len(spots.each), dtype=bool)], axis=0)
        is_better = (blocked == 1) & (spots.costs < best[code].cost)
        for place in np.flatnonzero(is_better)[::SWAPS_APART]:
            (other,) = [name for name, hit in touched.items() if hit[place]]
            taken = [spot for name, spot in others.items() if name != other]
            spot = spots.each[int(place)]
            moved = _first_free(options[other], [*taken, spot])
            if moved and spot.cost + moved.cost < best[code].cost + best[other].cost:
                best |= {code: spot, other: moved}
                break
    return best


def _orders(first: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield orders to begin with: the given one, its reverse, and others, always the same."""
    yield first
    yield first[::-1]
    for turn in range(ORDERS):
        yield sorted(first, key=lambda code: crc32(f"{turn} {code}".encode()))


def _in_turn(options: Mapping[str, Spots], order: Sequence[str]) -> Placed:
    found: Placed = {}
    for code in order:
        if spot := _first_free(options[code], found.values()):
            found[code] = spot
    return found


def _settled(options: Mapping[str, Spots], found: Placed) -> Placed:
    """Return the same with a spot for names that had none, and each at the best that is left."""
    waiting = [code for code in options if code not in found and options[code].each]
    driven: Counter[str] = Counter()
    for _ in range(MOVES):
        if not waiting:
            break
        code = waiting.pop(0)
        spots = options[code]
        touched = {other: spots.touched(spot) for other, spot in found.items()}
        dear = [hit * _AWAY * (1 + driven[other]) for other, hit in touched.items()]
        chosen = int(np.argmin(sum(dear, spots.costs)))
        found[code] = spots.each[chosen]
        away = [other for other, hit in touched.items() if hit[chosen]]
        driven.update(away)
        waiting += away
        for other in away:
            del found[other]
    for code in options:
        others = [spot for other, spot in found.items() if other != code]
        if spot := _first_free(options[code], others):
            found[code] = spot
    return found


def _total(options: Mapping[str, Spots], found: Placed) -> float:
    return sum(spot.cost for spot in found.values()) + _UNPLACED * (len(options) - len(found))


def _first_free(spots: Spots, taken: Iterable[Spot]) -> Spot | None:
    free = np.ones(len(spots.each), dtype=bool)
    for other in taken if len(free) else ():
        free &= ~spots.touched(other)
    return spots.each[int(np.argmax(free))] if free.any() else None


def _line(spot: Spot) -> Segment:
    x, y = (spot.box.left + spot.box.right) / 2, (spot.box.top + spot.box.bottom) / 2
    return spot.line or (x, y, x, y)
