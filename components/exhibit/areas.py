"""Which observations are compared: of one choice of areas, period and characteristic. Pure."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from functools import lru_cache
from math import nan
from typing import Any

import pandas as pd

from components.charts.figures import subject_of
from components.charts.lines import MAX_SERIES
from components.exhibit.measure import measured
from components.insights.sentences import NO_FIGURE, chosen_sentence, trend_sentence
from components.words.choice import Choice, context_area
from components.words.formatting import join_words, period_of
from data_loaders.cache import load_series, load_series_with
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

Row = dict[str, Any]
_WIDE = ("provincie", "land")
REGION, NEIGHBOURS, COUNTRY = "regio", "buren", "nederland"
EXTENTS = {REGION: "Onze regio", NEIGHBOURS: "Met de buren", COUNTRY: "Heel Nederland"}


@lru_cache(maxsize=512)
def options_of(indicator_id: str, _version: str) -> tuple[list[str], list[str]]:
    """Return the characteristics of an indicator, and its periods with the newest first.

    Before all others come the periods of which the areas that it compares have a value.
    """
    series = load_series(indicator_id)
    frame, own = series.frame, series.at_level
    characteristics = list(dict.fromkeys(str(name) for name in frame["characteristic"]))
    known = set(own[own["value"].notna()]["period"])
    periods = (str(period) for period in frame["period"].unique())
    return characteristics, sorted(periods, key=lambda code: (code in known, code), reverse=True)


def newer_elsewhere(series: Series) -> str:
    """Return of which areas there are newer figures than of those compared; empty for none."""
    newest, frame = series.newest, series.frame
    later = frame[(frame["period"] > newest) & frame["value"].notna()]
    if later.empty:
        return ""
    codes = list(dict.fromkeys(map(str, later["region_code"])))
    names = [load_regions().get(code).name for code in codes]
    whom = join_words(names) if len(names) <= MAX_SERIES else "grotere gebieden"
    last = period_of(series.indicator, str(later["period"].max()))
    return (
        f"Per gemeente zijn er cijfers tot en met {period_of(series.indicator, newest)}; "
        f"nieuwere, tot en met {last}, zijn er alleen voor {whom}."
    )


def within_data(series: Series, choice: Choice) -> tuple[Choice, str]:
    """Return a choice the series has figures for, and a sentence when that is another one.

    An area stays when it has figures itself, or all of its municipalities do. When nothing
    remains, the region the monitor starts with takes its place; that one always stands.
    """
    regions = load_regions()
    known = {str(code) for code in series.frame["region_code"]}
    kept = tuple(
        code for code in choice.areas if code == regions.default or _has_figures(code, known)
    )
    if kept == choice.areas:
        return choice, ""
    asked = [regions.get(code).label for code in choice.areas if code not in kept]
    default = regions.get(regions.default)
    message = f"Voor {join_words(list(dict.fromkeys(asked)))} is dit cijfer er niet."
    message += "" if kept else f" U ziet {default.name}."
    return replace(choice, areas=kept or (default.code,)), message


def _has_figures(code: str, known: Set[str]) -> bool:
    """Tell whether an area is among those with figures, or each of its municipalities.

    The map goes no further than the widest region, so of the country those of that one count.
    """
    regions = load_regions()
    if code in known or regions.get(code).level == "gemeente":
        return code in known
    inside = regions.members(code) or regions.members(context_area((code,), regions))
    return bool(inside) and known >= set(inside)


def rows_of_choice(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the observations of the chosen period and characteristic, all areas."""
    return frame[
        (frame["period"] == choice.period) & (frame["characteristic"] == choice.characteristic)
    ]


def compared_areas(choice: Choice) -> list[str]:
    """Return the areas in view: the region around the choice, its municipalities, the country."""
    regions = load_regions()
    context = context_area(choice.areas, regions)
    wanted = [*regions.members(context), *choice.areas, context, regions.country().code]
    return list(dict.fromkeys(wanted))


