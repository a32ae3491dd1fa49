"""Lines: how figures change over time."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.theme import ThemeName

MAX_SERIES = 4
HEIGHT = 300


def make_lines(
    rows: Sequence[Datum], names: Sequence[str], unit: str, theme: ThemeName, *, percent: bool
) -> Spec:
    """Return at most four lines over time, each with its name at its end.

    Each row: `name` (one of `names`), `day` (ISO date), `value`, `text` and `period` in
    words. A gap in the values is a gap in the line. The axis starts at zero for counts.
    """
    if len(names) > MAX_SERIES:
        raise ValueError(f"hoogstens {MAX_SERIES} lijnen in een figuur")
    palette = palette_of(theme)
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", grid=False, labelOverlap=True))
    y = alt.Y(
        "value:Q",
        title=unit,
        scale=alt.Scale(zero=not percent, nice=True),
        axis=alt.Axis(format=",~f", tickCount=5, titleAngle=0, titleAlign="left", titleAnchor="end", titleY=-12, titleX=0),
    )
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
    ends = alt.Chart(inline(_last(rows, names)))
    dots = ends.mark_point(filled=True, size=60, opacity=1).encode(x=x, y=y, color=color)
    layers = lines + points + dots
    if len(names) > 1 or names[0]:
        halo = ends.mark_text(
            align="right", dy=-12, dx=4, stroke=palette.background, strokeWidth=4, strokeOpacity=0.9
        ).encode(x=x, y=y, text="name:N")
        label = ends.mark_text(align="right", dy=-12, dx=4, fontWeight="bold").encode(
            x=x, y=y, text="name:N", color=color
        )
        layers = layers + halo + label
    return finish(layers, theme, HEIGHT)


def _last(rows: Sequence[Datum], names: Sequence[str]) -> list[Datum]:
    """Return the newest row with a value of each line."""
    newest: dict[str, Datum] = {}
    for row in rows:
        if row["value"] is not None and row["day"] >= newest.get(row["name"], row)["day"]:
            newest[row["name"]] = row
    return [newest[name] for name in names if name in newest]
