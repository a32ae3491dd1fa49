"""The map of where projects land: a circle with its number in each municipality."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.maps import GEOMETRY, SELECT
from components.charts.theme import Palette, ThemeName

HEIGHT = 340
FIELDS = ["code", "name", "label", "count", "text", "chosen"]
LARGEST = 1300
SMALLEST_TOP = 3
"""`LARGEST` is the area of a circle of the largest number, or of this one when that is less."""


def make_places(rows: Sequence[Datum], geometry: dict[str, Any], theme: ThemeName) -> Spec:
    """Return the map of the municipalities with a circle where projects land.

    Each row: `code`, `name`, `label` (for screen readers), `count` (None without projects),
    `text` (which projects) and `chosen`. `geometry` comes from `hosting.map_geometry`.
    """
    palette = palette_of(theme)
    shapes = (
        alt.Chart(alt.NamedData(name=GEOMETRY))
        .transform_lookup(lookup="id", from_=alt.LookupData(inline(rows), "code", FIELDS))
        .transform_filter("isValid(datum.code)")
    )
    areas = shapes.mark_geoshape(
        fill=palette.surface, stroke=palette.muted, strokeWidth=0.8
    ).encode(tooltip=_tooltip(), description="label:N")
    layers: list[Any] = [areas.add_params(alt.selection_point(name=SELECT, fields=["code"]))]
    chosen = shapes.transform_filter("datum.chosen")
    for stroke, width in ((palette.background, 6), (palette.signal, 3)):
        layers.append(chosen.mark_geoshape(fill=None, stroke=stroke, strokeWidth=width, aria=False))
    layers += _circles(shapes, palette, rows)
    chart = alt.layer(*layers).project(type="mercator")
    return finish(chart, theme, HEIGHT, {GEOMETRY: _shapes(geometry)})


def _shapes(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry description as a Vega-Lite data object."""
    if "url" in geometry:
        return {"url": geometry["url"], "format": {"type": "json", "property": "features"}}
    return {"values": geometry["values"]}


def _circles(shapes: alt.Chart, palette: Palette, rows: Sequence[Datum]) -> list[Any]:
    """Return circles with an area in proportion to their number, and the numbers in them."""
    top = max([SMALLEST_TOP, *(row["count"] or 0 for row in rows)])
    placed = (
        shapes.transform_filter("isValid(datum.count)")
        .transform_calculate(lon="geoCentroid(null, datum)[0]", lat="geoCentroid(null, datum)[1]")
        .encode(longitude="lon:Q", latitude="lat:Q", tooltip=_tooltip())
    )
    size = alt.Size("count:Q", legend=None, scale=alt.Scale(domain=[0, top], range=[0, LARGEST]))
    circles = placed.mark_circle(
        color=palette.accent, opacity=1, stroke=palette.background, strokeWidth=1, aria=False
    ).encode(size=size)
    label = {"color": palette.background, "fontWeight": "bold", "fontSize": 13}
    return [circles, placed.mark_text(**label, aria=False).encode(text="count:Q")]


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title="Gemeente"), alt.Tooltip("text:N", title="Projecten")]
