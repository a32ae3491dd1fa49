"""What every chart shares: the rows it draws and the way a specification is finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from components.theme import PALETTES, Palette, ThemeName, vega_config

Spec = dict[str, Any]
Datum = Mapping[str, Any]

ROW_HEIGHT = 30
LABELLED_ROW_HEIGHT = 46


def inline(rows: Sequence[Datum]) -> alt.Data:
    """Return rows as inline data of a chart."""
    return alt.Data(values=[dict(row) for row in rows])


def finish(chart: Any, theme: ThemeName, height: int) -> Spec:
    """Return the specification of an Altair chart with our config, filling its container."""
    spec: Spec = chart.to_dict(validate=False)
    spec.pop("$schema", None)
    spec["config"] = vega_config(theme)
    spec["height"] = height
    spec["width"] = "container"
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return spec


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
