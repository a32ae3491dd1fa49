"""Which observations are compared: of one choice of areas, period and characteristic. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from components.charts.bars import make_ranking
from components.charts.base import Spec
from components.charts.figures import line_rows, none_if_missing
from components.charts.lines import MAX_SERIES, make_lines
from components.charts.maps import NO_DATA
from components.charts.theme import ThemeName
from components.exhibit.measure import measured
from components.insights.sentences import trend_sentence
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, join_words
from data_loaders.cache import load_series, load_series_with
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

Row = dict[str, Any]
_WIDE = ("provincie", "land")
REGION, NEIGHBOURS, COUNTRY = "regio", "buren", "nederland"
EXTENTS = {REGION: "Onze regio", NEIGHBOURS: "Met de buren", COUNTRY: "Heel Nederland"}


@lru_cache(maxsize=512)
def options_of(indicator_id: str, _version: str) -> tuple[list[str], list[str]]:
    """Return the characteristics of an indicator, and its periods with the newest first."""
    frame = load_series(indicator_id).frame
    characteristics = list(dict.fromkeys(str(name) for name in frame["characteristic"]))
    return characteristics, sorted((str(p) for p in frame["period"].unique()), reverse=True)


def within_data(series: Series, choice: Choice) -> tuple[Choice, str]:
    """Return a choice the series has figures for, and a sentence when that is another one.

    A municipality without figures, or a region of which not every municipality has them, is
    left out; when nothing remains, the region the monitor starts with takes its place. The
    map goes no further than the widest region, so the country asks for that one. The region
    the monitor starts with always stands.
    """
    regions = load_regions()
    known = set(series.frame[series.frame["region_level"] == "gemeente"]["region_code"])
    places = {
        code: code if regions.get(code).level == "gemeente" else context_area((code,), regions)
        for code in choice.areas
    }
    kept = tuple(
        code
        for code, place in places.items()
        if code == regions.default or known.issuperset(regions.members(place) or [place])
    )
    if kept == choice.areas:
        return choice, ""
    asked = [regions.get(place).label for code, place in places.items() if code not in kept]
    default = regions.get(regions.default)
    message = f"Voor {join_words(list(dict.fromkeys(asked)))} is dit cijfer er niet."
    message += "" if kept else f" U ziet {default.name}."
    return replace(choice, areas=kept or (default.code,)), message


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
    codes = [code for code in compared_areas(choice) if _is_municipality(code)]
    every = [r for r in regions.elsewhere().municipalities() if not r.last_year]
    if choice.extent == COUNTRY:
        codes += [region.code for region in every]
    if choice.extent == NEIGHBOURS:
        codes += [region.code for region in regions.municipalities()]
        codes += [r.code for r in every if not set(regions.neighbours).isdisjoint(r.within)]
    return list(dict.fromkeys(codes))


def _is_municipality(code: str) -> bool:
    return load_regions().get(code).level == "gemeente"


def download_frame(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return all periods of the chosen characteristic for the areas in view."""
    return frame[
        frame["region_code"].isin(compared_areas(choice))
        & (frame["characteristic"] == choice.characteristic)
    ]


def ranking_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the areas to compare, high to low, without a value last.

    The municipalities of the region around the choice; for rates also that region and the
    country. Counts of a region would only dwarf its municipalities.
    """
    shown = rows_of_choice(series.frame, choice)
    found = shown[shown["region_code"].isin(compared_areas(choice))]
    if series.indicator.is_count:
        found = found[found["region_level"] == "gemeente"]
    return found.sort_values("value", ascending=False, kind="stable", na_position="last")


def _ranking_rows(series: Series, choice: Choice, ranked: pd.DataFrame) -> list[Row]:
    regions = load_regions()
    picked = [code for code in choice.areas if regions.get(code).level == "gemeente"]
    rows = []
    for row in records(ranked):
        code = str(row["region_code"])
        role = "gekozen" if not picked or code in picked else "overig"
        rows.append(
            {
                "name": regions.get(code).label,
                "value": none_if_missing(row["value"]),
                "text": format_value(row["value"], series.indicator, str(row["status"])),
                "role": role if row["region_level"] == "gemeente" else "vergelijking",
            }
        )
    shown = set(ranked["region_code"])
    missing = [
        code for code in compared_areas(choice) if code not in shown and _is_municipality(code)
    ]
    rows += [
        {"name": regions.get(code).label, "value": None, "text": NO_DATA, "role": "overig"}
        for code in missing
    ]
    return rows


def ranking_spec(series: Series, choice: Choice, theme: ThemeName) -> Spec:
    """Return the ranking of the areas that are compared."""
    return make_ranking(_ranking_rows(series, choice, ranking_frame(series, choice)), theme)


def trend_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the observations of the development of the chosen areas, and for rates the country.

    No rows when there is one period only: that is no development.
    """
    frame = series.frame[series.frame["characteristic"] == choice.characteristic]
    if frame["period"].nunique() < 2:
        return frame.head(0)
    return frame[frame["region_code"].isin(_trend_areas(series, choice, frame))]


def _trend_areas(series: Series, choice: Choice, frame: pd.DataFrame) -> list[str]:
    country = load_regions().country().code
    codes = [*choice.areas]
    if not series.indicator.is_count and country not in codes:
        codes.append(country)
    return [code for code in codes if code in set(frame["region_code"])][:MAX_SERIES]


def trend_spec(series: Series, choice: Choice, theme: ThemeName) -> Spec:
    """Return the development of the chosen areas as lines."""
    own = trend_frame(series, choice)
    names = {code: load_regions().get(code).label for code in _trend_areas(series, choice, own)}
    own = own.assign(name=own["region_code"].map(names))
    unit = series.indicator.unit_long or series.indicator.unit
    return make_lines(line_rows(series, own, "name"), list(names.values()), unit, theme)


def trend_headline(series: Series, choice: Choice) -> str:
    """Return the development of the first of the chosen areas in one sentence."""
    own = trend_frame(series, choice)
    first = _trend_areas(series, choice, own)[0]
    return trend_sentence(series, own[own["region_code"] == first], load_regions().get(first).label)
