"""Rows under headings, with a label above each bar: for figures that must fit on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from components.charts.base import Datum, inline
from components.charts.theme import Palette

ROW = 38
LABEL_BASE = 13
BAR_TOP, BAR_BOTTOM = 18, 32


@dataclass(frozen=True)
class Layout:
    """Where everything stands, in pixels from the top: rows, headings and the whole."""

    rows: list[dict[str, Any]]
    heads: list[dict[str, Any]]
    height: int

    @property
    def y(self) -> dict[str, Any]:
        """The scale that reads pixels from the top."""
        return {"domain": [self.height, 0], "nice": False, "zero": False}


def place_rows(groups: Sequence[tuple[str, Sequence[Datum]]], head: int) -> Layout:
    """Return rows with their places (`label_y`, `top`, `bottom`), group after group.

    `head` is the room that a heading takes, in pixels. A group without rows is left out.
    """
    rows: list[dict[str, Any]] = []
    heads: list[dict[str, Any]] = []
    at = 0
    for name, members in groups:
        if not members:
            continue
        heads.append({"head": name, "y": at})
        at += head
        for row in members:
            places = {"label_y": at + LABEL_BASE, "top": at + BAR_TOP, "bottom": at + BAR_BOTTOM}
            rows.append({**row, **places})
            at += ROW
    return Layout(rows, heads, at)


def y_of(field: str, layout: Layout) -> alt.Y:
    """Return the vertical place of a mark, without an axis."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(**layout.y))


def headings(layout: Layout) -> alt.Chart:
    """Return the name of each group, above its rows."""
    mark = alt.Chart(inline(layout.heads)).mark_text(
        align="left", baseline="top", x=0, dy=8, fontSize=15, fontWeight="bold", aria=False
    )
    return mark.encode(y=y_of("y", layout), text=alt.Text("head:N"))


def labels(layout: Layout, palette: Palette) -> alt.LayerChart:
    """Return the label above each bar; one that does not fit ends in an ellipsis.

    An edge in the colour of the page keeps it apart from the lines behind it.
    """
    rows = [{"label": row["label"], "label_y": row["label_y"]} for row in layout.rows]
    base = alt.Chart(inline(rows)).encode(y=y_of("label_y", layout), text=alt.Text("label:N"))
    text = {"align": "left", "baseline": "alphabetic", "x": 0, "dx": 4, "aria": False}
    fits = {"limit": alt.ExprRef("width - 4")}
    edge = base.mark_text(**text, **fits, stroke=palette.background, strokeWidth=4)
    return alt.layer(edge, base.mark_text(**text, **fits))
