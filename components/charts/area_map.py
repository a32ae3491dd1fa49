"""The light map of one indicator: which municipality gets which colour or circle. Pure."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from components.charts.base import Spec, palette_of
from components.charts.figures import none_if_missing
from components.charts.maps import (
    NO_DATA,
    NOT_SHOWN,
    circle_sizes,
    class_of,
    classify,
    make_map,
    step_colors,
)
from components.charts.theme import ThemeName
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, round_shown
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

    On it are the municipalities `codes`: those of the ranking, or further.
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
    symbols = series.indicator.is_count
    found = {str(row["region_code"]): row for row in records(shown)}
    places = [load_regions().get(code) for code in codes or _around(choice)]
    values = [_value(series, found.get(region.code)) for region in places]
    classes = [] if symbols else classify([value for value in values if value is not None])
    colors = step_colors(len(classes), theme) if classes else []
    no_fill = palette_of(theme).no_data
    rows = []
    for region, value, size in zip(places, values, circle_sizes(values), strict=True):
        text = _text(series, found.get(region.code))
        rows.append(
            {
                "code": region.code,
                "name": region.name,
                "label": f"{region.name}: {text}",
                "value": value,
                "text": text,
                "state": _state(found.get(region.code), value),
                "color": no_fill if value is None or symbols else colors[class_of(value, classes)],
                "size": size if symbols else 0.0,
                "chosen": region.code in choice.areas,
            }
        )
    legend = _circles(series, values, theme) if symbols else _classes(series, classes, colors)
    wide = any(load_regions().find(region.code) is None for region in places)
    drawn = make_map(rows, map_geometry(wide=wide), theme, symbols=symbols)
    return drawn, (*legend, *_marks(rows, theme))


def _around(choice: Choice) -> tuple[str, ...]:
    regions = load_regions()
    return regions.members(context_area(choice.areas, regions))


def _value(series: Series, found: Row | None) -> float | None:
    """Return a value as its text shows it, so that it falls in the class that the legend names."""
    value = none_if_missing(found["value"]) if found else None
    return None if value is None else float(round_shown(value, series.indicator.decimals))


def _state(found: Row | None, value: float | None) -> str:
    if value is not None:
        return "waarde"
    return NOT_SHOWN if found and found["status"] == NOT_SHOWN else NO_DATA


def _text(series: Series, found: Row | None) -> str:
    return (
        format_value(found["value"], series.indicator, str(found["status"])) if found else NO_DATA
    )


def _classes(
    series: Series, classes: Sequence[tuple[float, float]], colors: Sequence[str]
) -> list[Swatch]:
    """Return what each class holds: from its own lowest up to that of the next."""
    swatches = []
    for place, (color, (low, high)) in enumerate(zip(colors, classes, strict=True), 1):
        first, last = (format_value(border, series.indicator) for border in (low, high))
        to = "tot" if place < len(classes) else "tot en met"
        swatches.append(Swatch(color, first if low == high else f"{first} {to} {last}"))
    return swatches


def _circles(series: Series, values: Sequence[float | None], theme: ThemeName) -> Iterator[Swatch]:
    """Yield what circles there are and what it means to have none."""
    palette, known = palette_of(theme), [value for value in values if value is not None]
    if known and max(known) > 0:
        most = format_value(max(known), series.indicator)
        told = f"Hoe groter de cirkel, hoe hoger het aantal (de grootste is {most})"
        yield Swatch(palette.accent, told)
    if known and min(known) < 0:
        least = format_value(min(known), series.indicator)
        yield Swatch(palette.signal, f"Open cirkel: minder dan nul (het laagst is {least})")
    if 0.0 in known:
        yield Swatch(palette.surface, "Zonder cirkel: nul")


def _marks(rows: Sequence[Row], theme: ThemeName) -> Iterator[Swatch]:
    """Yield what stripes and edges on the map mean."""
    states = {row["state"] for row in rows}
    if NOT_SHOWN in states:
        yield Swatch(HATCH, "Niet getoond (privacy)")
    if NO_DATA in states:
        yield Swatch(SPARSE, "Geen gegevens")
    if any(row["chosen"] for row in rows):
        yield Swatch(palette_of(theme).signal, "Gekozen gemeente (rand)")
