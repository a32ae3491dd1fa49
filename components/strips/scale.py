"""Where values lie on a line, and where labels below it fit. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite

LETTERS = 12
"""The size of the letters in a small graphic."""


@dataclass(frozen=True)
class Scale:
    """A line from `start` to `end` for values from `low` to `high`; equal values lie halfway."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return where a value lies."""
        if self.high == self.low:
            return round((self.start + self.end) / 2, 1)
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def scale_of(values: Iterable[float], start: float, end: float) -> Scale:
    """Return the scale on which the lowest value lies at `start` and the highest at `end`."""
    known = list(values)
    return Scale(min(known), max(known), start, end)


def is_known(value: float | None) -> bool:
    """Tell whether there is a value: None and NaN are none, and not zero either."""
    return value is not None and isfinite(value)


def moved_apart(wanted: Sequence[tuple[float, float]], room: float, air: float = 6) -> list[float]:
    """Return the centres of labels that wish for these (centre, width), without overlap.

    In the order given, within 0 and `room` as long as they fit together.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place][0])
    found = [0.0] * len(wanted)
    edge = -air
    for place in order:
        centre, width = wanted[place]
        found[place] = max(centre, edge + air + width / 2)
        edge = found[place] + width / 2
    edge = room + air
    for place in reversed(order):
        width = wanted[place][1]
        found[place] = round(min(found[place], edge - air - width / 2), 1)
        edge = found[place] - width / 2
    return found
