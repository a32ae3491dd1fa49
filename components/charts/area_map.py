"""The map of one indicator: which municipality gets which class or circle. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from components.charts.base import palette_of
from components.charts.classes import borders_of, class_of, palette_step
from components.charts.figures import none_if_missing
from components.charts.map_drawing import can_draw
from components.charts.map_model import KNOWN, NO_DATA, NOT_SHOWN, AreaMap, MapArea, State
from components.charts.theme import ThemeName
from components.words.choice import Choice, context_area
from components.words.formatting import (
    format_number,
    format_percent,
    format_value,
    round_shown,
)
from components.words.legend import HATCH, Swatch
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series, records

Row = dict[str, Any]


def area_map(
    series: Series, choice: Choice, shown: pd.DataFrame, theme: ThemeName, codes: Sequence[str] = ()
) -> tuple[AreaMap | None, tuple[Swatch, ...]]:
    """Return the map of `shown` (one period, one characteristic) and its legend.

    On it are the municipalities `codes`: those of the ranking, or further.
    None without boundaries: ranking and table still tell the figures.
    """
    made, legend = _map(series, choice, shown, theme, codes)
    return (made, legend) if can_draw(made) else (None, ())


def _map(
    series: Series, choice: Choice, shown: pd.DataFrame, theme: ThemeName, codes: Sequence[str]
) -> tuple[AreaMap, tuple[Swatch, ...]]:
    indicator = series.indicator
    found = {str(row["region_code"]): row for row in records(shown)}
    places = [load_regions().get(code) for code in codes or _around(choice)]
    values = {region.code: _value(series, found.get(region.code)) for region in places}
    known = [value for value in values.values() if value is not None]
    borders = [] if indicator.is_count else borders_of(known, indicator.decimals)
    largest = max(map(abs, known), default=0.0)
    areas = []
    for region in places:
        value, row = values[region.code], found.get(region.code)
        text, step = _text(series, row), None
        if value is not None and not indicator.is_count:
            step = palette_step(class_of(value, borders), len(borders) + 1)
        areas.append(
            MapArea(
                code=region.code,
                name=region.name,
                told=f"{region.name}: {text}",
                text=text if row else "",
                short=_short(value, indicator),
                state=_state(row, value),
                step=step,
                share=(value or 0.0) / largest if largest and indicator.is_count else 0.0,
                is_chosen=region.code in choice.areas,
            )
        )
    is_wide = any(load_regions().find(region.code) is None for region in places)
    made = AreaMap(tuple(areas), theme, indicator.is_count, is_wide=is_wide)
    scale = _circles if indicator.is_count else _classes
    return made, (*scale(series, known, theme), *_marks(made))


def _around(choice: Choice) -> tuple[str, ...]:
    regions = load_regions()
    return regions.members(context_area(choice.areas, regions))


def _value(series: Series, found: Row | None) -> float | None:
    """Return a value as its text shows it, so that it falls in the class that the legend names."""
    value = none_if_missing(found["value"]) if found else None
    return None if value is None else float(round_shown(value, series.indicator.decimals))


def _state(found: Row | None, value: float | None) -> State:
    if value is not None:
        return KNOWN
    return NOT_SHOWN if found and found["status"] == NOT_SHOWN else NO_DATA


def _text(series: Series, found: Row | None) -> str:
    return (
        format_value(found["value"], series.indicator, str(found["status"])) if found else NO_DATA
    )


def _short(value: float | None, indicator: Indicator) -> str:
    """Return a value without a unit, for a small map."""
    return "" if value is None else format_number(value, indicator.decimals)


def _classes(series: Series, known: Sequence[float], theme: ThemeName) -> Iterator[Swatch]:
    """Yield what each class holds: up to where the next begins, the ends open."""
    indicator, steps = series.indicator, palette_of(theme).steps
    borders = borders_of(known, indicator.decimals)
    edges = [_edge(border, indicator) for border in borders]
    if known and not borders:
        yield Swatch(steps[palette_step(0, 1)], format_value(known[0], indicator))
    for number in range(len(borders) + 1 if borders else 0):
        color = steps[palette_step(number, len(borders) + 1)]
        if number == 0:
            yield Swatch(color, f"tot {edges[0]}")
        elif number == len(borders):
            yield Swatch(color, f"{edges[-1]} of meer")
        else:
            low = _edge(borders[number - 1], indicator, bare=True)
            yield Swatch(color, f"{low} tot {edges[number]}")


def _edge(border: Decimal, indicator: Indicator, *, bare: bool = False) -> str:
    """Return a border of classes, with no more decimals than it has."""
    decimals = max(0, -int(border.normalize().as_tuple().exponent))
    if indicator.is_rate and not bare:
        return format_percent(float(border), decimals)
    return format_number(float(border), decimals)


def _circles(series: Series, known: Sequence[float], theme: ThemeName) -> Iterator[Swatch]:
    """Yield what circles there are and what it means to have none."""
    palette = palette_of(theme)
    if known and max(known) > 0:
        most = format_value(max(known), series.indicator)
        told = f"Hoe groter de cirkel, hoe hoger het aantal (de grootste is {most})"
        yield Swatch(palette.steps[1], told)
    if known and min(known) < 0:
        least = format_value(min(known), series.indicator)
        yield Swatch(palette.signal, f"Open cirkel: minder dan nul (het laagst is {least})")
    if 0.0 in known:
        yield Swatch(palette.surface, "Zonder cirkel: nul")


def _marks(made: AreaMap) -> Iterator[Swatch]:
    """Yield what stripes, grey and edges on the map mean."""
    states, palette = {area.state for area in made.areas}, palette_of(made.theme)
    if NOT_SHOWN in states:
        yield Swatch(HATCH, "Niet getoond (privacy)")
    if NO_DATA in states:
        yield Swatch(palette.no_data, "Geen gegevens")
    if any(area.is_chosen for area in made.areas):
        yield Swatch(palette.signal, "Gekozen gemeente (rand)")
