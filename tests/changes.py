"""The newest value of an area next to that of a year earlier, as the sentences have it."""

from __future__ import annotations

from components.insights.time import YearChange, short_change_of
from components.insights.view import characteristic_rows, view_of
from data_loaders.series import Series, newest_period


def short_change(series: Series, area: str, characteristic: str | None = None) -> YearChange:
    """Of the first characteristic, unless one is named. Raises LookupError."""
    frame = series.frame
    name = str(frame["characteristic"].iloc[0]) if characteristic is None else characteristic
    rows = characteristic_rows(series, name)
    own = rows[rows["region_code"] == area]
    if own.empty:
        raise LookupError(area)
    return short_change_of(view_of(series, rows, area, newest_period(own)))
