"""Rows under headings, laid out for a large screen: heading, label and bar on one line. Pure.

On a phone these stand below each other (`charts.grouped`); a screen is wide and has few lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components.charts.base import Spec
from components.charts.grouped import BAR_TOP, LABEL_BASE
from components.charts.theme import TYPE
from data_loaders.letters import text_width

_ROW, _BETWEEN = 24, 12
_BASE, _TOP, _BOTTOM = 16, 4, 20
_AIR = 18
_HEAD_TYPE = 15


def is_grouped(parts: Iterable[dict[str, Any]]) -> bool:
    """Tell whether a figure has rows under headings."""
    return any("label_y" in row for part in parts for row in part.get("values", ()))


def on_one_line(made: Spec, parts: list[dict[str, Any]]) -> None:
    """Lay the rows of a figure out anew, in place; `parts` are all objects of it."""
    rows = [row for part in parts for row in part.get("values", ()) if isinstance(row, dict)]
    places, height = _places(rows)
    heads = [text_width(str(row["head"]), _HEAD_TYPE, bold=True) for row in rows if "head" in row]
    labels = [text_width(str(row["label"]), TYPE) for row in rows if "label_y" in row]
    first = round(max(heads) + _AIR)
    start = round(first + max(labels) + _AIR)
    for part in parts:
        if "values" in part:
            part["values"] = [_moved(row, places) for row in part["values"]]
        across, down = part.get("x"), part.get("y")
        if isinstance(across, dict) and "field" in across:
            across["scale"] = {**across.get("scale", {}), "range": [start, made["width"]]}
        elif across == {"value": 0}:
            part["x"] = {"value": start}
        if isinstance(down, dict) and "field" in down and "scale" in down:
            down["scale"] = {**down["scale"], "domain": [height, 0]}
        mark = part.get("mark")
        if isinstance(mark, dict) and mark.get("type") == "text" and "limit" in mark:
            part["mark"] = {**mark, "x": first, "limit": start - first}
    made["height"] = height


def _places(rows: list[dict[str, Any]]) -> tuple[dict[float, float], int]:
    """Return the new top of everything by its old place, and the height of the whole."""
    heads = sorted({row["y"] for row in rows if "head" in row})
    labels = sorted({row["label_y"] for row in rows if "label_y" in row})
    places: dict[float, float] = {}
    at = 0
    for number, head in enumerate(heads):
        below = heads[number + 1] if number + 1 < len(heads) else float("inf")
        places[head] = at
        for label in [label for label in labels if head <= label < below]:
            places[label] = at
            at += _ROW
        at += _BETWEEN
    return places, at


def _moved(row: dict[str, Any], places: dict[float, float]) -> dict[str, Any]:
    """Return a row of data in its new place."""
    if "head" in row:
        return row | {"y": places[row["y"]] - 4}
    if "label_y" in row:
        return row | {"label_y": places[row["label_y"]] + _BASE}
    if "top" in row:
        at = places[row["top"] - BAR_TOP + LABEL_BASE]
        return row | {"top": at + _TOP, "bottom": at + _BOTTOM}
    return row
