"""The light map: municipalities as shapes by URL, rates as classes, counts as symbols."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.theme import Palette, ThemeName

HEIGHT = 340
SELECT = "gemeente"
GEOMETRY = "grenzen"
NO_DATA = "geen gegevens"
FIELDS = ["code", "name", "label", "value", "text", "state", "color", "size", "chosen"]
NOT_SHOWN = "niet getoond"
STRIPES = 14
MAX_CLASSES = 5
LARGEST, SMALLEST = 2200.0, 30.0  # circles, in square pixels


def classify(values: Sequence[float], wanted: int = MAX_CLASSES) -> list[tuple[float, float]]:
    """Return at most `wanted` classes of about equal size: where each begins and ends.

    Classes touch: a border belongs to the one that begins there, the highest value to the last.
    Each holds at least two different values, so that none stands for one municipality.
    """
    ordered, known = sorted(values), sorted(set(values))
    if not known:
        return []
    count = max(1, min(wanted, len(known) // 2))
    starts = [0]
    for number in range(1, count):
        wished = bisect_left(known, ordered[round(len(ordered) * number / count)])
        starts.append(min(max(wished, starts[-1] + 2), len(known) - 2 * (count - number)))
    lows = [known[start] for start in starts]
    return list(zip(lows, [*lows[1:], known[-1]], strict=True))


def class_of(value: float, classes: Sequence[tuple[float, float]]) -> int:
    """Return the number of the class that holds `value`."""
    return bisect_right([low for low, _ in classes], value) - 1


def step_colors(count: int, theme: ThemeName) -> list[str]:
    """Return `count` colours of the sequence, spread from low to high."""
    steps = palette_of(theme).steps
    if count == 1:
        return [steps[2]]
    return [steps[round(i * (len(steps) - 1) / (count - 1))] for i in range(count)]


def make_map(
    rows: Sequence[Datum], geometry: dict[str, Any], theme: ThemeName, *, symbols: bool
) -> Spec:
    """Return the map of the municipalities.

    Each row: `code`, `name`, `label`, `value` (or None), `text`, `state` (`waarde`, `niet getoond`
    or `geen gegevens`), `color` (fill of its class, for a choropleth), `size` (area of its circle,
    for `symbols`) and `chosen`.
    `geometry` is a Vega-Lite data object (by URL) of features with `id` = code.
    """
    palette = palette_of(theme)
    shapes = (
        alt.Chart(alt.NamedData(name=GEOMETRY))
        .transform_lookup(
            lookup="id",
            from_=alt.LookupData(inline(rows), "code", FIELDS),
        )
        .transform_filter("isValid(datum.code)")
    )
    select = alt.selection_point(name=SELECT, fields=["code"])
    areas = shapes.mark_geoshape(stroke=palette.muted, strokeWidth=0.8).encode(
        fill=_fill(palette, symbols), tooltip=_tooltip(), description="label:N"
    )
    layers: list[Any] = [areas.add_params(select)]
    if symbols:
        layers.append(_symbols(shapes, palette))
    if any(row["chosen"] for row in rows):
        # A wide edge in the colour of the page keeps the chosen edge apart from any class.
        # No fill at all: a transparent one would take the pointer from the area below.
        chosen = shapes.transform_filter("datum.chosen")
        for stroke, width in ((palette.background, 6), (palette.signal, 3)):
            layers.append(
                chosen.mark_geoshape(fill=None, stroke=stroke, strokeWidth=width, aria=False)
            )
    chart = alt.layer(*layers).project(type="mercator")
    return finish(chart, theme, HEIGHT, {GEOMETRY: _shapes(geometry)})


def _shapes(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry description as a Vega-Lite data object."""
    if "url" in geometry:
        return {"url": geometry["url"], "format": {"type": "json", "property": "features"}}
    return {"values": geometry["values"]}


def _fill(palette: Palette, symbols: bool) -> Any:
    """Return the fill of an area: its class, or stripes that are plainly not a class."""
    hatched = [
        {"test": f"datum.state == '{NOT_SHOWN}'", "value": _stripes(palette.text, palette)},
        {"test": f"datum.state == '{NO_DATA}'", "value": _stripes(palette.line, palette)},
    ]
    if symbols:
        return alt.FillValue(palette.surface, condition=hatched)
    return alt.Fill("color:N", scale=None, legend=None, condition=hatched)


def _stripes(stripe: str, palette: Palette) -> dict[str, Any]:
    """Return a gradient with hard edges: the one hatching that Vega knows."""
    stops = []
    for number in range(STRIPES):
        color = stripe if number % 2 else palette.background
        stops.append({"color": color, "offset": number / STRIPES})
        stops.append({"color": color, "offset": (number + 1) / STRIPES})
    return {"gradient": "linear", "stops": stops, "x1": 0, "y1": 0, "x2": 1, "y2": 1}


def circle_sizes(values: Sequence[float | None]) -> list[float]:
    """Return the area of the circle of each count, in proportion to it; 0 is no circle.

    A count below zero has the circle of its opposite. What is not zero can be seen.
    """
    known = [abs(value or 0.0) for value in values]
    most = max(known, default=0.0)
    return [max(LARGEST * value / most, SMALLEST) if value else 0.0 for value in known]


def _symbols(shapes: alt.Chart, palette: Palette) -> alt.Chart:
    """Return a circle in each municipality with a count; an open one where it is below zero."""

    def below(other: Any, usual: Any) -> Any:
        return alt.condition("datum.value < 0", alt.value(other), alt.value(usual))

    return (
        shapes.transform_filter("datum.size > 0")
        .transform_calculate(lon="geoCentroid(null, datum)[0]", lat="geoCentroid(null, datum)[1]")
        .mark_circle(opacity=0.8, aria=False)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            size=alt.Size("size:Q", legend=None, scale=None),
            fill=below(palette.background, palette.accent),
            stroke=below(palette.signal, palette.background),
            strokeWidth=below(4, 1),
            tooltip=_tooltip(),
        )
    )


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("name:N", title="Gemeente"), alt.Tooltip("text:N", title="Waarde")]
