"""Observations for the data API: filtered, in one order for all, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data_loaders.agreements.dates import first_day, last_day
from data_loaders.cache import fetched_indicators, load_series_with
from data_loaders.export import observation_records
from data_loaders.files.csvtext import Record
from data_loaders.geo.regions import load_regions
from data_loaders.periods import reference_date
from data_loaders.series import Series
from endpoints.http.parameters import Values
from endpoints.http.resource import RequestError, unknown_value


@dataclass(frozen=True)
class FoundObservations:
    """One page of observations, and how many there are on all pages together."""

    records: list[Record]
    total: int


def find_observations(values: Values) -> FoundObservations:
    """Return the page of observations that was asked for. Raises DataError, RequestError.

    The order is that of the open data: indicators in page order, each in the order of its
    source. Only the rows of the page are made into records.
    """
    size, page = int(values["aantal"][0]), int(values["pagina"][0])
    start, stop = (page - 1) * size, page * size
    records: list[Record] = []
    total = 0
    for series, frame in matching(values):
        here = frame.iloc[max(start - total, 0) : max(stop - total, 0)]
        if len(here):
            records += observation_records(replace(series, _frame=here))
        total += len(frame)
    return FoundObservations(records, total)


def matching(values: Values) -> Iterator[tuple[Series, pd.DataFrame]]:
    """Yield every series with the observations of it that were asked for."""
    when = _in_time(values)
    words = {word.casefold() for word in values.get("kenmerk", ())}
    known: dict[str, None] = {}
    elsewhere = [code for code in values.get("gebied", ()) if not load_regions().find(code)]
    for indicator in fetched_indicators().values():
        if values.get("indicator") and indicator.id not in values["indicator"]:
            continue
        if values.get("onderwerp") and indicator.topic not in values["onderwerp"]:
            continue
        series = load_series_with(indicator.id, elsewhere)
        frame = series.frame
        for name, column in (("gebied", "region_code"), ("niveau", "region_level")):
            if values.get(name):
                frame = frame[frame[column].isin(values[name])]
        if words:
            names = _characteristics(series.frame)
            known |= dict.fromkeys(names)
            frame = frame[_characteristics(frame).str.casefold().map(_having(words))]
        yield series, when(series, frame)
    had = {part for name in known for part in (name.casefold(), *name.casefold().split("; "))}
    if words - had:
        raise unknown_value("kenmerk", [name for name in known if name])


def _characteristics(frame: pd.DataFrame) -> pd.Series[str]:
    """Return the characteristic of each row as the open data write it."""
    both = frame["characteristic"].astype(str) + "; " + frame["breakdown"].astype(str)
    return both.str.removeprefix("; ").str.removesuffix("; ")


def _having(words: set[str]) -> Callable[[str], bool]:
    """Return what tells whether a characteristic is, or has as a part, one of these words."""
    return lambda name: not words.isdisjoint((name, *name.split("; ")))


def _in_time(values: Values) -> Callable[[Series, pd.DataFrame], pd.DataFrame]:
    """Return what keeps the observations between two days; an unknown day is not in between."""
    first = _day("van", values, first_day)
    last = _day("tot", values, last_day)
    if first is None and last is None:
        return lambda _series, frame: frame
    low, high = first or date.min, last or date.max

    def keep(series: Series, frame: pd.DataFrame) -> pd.DataFrame:
        indicator = series.indicator
        days = {
            code: reference_date(str(code), indicator.frequency, indicator.reference)
            for code in frame["period"].unique()
        }
        kept = [code for code, day in days.items() if day is not None and low <= day <= high]
        return frame[frame["period"].isin(kept)]

    return keep


def _day(name: str, values: Values, read: Callable[[str], date | None]) -> date | None:
    if not values.get(name):
        return None
    try:
        return read(values[name][0])
    except ValueError:
        raise RequestError(400, f"'{name}' is een dag die niet bestaat.") from None