def series_in_view(indicator_id: str, choice: Choice) -> Series:
    """Return the series of an indicator with all that is in view for a choice of areas.

    Only when something else is chosen than our own region is more read. Raises DataError.
    """
    regions = load_regions()
    areas, wanted = choice.areas, map_codes(choice) if choice.extent else []
    wanted += [code for code in areas if not regions.find(code) or regions.get(code).level in _WIDE]
    for code in [code for code in areas if not regions.find(code)]:
        around = context_area((code,), regions)
        wanted += [around, *regions.members(around)]
    return measured(load_series_with(indicator_id, wanted), choice)


def map_codes(choice: Choice) -> list[str]:
    """Return the municipalities on the map: those of the ranking, or also further."""
    regions = load_regions()
    codes = [code for code in compared_areas(choice) if is_municipality(code)]
    every = [r for r in regions.elsewhere().municipalities() if not r.last_year]
    if choice.extent == COUNTRY:
        codes += [region.code for region in every]
    if choice.extent == NEIGHBOURS:
        codes += [region.code for region in regions.municipalities()]
        codes += [r.code for r in every if not set(regions.neighbours).isdisjoint(r.within)]
    return list(dict.fromkeys(codes))


def is_municipality(code: str) -> bool:
    """Tell whether an area is a municipality."""
    return load_regions().get(code).level == "gemeente"


def download_frame(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return all periods of the chosen characteristic for the areas in view."""
    found = frame[
        frame["region_code"].isin(compared_areas(choice))
        & (frame["characteristic"] == choice.characteristic)
    ]
    return with_chosen(found, choice)


def with_chosen(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return observations with a row for each chosen area that has none, which says so."""
    missing = [code for code in choice.areas if code not in set(frame["region_code"])]
    if not missing:
        return frame
    blank = dict.fromkeys(frame.columns, "") | {"value": nan, "status": NO_FIGURE, "origin": "bron"}
    blank |= {"period": choice.period, "characteristic": choice.characteristic}
    levels = {code: load_regions().get(code).level for code in missing}
    rows = [blank | {"region_code": code, "region_level": levels[code]} for code in missing]
    return pd.concat([frame, pd.DataFrame(rows)])


def ranking_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the areas to compare, high to low, without a value last.

    Those chosen and the municipalities of the region around them; for rates also that region
    and the country.
    """
    shown = rows_of_choice(series.frame, choice)
    found = shown[shown["region_code"].isin(compared_areas(choice))]
    if series.indicator.is_count:
        chosen = found["region_code"].isin(choice.areas)
        found = found[chosen | (found["region_level"] == "gemeente")]
    found = with_chosen(found, choice)
    return found.sort_values("value", ascending=False, kind="stable", na_position="last")


def trend_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the observations of the development of the chosen areas, and for rates the country.

    No rows when there is one period only, which is no development, or none of a chosen area.
    """
    frame = series.frame[series.frame["characteristic"] == choice.characteristic]
    own = frame["region_code"].isin(choice.areas)
    if frame["period"].nunique() < 2 or not own.any():
        return frame.head(0)
    return frame[frame["region_code"].isin(trend_areas(series, choice, frame))]


def trend_areas(series: Series, choice: Choice, frame: pd.DataFrame) -> list[str]:
    """Return the areas that have a line of their own, at most as many as a figure can hold."""
    country = load_regions().country().code
    codes = [*choice.areas]
    if not series.indicator.is_count and country not in codes:
        codes.append(country)
    return [code for code in codes if code in set(frame["region_code"])][:MAX_SERIES]


def trend_headline(series: Series, choice: Choice) -> str:
    """Return the development of the chosen area in one sentence; of several the newest values."""
    own = trend_frame(series, choice)
    if len(choice.areas) > 1:
        return chosen_sentence(series, replace(choice, period=str(own["period"].max())))
    label = load_regions().get(choice.areas[0]).label
    return trend_sentence(series, own, subject_of(series, choice.characteristic, label))
