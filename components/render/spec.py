"""The specification of a figure, made ready to be drawn outside a browser. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from components.charts.base import LABELLED_ROW_HEIGHT, Spec
from components.charts.theme import TYPE
from data_loaders.letters import text_width

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first ships with the renderer, so that a drawing is the same on every machine; the
second has the same widths, so that it is right in every browser."""

_LINE = 16  # pixels, one line of a label


def drawable(spec: Spec, width: int) -> Spec:
    """Return a specification of a fixed width (pixels), with everything it draws inside it."""
    made: Spec = _nameless(spec)
    made.pop("params", None)  # nothing can be chosen in a drawing
    made |= {"width": width, "config": spec["config"] | {"font": FONT}}
    if _too_long(made, width):
        _break_labels(made)
    return made


def as_text(spec: Spec) -> str:
    """Return a specification as text: equal ones give equal text."""
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":"))


def _nameless(part: Any) -> Any:
    """Return a copy of a specification without the names of its views.

    Altair names a view after its content; without those names equal drawings are equal text.
    """
    if isinstance(part, list):
        return [_nameless(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value if key == "values" else _nameless(value)
        for key, value in part.items()
        if not (key == "name" and str(value).startswith("view_"))
    }


def parts_of(part: Any) -> Iterator[dict[str, Any]]:
    """Return every object of a specification except the rows it draws."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            if key != "values":
                yield from parts_of(value)
    elif isinstance(part, list):
        for item in part:
            yield from parts_of(item)


def _too_long(spec: Spec, width: int) -> bool:
    """Tell whether the label above any bar does not fit on one line."""
    labels = (
        text_width(str(row.get("label", "")), TYPE)
        for part in parts_of(spec)
        for row in part.get("values", ())
        if isinstance(row, dict)
    )
    return max(labels, default=0) > width


def _break_labels(spec: Spec) -> None:
    """Put the name of each bar on one line and its values on the next, with room for both."""
    for part in list(parts_of(spec)):
        if "values" in part:
            part["values"] = [_broken(row) for row in part["values"]]
        elif "paddingInner" in part:
            part |= {"paddingInner": 0.7, "paddingOuter": 0.65}
        elif part.get("type") == "text" and "dy" in part:
            part["dy"] -= _LINE
    spec["height"] += round(spec["height"] / LABELLED_ROW_HEIGHT) * _LINE


def _broken(row: Any) -> Any:
    name, colon, values = str(row.get("label", "")).partition(": ")
    return row | {"label": [name + ":", values]} if colon else row
