"""The pace of a goal: the line from start to target, what was measured, and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.theme import Palette, ThemeName
from components.charts.timeaxis import year_axis

HEIGHT = 260


@dataclass(frozen=True)
class PaceChart:
    """What the chart of a goal draws. Days are ordinals, values are in the unit of the goal.

    `line` and `measured` have `day`, `value` and `text`; `ahead` has `day`, `value`, `low` and
    `high`. Each may be empty.
    """

    target: float
    target_text: str
    unit: str
    first: int
    last: int
    today: int
    line: tuple[Datum, ...]
    measured: tuple[Datum, ...]
    ahead: tuple[Datum, ...]


def make_pace(chart: PaceChart, theme: ThemeName) -> Spec:
    """Return the chart of a goal: the target, the pace line, measurements and a projection."""
    palette = palette_of(theme)
    highest = max([chart.target, *(row["value"] for row in chart.measured)])
    highest = max([highest, *(row["high"] for row in chart.ahead)])
    x, years = year_axis("day", chart.first, chart.last)
    y = alt.Y(
        "value:Q",
        title=chart.unit,
        scale=alt.Scale(domain=[0, highest * 1.15]),
        axis=alt.Axis(
            format=",~f",
            tickCount=4,
            titleAngle=0,
            titleAlign="left",
            titleAnchor="end",
            titleY=-14,
            titleX=0,
        ),
    )
    begins = alt.Chart(inline([{"day": day} for day in years])).encode(x=x)
    layers = [begins.mark_rule(color=palette.line, aria=False)]
    layers += [*_target(chart, palette, y), *_today(chart, palette, x)]
    layers += _line(chart.line, palette, x, y) + _ahead(chart.ahead, palette, x, y)
    layers += _measured(chart.measured, palette, x, y)
    return finish(alt.layer(*layers), theme, HEIGHT)


def _target(chart: PaceChart, palette: Palette, y: Any) -> list[Any]:
    rows = inline([{"value": chart.target, "text": chart.target_text}])
    rule = alt.Chart(rows).mark_rule(color=palette.muted, strokeDash=[6, 4]).encode(y=y)
    label = {"align": "left", "dx": 6, "dy": -8, "color": palette.text}
    text = alt.Chart(rows).mark_text(**label).encode(x=alt.XValue(0), y=y, text=alt.Text("text:N"))
    return [rule, text]


def _today(chart: PaceChart, palette: Palette, x: Any) -> list[Any]:
    if not chart.first <= chart.today <= chart.last:
        return []
    rows = inline([{"day": chart.today, "text": "vandaag"}])
    rule = alt.Chart(rows).mark_rule(color=palette.signal, strokeWidth=1.5).encode(x=x)
    label = {"align": "right", "dx": -5, "dy": -5, "baseline": "bottom", "color": palette.signal}
    text = (
        alt.Chart(rows)
        .mark_text(**label)
        .encode(x=x, y=alt.YValue("height"), text=alt.Text("text:N"))
    )
    return [rule, text]


def _line(rows: Sequence[Datum], palette: Palette, x: Any, y: Any) -> list[Any]:
    if not rows:
        return []
    tooltip = [alt.Tooltip("when:N", title="Op"), alt.Tooltip("text:N", title="Volgens het tempo")]
    line = alt.Chart(inline(rows)).encode(x=x, y=y, tooltip=tooltip)
    return [line.mark_line(color=palette.rest, strokeWidth=2.5)]


def _ahead(rows: Sequence[Datum], palette: Palette, x: Any, y: Any) -> list[Any]:
    if not rows:
        return []
    base = alt.Chart(inline(rows))
    band = base.mark_area(color=palette.accent, opacity=0.18).encode(
        x=x, y=alt.Y("low:Q"), y2=alt.Y2("high:Q")
    )
    middle = base.mark_line(color=palette.accent, strokeDash=[2, 3]).encode(x=x, y=y)
    return [band, middle]


def _measured(rows: Sequence[Datum], palette: Palette, x: Any, y: Any) -> list[Any]:
    if not rows:
        return []
    tooltip = [alt.Tooltip("when:N", title="Peildatum"), alt.Tooltip("text:N", title="Gemeten")]
    base = alt.Chart(inline(rows)).encode(x=x, y=y)
    line = base.mark_line(color=palette.accent, strokeWidth=2.5)
    dots = base.mark_point(color=palette.accent, filled=True, size=80, opacity=1)
    newest = alt.Chart(inline(rows[-1:])).encode(x=x, y=y, text=alt.Text("text:N"))
    label = {"align": "right", "dx": -8, "dy": -10, "fontWeight": "bold"}
    halo = newest.mark_text(**label, stroke=palette.background, strokeWidth=4)
    text = newest.mark_text(**label, color=palette.accent)
    return [line, dots.encode(tooltip=tooltip), halo, text]
