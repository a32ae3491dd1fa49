"""What every chart shares: the rows it draws and the way a specification is finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
from altair.utils import schemapi

from components.charts.theme import PALETTES, Palette, ThemeName, vega_config

Spec = dict[str, Any]
Datum = Mapping[str, Any]

# Every part held against the schema when it is made costs more than making it; the tests do so.
schemapi.disable_debug_mode()

ROW_HEIGHT = 30
LABELLED_ROW_HEIGHT = 46


def inline(rows: Sequence[Datum]) -> alt.Data:
    """Return rows as inline data of a chart."""
    return alt.Data(values=[dict(row) for row in rows])


def finish(
    chart: Any, theme: ThemeName, height: int, named: Mapping[str, Any] | None = None
) -> Spec:
    """Return the specification of a layered Altair chart, with our config, as wide as its place.

    The rows stay inside the layers: Streamlit sends top-level data apart, and the browser
    would draw every chart twice, the first time empty. `named` holds Vega-Lite data objects
    for data that the chart only names (boundaries are too large to pass through Altair).
    """
    made = chart.to_dict(validate=False)
    inner = {key: made[key] for key in ("data", "layer", "projection") if key in made}
    datasets = {name: {"values": rows} for name, rows in made.get("datasets", {}).items()}
    return {
        "layer": [_with_data(inner, {**datasets, **(named or {})})],
        "params": made.get("params", []),
        "config": vega_config(theme),
        "height": height,
        "width": "container",
        "autosize": {"type": "fit", "contains": "padding"},
    }


def _with_data(part: Any, data: Mapping[str, Any]) -> Any:
    """Return a part of a specification with named data written out."""
    if isinstance(part, dict):
        if set(part) == {"name"} and part["name"] in data:
            return data[part["name"]]
        return {key: _with_data(value, data) for key, value in part.items()}
    if isinstance(part, list):
        return [_with_data(value, data) for value in part]
    return part


def palette_of(theme: ThemeName) -> Palette:
    """Return the colours of a theme."""
    return PALETTES[theme]


def headroom(rows: Sequence[Datum], field: str = "value", share: float = 0.14) -> list[float]:
    """Return an axis from zero to a bit past the largest value, so that labels fit.

    A negative value pulls the axis below zero by the same margin.
    """
    values = [row[field] for row in rows if row[field] is not None]
    top, bottom = max([0.0, *values]), min([0.0, *values])
    reach = (top - bottom) or 1.0
    return [bottom - share * reach if bottom < 0 else 0.0, top + share * reach]
