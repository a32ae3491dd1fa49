"""Lines: how figures change over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.theme import ThemeName

MAX_SERIES = 4
HEIGHT = 300


def make_lines(rows: Sequence[Datum], names: Sequence[str], unit: str, theme: ThemeName) -> Spec:
    """Return at most four lines over time, each with its name at its end.

    Each row: `name` (one of `names`), `day` (ISO date), `value`, `text` and `period` in
    words. A gap in the values is a gap in the line. The axis starts at zero unless that
    would flatten the lines, and then it says so.
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
    lines = base.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=color)
    points = base.mark_point(size=60, opacity=0).encode(x=x, y=y, tooltip=tooltip)
    last = _last(rows)
    ends = alt.Chart(inline(last))
    dots = ends.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=color)
    layers = lines + points + dots
    for below, dy in ((False, -12), (True, 16)):
        side = [row for row in last if row["below"] is below and row["name"]]
        if side:
            text = {"align": "right", "dx": 4, "dy": dy, "fontWeight": "bold"}
            chart = alt.Chart(inline(side)).encode(x=x, y=y, text="name:N")
            layers += chart.mark_text(**text, stroke=palette.background, strokeWidth=4)
            layers += chart.mark_text(**text).encode(color=color)
    return finish(layers, theme, HEIGHT)


def _axes(rows: Sequence[Datum], unit: str) -> tuple[alt.X, alt.Y]:
    """Return the axis of time, and that of values: from zero, or it says that it is not."""
    values = [row["value"] for row in rows if row["value"] is not None]
    from_zero = not any(values) or min(values) < min(max(values), 0) + 0.5 * max(values)
    x = alt.X(
        "day:T",
        title=None,
        axis=alt.Axis(format="%Y", tickCount="year", grid=False, labelOverlap=True),
    )
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
    return x, y


def _last(rows: Sequence[Datum]) -> list[dict[str, Any]]:
    """Return the newest row with a value of each line, and whether its name goes below it.

    A name goes below its line when the line above it is too near for a name in between.
    """
    newest: dict[str, Datum] = {}
    for row in rows:
        if row["value"] is not None and row["day"] >= newest.get(row["name"], row)["day"]:
            newest[row["name"]] = row
    values = [row["value"] for row in rows if row["value"] is not None]
    near = 0.1 * (max(values) - min(0.0, *values) if values else 1.0)
    if values and min(values) > 0.5 * max(values):
        near = 0.1 * (max(values) - min(values))
    ends = sorted(newest.values(), key=lambda row: -row["value"])
    placed = []
    for number, row in enumerate(ends):
        below = number > 0 and ends[number - 1]["value"] - row["value"] < near
        placed.append({**row, "below": below})
    return placed
