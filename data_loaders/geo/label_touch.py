"""Which names on a map and which lines to them touch each other. Pure.

A box is its left, top, right and bottom, a line its two ends; each may be a row of many.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Array = Any  # of numpy, of floats or truths


def box_around(boxes: Array, lines: Array) -> Array:
    """Return the sides of what holds both a box and a line; either may be many."""
    ends = lines[:2], lines[2:]
    low, high = np.minimum.reduce([boxes[:2], *ends]), np.maximum.reduce([boxes[2:], *ends])
    return np.concatenate([low, high])


def touch(boxes: Array, lines: Array, box: Array, line: Array, gap: float) -> Array:
    """Return which names and lines come nearer than a gap to a name and its line."""
    around = gap * np.array([-1, -1, 1, 1])
    theirs, grown = box + around, boxes + around[:, None]
    touched = overlap(boxes, theirs) | _meets(lines, theirs)
    if not _is_drawn(line):  # a point in the middle of its name
        return touched
    touched |= _meets(line, grown) | _cross(lines, line)
    return touched | _is_close(lines, line, 2 * gap)


def overlap(one: Array, other: Array) -> Array:
    """Return whether boxes lie over each other; either may be many."""
    return (one[0] < other[2]) & (other[0] < one[2]) & (one[1] < other[3]) & (other[1] < one[3])


def _meets(line: Array, box: Array) -> Array:
    """Return whether a line comes into a box; either may be many."""
    x, y, to_x, to_y = line
    left, top, right, bottom = box
    is_near = (
        (np.maximum(x, to_x) > left)
        & (np.minimum(x, to_x) < right)
        & (np.maximum(y, to_y) > top)
        & (np.minimum(y, to_y) < bottom)
    )
    sides = np.stack([_side(line, cx, cy) for cx in (left, right) for cy in (top, bottom)])
    return is_near & ~((sides.min(axis=0) > 0) | (sides.max(axis=0) < 0))


def _cross(one: Array, other: Array) -> Array:
    first, second = _side(one, other[0], other[1]) > 0, _side(one, other[2], other[3]) > 0
    third, fourth = _side(other, one[0], one[1]) > 0, _side(other, one[2], one[3]) > 0
    return (first != second) & (third != fourth)


def _is_close(one: Array, other: Array, gap: float) -> Array:
    """Return whether an end of a line comes near another line, which then seems to be its own."""
    mine = (_distance(other, one[at], one[at + 1]) for at in (0, 2))
    theirs = (_distance(one, other[at], other[at + 1]) for at in (0, 2))
    nearest = np.minimum.reduce([np.asarray(found) for found in (*mine, *theirs)])
    return (nearest < gap) & _is_drawn(one) & _is_drawn(other)


def _is_drawn(line: Array) -> Array:
    """Return whether there is a line at all, and not a point in the middle of a name."""
    return (line[0] != line[2]) | (line[1] != line[3])


def _distance(line: Array, x: Array, y: Array) -> Array:
    """Return how far places lie from a line between its ends."""
    across, down = line[2] - line[0], line[3] - line[1]
    length = np.maximum(across * across + down * down, 1e-9)
    along = np.clip(((x - line[0]) * across + (y - line[1]) * down) / length, 0, 1)
    return np.hypot(line[0] + along * across - x, line[1] + along * down - y)


def _side(line: Array, x: Array, y: Array) -> Array:
    return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])
