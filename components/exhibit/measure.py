"""Counts of areas of different size, made comparable: per 1.000 inhabitants, or as an index. Pure.

A rate is made of a count and the inhabitants of the same area on 1 January of the same year; an
index of one area and an earlier year. Both say that we calculated them, and a value that is not
shown stays so.
"""

from __future__ import annotations

from dataclasses import replace
from math import nan

import msgspec
import pandas as pd

from components.words.choice import Choice
from data_loaders.cache import load_series_with
from data_loaders.geo.elsewhere import has_changed
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series

POPULATION = "bevolking"
RATE, INDEX, COUNT = "per-1000", "index", "aantal"
MEASURES = {RATE: "Per 1.000 inwoners", INDEX: "Index", COUNT: "Aantal"}
_FIRST = {"inwoners": RATE, "index": INDEX}


def measures_of(indicator: Indicator, choice: Choice) -> tuple[str, ...]:
    """Return how a figure can be shown for a choice of areas, what it is by itself first.

    One way only when there is nothing to compare: of our own region, or one municipality of it.
    """
    compared = len(choice.areas) > 1 or not load_regions().find(choice.areas[0])
    return (_FIRST[indicator.per], COUNT) if compared and indicator.per else (COUNT,)


def measured(series: Series, choice: Choice) -> Series:
    """Return a series as it is shown for a choice: itself, as rates, or as an index.

    Raises DataError when the inhabitants cannot be read.
    """
    asked = choice.measure or measures_of(series.indicator, choice)[0]
    if asked not in measures_of(series.indicator, choice):
        return series
    makers = {RATE: _per_thousand, INDEX: _as_index}
    return makers[asked](series, choice) if asked in makers else series


def _per_thousand(series: Series, _choice: Choice) -> Series:
    frame, indicator = series.frame, series.indicator
    people = load_series_with(POPULATION, map(str, frame["region_code"].unique())).frame
    known = {
        (code, period): value
        for code, period, value in zip(
            people["region_code"], people["period"], people["value"], strict=True
        )
    }
    of = [
        known.get((code, str(period)[:4]), nan)
        for code, period in zip(frame["region_code"], frame["period"], strict=True)
    ]
    inhabitants = pd.Series(of, index=frame.index, dtype=float)
    return _made(
        series,
        _scaled(frame, indicator, 1000 / inhabitants),
        unit="per 1.000 inwoners",
        unit_long=f"{indicator.unit} per 1.000 inwoners",
        how="Berekend: het aantal gedeeld door de inwoners op 1 januari van dat jaar (CBS).",
    )


def _as_index(series: Series, choice: Choice) -> Series:
    """Return each value as a share of that in the first year that all chosen areas compare from."""
    frame = series.frame
    own = frame[frame["region_code"].isin(choice.areas) & frame["value"].notna()]
    counts = own.groupby("period")["region_code"].nunique()
    shared = [
        str(period)
        for period in sorted(counts[counts == len(set(own["region_code"]))].index)
        if not any(has_changed(str(code), str(period)) for code in choice.areas)
    ]
    if not shared:
        return series
    first = frame[frame["period"] == shared[0]]
    key = ["region_code", "characteristic", "breakdown"]
    base = first.set_index(key)["value"]
    kept = frame[frame["period"] >= shared[0]]
    of = base.reindex(pd.MultiIndex.from_frame(kept[key])).to_numpy()
    kept = _scaled(kept, series.indicator, pd.Series(100 / of, index=kept.index))
    unit = f"index ({shared[0]} = 100)"
    how = f"Berekend: de waarde van {shared[0]} is voor elk gebied op 100 gezet."
    return _made(series, kept, unit=unit, unit_long=unit, how=how)


def _scaled(frame: pd.DataFrame, indicator: Indicator, factor: pd.Series) -> pd.DataFrame:
    """Return values times a factor each, and as uncertain as they were before."""
    rounding = frame["rounding"].fillna(indicator.rounding or nan)
    return frame.assign(
        value=(frame["value"] * factor).round(6),
        rounding=(rounding * factor).round(6),
        margin=(frame["margin"] * factor).round(6),
    )


def _made(series: Series, frame: pd.DataFrame, *, unit: str, unit_long: str, how: str) -> Series:
    indicator = series.indicator
    if frame["rounding"].notna().any():
        how += " De aantallen zijn afgerond. In een kleine gemeente maakt dat zichtbaar verschil."
    told = frame["status"].isin(["niet getoond", "onbekend"])
    frame = frame.assign(
        status=frame["status"].mask(frame["value"].isna() & ~told, "onbekend"),
        origin="berekend",
        note=how,
    )
    made = msgspec.structs.replace(
        indicator,
        title=f"{indicator.title}, {unit}",
        unit=unit,
        unit_long=unit_long,
        short=f"{indicator.name}, {unit}",
        kind="verhouding",
        decimals=1,
        rounding=0.0,
        note=f"{how} {indicator.note}".strip(),
    )
    return replace(series, _frame=frame, indicator=made)
