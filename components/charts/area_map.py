"""The light map of one indicator: which municipality gets which colour or circle. Pure."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.charts.base import Spec, palette_of
from components.charts.figures import none_if_missing
from components.charts.maps import NO_DATA, NOT_SHOWN, class_of, classify, make_map, step_colors
from components.charts.theme import ThemeName
from components.words.choice import Choice
from components.words.formatting import format_value
from components.words.hosting import map_geometry
from components.words.legend import HATCH, SPARSE, Swatch
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

Row = dict[str, Any]
log = logging.getLogger(__name__)


def area_map(
    series: Series, choice: Choice, shown: pd.DataFrame, theme: ThemeName, codes: Sequence[str] = ()
) -> tuple[Spec | None, tuple[Swatch, ...]]:
    """Return the map of `shown` (one period, one characteristic) and its legend.

    On it are the municipalities `codes`, or all of ours.

    None without boundaries: ranking and table still tell the figures.
    """
    try:
        return _map(series, choice, shown, theme, codes)
    except DataError as problem:
        log.error("%s", problem)
        return None, ()


def _map(
    series: Series, choice: Choice, shown: pd.DataFrame, theme: ThemeName, codes: Sequence[str] = ()
) -> tuple[Spec, tuple[Swatch, ...]]:
    places = list(map(load_regions().get, codes)) or load_regions().municipalities()
    by_code = {str(row["region_code"]): row for row in records(shown)}
    symbols = series.indicator.is_count
    values = [
        float(by_code[r.code]["value"])
        for r in places
        if r.code in by_code and by_code[r.code]["value"] == by_code[r.code]["value"]
    ]
    classes = [] if symbols else classify(values)
    colors = step_colors(len(classes), theme) if classes else []
    rows = []
    for region in places:
        found = by_code.get(region.code)
        value = none_if_missing(found["value"]) if found else None
        rows.append(
            {
                "code": region.code,
                "name": region.name,
                "label": f"{region.name}: {_map_text(series, found)}",
                "value": value,
                "text": _map_text(series, found),
                "state": _state(found, value),
                "color": palette_of(theme).no_data
                if value is None or symbols
                else colors[class_of(value, classes)],
                "chosen": region.code in choice.areas,
            }
        )
    legend = _map_legend(series, rows, classes, colors, theme)
    wide = any(load_regions().find(code) is None for code in codes)
    return make_map(rows, map_geometry(wide=wide), theme, symbols=symbols), legend


def _state(found: Row | None, value: float | None) -> str:
    if value is not None:
        return "waarde"
    return NOT_SHOWN if found and found["status"] == NOT_SHOWN else NO_DATA


def _map_text(series: Series, found: Row | None) -> str:
    return (
        format_value(found["value"], series.indicator, str(found["status"])) if found else NO_DATA
    )


def _map_legend(
    series: Series,
    rows: list[Row],
    classes: list[tuple[float, float]],
    colors: list[str],
    theme: ThemeName,
) -> tuple[Swatch, ...]:
    palette, indicator = palette_of(theme), series.indicator
    swatches = [
        Swatch(
            color,
            format_value(low, indicator)
            if low == high
            else f"{format_value(low, indicator)} tot en met {format_value(high, indicator)}",
        )
        for color, (low, high) in zip(colors, classes, strict=True)
    ]
    if not classes:
        swatches.append(Swatch(palette.accent, "Hoe groter de cirkel, hoe hoger het aantal"))
    states = {row["state"] for row in rows}
    if NOT_SHOWN in states:
        swatches.append(Swatch(HATCH, "Niet getoond (privacy)"))
    if NO_DATA in states:
        swatches.append(Swatch(SPARSE, "Geen gegevens"))
    if any(row["chosen"] for row in rows):
        swatches.append(Swatch(palette.signal, "Gekozen gemeente (rand)"))
    return tuple(swatches)
