"""The figure of a tile, drawn anew for a large screen: large type, its room filled. Pure."""

from __future__ import annotations

import re
from typing import Any

from components.charts.base import Spec
from components.charts.theme import PALETTES, SCREEN_PALETTES, TYPE, ThemeName
from components.deck.fit import SMALLEST
from components.deck.grouped import is_grouped, on_one_line
from components.render.spec import drawable, parts_of
from data_loaders.letters import text_width

_LARGEST_SCALE = 3.0
_LINES_SCALE = 2.05
# How far rows may be pressed together before their words touch: bars in a band, bars at a place.
_TIGHTEST = {"bar": 0.52, "rect": 0.7}
_LABELLED_TIGHTEST = 0.85  # bars with their label above; tighter, and it goes before them
_STRETCH = 1.15
_LABEL_ABOVE = -10  # where the label above a bar stands in a figure of normal size

_SCREEN = {
    theme: dict(zip(PALETTES[theme].colours, SCREEN_PALETTES[theme].colours, strict=True))
    for theme in PALETTES
}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")


def sharper(text: str, theme: ThemeName) -> str:
    """Return a text (a specification, a legend) with the colours of a large screen."""
    found = _SCREEN[theme]
    return _COLOUR.sub(lambda colour: found.get(colour[0], colour[0]), text)


def slide_spec(spec: Spec, width: float, height: float) -> tuple[Spec, float] | None:
    """Return a specification for a room of this size, and by how much it is to be enlarged.

    None when it has too many rows to be read there.
    """
    tightest = _tightest(spec)
    if tightest is None:
        return _of_size(spec, width, height, _LINES_SCALE), _LINES_SCALE
    smallest = SMALLEST / TYPE
    natural = float(_laid_out(spec, round(width / smallest))["height"])
    scale = max(smallest, min(_LARGEST_SCALE, height / natural))
    if natural * tightest * scale > height:
        return None
    return _of_size(spec, width, min(height, natural * _STRETCH * scale), scale), scale


def _of_size(spec: Spec, width: float, height: float, scale: float) -> Spec:
    """Return a specification that is drawn in this room when enlarged."""
    made = _laid_out(spec, round(width / scale))
    share = height / scale / made["height"]
    made["height"] = round(height / scale)
    for part in list(parts_of(made)):
        mark = part.get("mark")
        if isinstance(mark, dict):
            part["mark"] = _resized(mark, share)
    if share < _LABELLED_TIGHTEST and (labels := _labels(made)):
        _put_labels_before(made, labels)
    return made


def _laid_out(spec: Spec, width: int) -> Spec:
    made = drawable(spec, width)
    parts = list(parts_of(made))
    if is_grouped(parts):
        on_one_line(made, parts)
    return made


def _resized(mark: dict[str, Any], share: float) -> dict[str, Any]:
    """Return a mark that keeps to its row when rows are lower, with readable type."""
    changed = dict(mark)
    if mark.get("type") in {"bar", "tick"} and "size" in mark:
        changed["size"] = round(mark["size"] * min(share, 1.0), 1)
    if mark.get("type") == "text" and "fontSize" in mark:
        changed["fontSize"] = max(mark["fontSize"], TYPE)
    return changed


def _labels(made: Spec) -> list[dict[str, Any]]:
    """Return the layers that write the label above each bar."""
    marked = [part for part in parts_of(made) if isinstance(part.get("mark"), dict)]
    return [part for part in marked if part["mark"].get("dy") == _LABEL_ABOVE]


def _put_labels_before(made: Spec, labels: list[dict[str, Any]]) -> None:
    """Put the label of each bar before it, as a screen is wide and has few lines."""
    field = labels[0]["encoding"]["text"]["field"]
    rows = [row for part in parts_of(made) for row in part.get("values", ())]
    widest = max(text_width(str(row[field]), TYPE) for row in rows if field in row)
    start = round(min(widest + 8, made["width"] * 0.6))
    for layer in labels:
        layer["mark"] |= {"dy": 0, "baseline": "middle", "limit": start - 6}
    for part in list(parts_of(made)):
        if "paddingInner" in part:
            part |= {"paddingInner": 0.35, "paddingOuter": 0.15}
        across = part.get("x")
        if isinstance(across, dict) and "field" in across:
            across["scale"] = {**across.get("scale", {}), "range": [start, made["width"]]}
        elif across == {"value": 0} and "x2" in part:
            part["x"] = {"value": start}


def _tightest(spec: Spec) -> float | None:
    """Return how far the rows of a figure may be pressed together; None when it has no rows."""
    marks = [part["mark"] for part in parts_of(spec) if isinstance(part.get("mark"), dict)]
    return next((_TIGHTEST[mark["type"]] for mark in marks if mark["type"] in _TIGHTEST), None)
