"""Money: amounts as bars under the year they belong to; what is not known is an open box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, headroom, inline, palette_of
from components.charts.grouped import Layout, headings, labels, place_rows, y_of
from components.charts.theme import ThemeName

HEAD = 34


def make_money(
    groups: Sequence[tuple[str, Sequence[Datum]]], colors: Mapping[str, str], theme: ThemeName
) -> Spec:
    """Return amounts in euros per group (a year), from zero; negative ones go to the left.

    Each row: `part` (one of `colors`), `value` (None is unknown: never a bar of zero), `text`
    (the amount or the word for none) and `label`.
    """
    palette = palette_of(theme)
    layout = place_rows(groups, HEAD)
    domain = headroom(layout.rows, share=0.03)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(domain=domain, nice=False))
    known = [_drawn(row) | {"zero": 0} for row in layout.rows if row["value"] is not None]
    color = alt.Color(
        "part:N",
        legend=None,
        scale=alt.Scale(domain=list(colors), range=list(colors.values())),
    )
    bars = (
        alt.Chart(inline(known))
        .mark_rect()
        .encode(
            x=x,
            x2=alt.X2("zero:Q"),
            y=y_of("top", layout),
            y2=alt.Y2("bottom:Q"),
            color=color,
            tooltip=_tooltip(),
            description="label:N",
        )
    )
    layers: list[Any] = [bars, _unknown(layout, palette.muted)]
    if domain[0] < 0:
        zero = alt.Chart(inline([{"value": 0}])).encode(x=x)
        layers.append(zero.mark_rule(color=palette.muted, aria=False))
    layers += [headings(layout), labels(layout, palette)]
    return finish(alt.layer(*layers), theme, layout.height + 10)


def _unknown(layout: Layout, color: str) -> alt.Chart:
    """Return an open box over the whole width: the amount can be anything."""
    rows = [_drawn(row) for row in layout.rows if row["value"] is None]
    mark = alt.Chart(inline(rows)).mark_rect(
        fillOpacity=0, stroke=color, strokeWidth=1.5, strokeDash=[4, 3]
    )
    return mark.encode(
        x=alt.XValue(0),
        x2=alt.X2Value("width"),
        y=y_of("top", layout),
        y2=alt.Y2("bottom:Q"),
        tooltip=_tooltip(),
        description="label:N",
    )


def _drawn(row: Datum) -> dict[str, object]:
    return {key: row[key] for key in ("group", "part", "value", "text", "label", "top", "bottom")}


def _tooltip() -> list[alt.Tooltip]:
    titles = {"group": "Jaar", "part": "Wat", "text": "Bedrag"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
