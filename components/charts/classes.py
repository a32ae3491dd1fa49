"""The classes of a choropleth: round borders, as many as there are steps of colour. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import count
from math import floor

MAX_CLASSES = 5
_OUTLYING = 20
"""One in so many values at either end has no say in the borders: the ends are open."""


def borders_of(values: Sequence[float], decimals: int) -> list[Decimal]:
    """Return where each class but the lowest begins: round, even and without gaps.

    A value on a border is in the class that begins there. `decimals` are those that are shown;
    borders have no more. None for values that are all the same.
    """
    ordered = sorted(Decimal(repr(float(value))) for value in values)
    if not ordered:
        return []
    out = (len(ordered) - 1) // _OUTLYING
    low, high = ordered[out], ordered[-1 - out]
    if low == high:
        low, high = ordered[0], ordered[-1]
    step = next(step for step in _round_steps(decimals) if _between(step, low, high) <= MAX_CLASSES)
    first = floor(low / step) + 1
    found = [number * step for number in range(first, first + _between(step, low, high))]
    if len(found) < MAX_CLASSES:
        return found
    lowest = sum(value < found[0] for value in ordered)
    highest = sum(value >= found[-1] for value in ordered)
    return found[:-1] if highest <= lowest else found[1:]


def class_of(value: float, borders: Sequence[Decimal]) -> int:
    """Return the number of the class that holds `value`."""
    return bisect_right(borders, Decimal(repr(float(value))))


def palette_step(number: int, classes: int) -> int:
    """Return which step of the palette a class has: spread from the first to the last."""
    return 2 if classes == 1 else round(number * (MAX_CLASSES - 1) / (classes - 1))


def _round_steps(decimals: int) -> Iterator[Decimal]:
    """Yield how far borders may lie apart, from small to large: 1, 2, 5, 10, 20 and so on."""
    for power in count(-decimals):
        yield from (Decimal(digit).scaleb(power) for digit in (1, 2, 5))


def _between(step: Decimal, low: Decimal, high: Decimal) -> int:
    """Return how many multiples of a step lie above `low` and not above `high`."""
    return floor(high / step) - floor(low / step)
