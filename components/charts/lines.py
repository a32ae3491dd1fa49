"""Lines: how figures change over time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.theme import ThemeName
from components.charts.timeaxis import period_axis

MAX_SERIES = 4
HEIGHT = 300
_GAP = 1.6  # in steps: months differ in length, and where one is missing it is two
# In pixels: a name above or below the end of its line, and lines with no room in between.
ABOVE, BELOW, LINE_HEIGHT, NEAR = -12, 16, 17, 30


def make_lines(rows: Sequence[Datum], names: Sequence[str], unit: str, theme: ThemeName) -> Spec:
    """Return at most four lines over time, each with its name at its end.

    Each row: `name` (one of `names`), `at` (place in time) with `tick` (the period as it stands
    below it), `value`, `text` and `period` in words. A gap in the values is a gap in the line;
    where periods are missing the line is thin and dashed.
    The axis starts at zero unless that would flatten the lines, and then it says so.
    """
    if len(names) > MAX_SERIES:
        raise ValueError(f"hoogstens {MAX_SERIES} lijnen in een figuur")
    palette = palette_of(theme)
    x, y = _axes(rows, unit)
    color = alt.Color(
        "name:N",
        legend=None,
        scale=alt.Scale(domain=list(names), range=list(palette.series[: len(names)])),
    )
    base = alt.Chart(inline(rows))
    tooltip = [
        alt.Tooltip("name:N", title="Reeks"),
        alt.Tooltip("period:N", title="Periode"),
        alt.Tooltip("text:N", title="Waarde"),
    ]
    whole = with_gaps(rows)
    lines = [alt.Chart(inline(whole)).mark_line(strokeWidth=2.5).encode(x=x, y=y, color=color)]
    if len(whole) > len(rows):
        thin = base.mark_line(strokeWidth=1.5, strokeDash=[4, 4], point={"size": 20})
        lines.insert(0, thin.encode(x=x, y=y, color=color))
    points = base.mark_point(size=60, opacity=0).encode(x=x, y=y, tooltip=tooltip)
    last = _last(rows)
    ends = alt.Chart(inline(last))
    dots = ends.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=color)
    layers = alt.layer(*lines, points, dots)
    for chart in _names(last, palette.background, color):
        layers += chart.encode(x=x, y=y)
    return finish(layers, theme, HEIGHT)


def _names(last: Sequence[Datum], background: str, color: alt.Color) -> Iterator[alt.Chart]:
    """Return the names of lines at their ends: first what keeps them apart from the lines."""
    for offset in sorted({row["offset"] for row in last}):
        side = [row for row in last if row["offset"] == offset and row["name"]]
        if side:
            text = {"align": "right", "dx": 4, "dy": offset, "fontWeight": "bold"}
            chart = alt.Chart(inline(side)).encode(text=alt.Text("name:N"))
            yield chart.mark_text(**text, stroke=background, strokeWidth=4)
            yield chart.mark_text(**text).encode(color=color)


def _axes(rows: Sequence[Datum], unit: str) -> tuple[alt.X, alt.Y]:
    """Return the axis of periods, and that of values: from zero, or it says that it is not."""
    from_zero = starts_at_zero([row["value"] for row in rows if row["value"] is not None])
    y = alt.Y(
        "value:Q",
        title=unit if from_zero else f"{unit}; as begint niet bij nul",
        scale=alt.Scale(zero=from_zero, nice=True),
        axis=alt.Axis(
            format=",~f",
            tickCount=5,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleY=-26,
            titleX=0,
        ),
    )
    return period_axis("at", {row["at"]: row["tick"] for row in rows}), y


def starts_at_zero(values: Sequence[float]) -> bool:
    """Tell whether an axis starts at zero: unless that would flatten the lines."""
    return not any(values) or min(values) < min(max(values), 0) + 0.5 * max(values)


def with_gaps(rows: Sequence[Datum]) -> list[Datum]:
    """Return the rows with an empty one wherever more time passes than one step of the series."""
    ordered = sorted(rows, key=lambda row: (row["name"], row["at"]))
    steps = [b["at"] - a["at"] for a, b in pairwise(ordered) if a["name"] == b["name"]]
    most = _GAP * min((step for step in steps if step > 0), default=math.inf)
    found: list[Datum] = []
    for row in ordered:
        before = found[-1] if found else row
        if row["name"] == before["name"] and row["at"] - before["at"] > most:
            found.append({"name": row["name"], "at": before["at"] + 1, "value": None})
        found.append(row)
    return found


def _last(rows: Sequence[Datum]) -> list[dict[str, Any]]:
    """Return the newest row with a value of each line, with the offset of its name in pixels.

    A name stands above its line; below it, and further, where other names are in the way.
    """
    newest: dict[str, Datum] = {}
    for row in rows:
        if row["value"] is not None and row["at"] >= newest.get(row["name"], row)["at"]:
            newest[row["name"]] = row
    values = [row["value"] for row in rows if row["value"] is not None]
    low = min(values, default=0.0)
    span = max(values, default=0.0) - (low if low > 0.5 * max(values, default=0.0) else min(0, low))
    ends = sorted(newest.values(), key=lambda row: -row["value"])
    heights = [-row["value"] / (span or 1.0) * HEIGHT for row in ends]
    placed = zip(ends, name_offsets(heights), strict=True)
    return [{**row, "offset": offset} for row, offset in placed]


def name_offsets(heights: Sequence[float]) -> list[int]:
    """Return for every end, from the top down, how far below it its name goes, in pixels."""
    placed: list[float] = []
    line = -math.inf
    for height in heights:
        wanted = height + (BELOW if height - line < NEAR else ABOVE)
        placed.append(max(wanted, placed[-1] + LINE_HEIGHT) if placed else wanted)
        line = height
    return [round(place - height) for place, height in zip(placed, heights, strict=True)]
