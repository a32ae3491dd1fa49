"""Bars: a ranking of areas, bars with their label above, stacked bars, demand and inflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from components.charts.base import (
    LABELLED_ROW_HEIGHT,
    ROW_HEIGHT,
    Datum,
    Spec,
    finish,
    headroom,
    inline,
    palette_of,
)
from components.charts.theme import ThemeName

ROLES = ("gekozen", "overig", "vergelijking")


def make_ranking(rows: Sequence[Datum], theme: ThemeName) -> Spec:
    """Return a ranking of areas, in the order of `rows`.

    Each row: `name`, `value` (None when hidden or unknown), `text` (the value or the word
    for none) and `role` (one of ROLES).
    """
    y = alt.Y(
        "name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=150)
    )
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=headroom(rows, share=0.36)))
    base = alt.Chart(inline(rows))
    bars = base.mark_bar(size=18).encode(y=y, x=x, color=_role_color(theme), tooltip=_tooltip())
    return finish(bars + _value_text(base, y, x), theme, ROW_HEIGHT * len(rows))


def make_labelled_bars(rows: Sequence[Datum], theme: ThemeName) -> Spec:
    """Return bars with their label above, so that long labels fit on a phone.

    Each row: `name`, `value` (or None), `text` and `role`.
    """
    y = _labelled_rows()
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=headroom(rows, share=0.3)))
    base = alt.Chart(inline(rows))
    bars = base.mark_bar().encode(y=y, x=x, color=_role_color(theme), tooltip=_tooltip())
    labels = _labels(base, y, "name:N")
    return finish(bars + labels + _value_text(base, y, x), theme, _labelled_height(rows))


def make_cascade(rows: Sequence[Datum], theme: ThemeName) -> Spec:
    """Return how a whole falls apart: bars that start where the part before them ends.

    Each row: `name`, `start`, `end`, `text` and `role`.
    """
    palette = palette_of(theme)
    y = _labelled_rows()
    whole = max(row["end"] for row in rows)
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, whole * 1.02]))
    base = alt.Chart(inline(rows))
    track = base.mark_bar(color=palette.surface).encode(
        y=y, x=alt.XValue(0), x2=alt.X2Value("width")
    )
    bars = base.mark_bar().encode(
        y=y, x=x, x2=alt.X2("end:Q"), color=_role_color(theme), tooltip=_tooltip()
    )
    labels = _labels(base, y, "label:N")
    return finish(track + bars + labels, theme, _labelled_height(rows))


def make_stacked(rows: Sequence[Datum], parts: Sequence[str], theme: ThemeName) -> Spec:
    """Return one bar per group, split into parts; the values stand in its label.

    Each row: `name`, `part` (one of `parts`), `value` and `text`.
    """
    y = _labelled_rows()
    groups = list(dict.fromkeys(row["name"] for row in rows))
    base = alt.Chart(inline(_stacked_rows(rows, parts)))
    x = alt.X("start:Q", axis=None)
    bars = base.mark_bar(**_apart(theme)).encode(
        y=y, x=x, x2=alt.X2("end:Q"), color=_part_color(parts, theme), tooltip=_tooltip("part")
    )
    labels = _labels(base.transform_filter("datum.first"), y, "label:N")
    return finish(bars + labels, theme, _labelled_height(groups))


def make_demand(rows: Sequence[Datum], parts: Sequence[str], mark: str, theme: ThemeName) -> Spec:
    """Return stacked demand per group, with a line where the inflow from school ends.

    Each row: `name`, `part` (one of `parts`, or `mark`), `value` and `text`.
    """
    palette = palette_of(theme)
    demand = [row for row in rows if row["part"] != mark]
    inflow = [row for row in rows if row["part"] == mark]
    groups = list(dict.fromkeys(row["name"] for row in rows))
    y = _labelled_rows()
    top = max(
        [row["value"] for row in inflow] + [row["end"] for row in _stacked_rows(demand, parts)]
    )
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, top * 1.02]))
    base = alt.Chart(inline(_stacked_rows(demand, parts)))
    bars = base.mark_bar(**_apart(theme)).encode(
        y=y, x=x, x2=alt.X2("end:Q"), color=_part_color(parts, theme), tooltip=_tooltip("part")
    )
    ticks = (
        alt.Chart(inline(inflow))
        .mark_tick(thickness=4, size=22, color=palette.signal, opacity=1)
        .encode(y=y, x=alt.X("value:Q"), tooltip=_tooltip("part"))
    )
    labels = _labels(base.transform_filter("datum.first"), y, "label:N")
    return finish(
        bars + ticks + labels,
        theme,
        _labelled_height(groups),
    )


def _stacked_rows(rows: Sequence[Datum], parts: Sequence[str]) -> list[dict[str, Any]]:
    """Return rows with where each part starts and ends, and one label per group."""
    ends: dict[str, float] = {}
    made = []
    for row in sorted(rows, key=lambda row: parts.index(row["part"])):
        first, start = row["name"] not in ends, ends.get(row["name"], 0.0)
        ends[row["name"]] = start + (row["value"] or 0.0)
        made.append({**row, "start": start, "end": ends[row["name"]], "first": first})
    order = list(dict.fromkeys(row["name"] for row in rows))
    return sorted(made, key=lambda row: order.index(row["name"]))


def _apart(theme: ThemeName) -> dict[str, Any]:
    """Return an edge in the colour of the page: parts that touch are told apart by it too."""
    return {"stroke": palette_of(theme).background, "strokeWidth": 2}


def _labelled_rows() -> alt.Y:
    """Return rows with room above each bar for its label."""
    return alt.Y(
        "name:N", sort=None, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5)
    )


def _labelled_height(rows: Sequence[Any]) -> int:
    return LABELLED_ROW_HEIGHT * len(rows) + 12


def _labels(base: alt.Chart, y: alt.Y, field: str) -> alt.Chart:
    """Return the label above each bar."""
    mark = base.mark_text(align="left", baseline="bottom", dy=-10, x=0)
    return mark.encode(y=y, text=field)


def _role_color(theme: ThemeName) -> alt.Color:
    palette = palette_of(theme)
    colors = [palette.accent, palette.rest, palette.signal]
    return alt.Color("role:N", legend=None, scale=alt.Scale(domain=list(ROLES), range=colors))


def _part_color(parts: Sequence[str], theme: ThemeName) -> alt.Color:
    palette = palette_of(theme)
    if len(parts) > len(palette.series):
        raise ValueError(f"hoogstens {len(palette.series)} delen in een staaf")
    return alt.Color(
        "part:N",
        legend=None,
        scale=alt.Scale(domain=list(parts), range=list(palette.series[: len(parts)])),
    )


def _value_text(base: alt.Chart, y: alt.Y, x: alt.X) -> alt.Chart:
    """Return the value behind each bar; without a value the word stands at the axis."""
    return (
        base.transform_calculate(end="isValid(datum.value) ? max(datum.value, 0) : 0")
        .mark_text(align="left", dx=5)
        .encode(y=y, x=alt.X("end:Q", scale=x["scale"]), text=alt.Text("text:N"))
    )


def _tooltip(*extra: str) -> list[alt.Tooltip]:
    titles = {"name": "Gebied of groep", "part": "Deel", "text": "Waarde"}
    return [alt.Tooltip(f"{field}:N", title=titles[field]) for field in ("name", *extra, "text")]
