"""When a line of a series has ended, and from when it is no longer filling up. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.insights.compare import MEASURED, ValuePoint
from components.words.formatting import NOT_SHOWN
from data_loaders.periods import reference_date
from data_loaders.series import Series

_YEAR = 12
# Fewer values are no series. A copy may be some years old; what is older than this has ended.
_FEWEST = 3
_ENDED = 60
# A new scheme starts from nobody: its first months tell how it fills up, not how it goes.
_FILLING = 24
_TIMES = 10


def ended_in(series: Series, line: Sequence[ValuePoint]) -> str:
    """Return the year in which the line of an area ended; empty for one that goes on.

    It has ended when its last value is years older than the newest of the whole series, or
    than what the source last changed or confirmed. What is not shown has not ended.
    """
    known = [point for point in line if point.known]
    if len(known) < _FEWEST or known[-1].month is None:
        return ""
    newest = _newest_month(series) or known[-1].month
    hidden = any(p.status == NOT_SHOWN and p.period > known[-1].period for p in line)
    return known[-1].period[:4] if newest - known[-1].month > _ENDED and not hidden else ""


def full_from(series: Series, line: Sequence[ValuePoint]) -> int:
    """Return the month from which the values of a line may be compared; 0 when all may.

    A line is new when it begins later than others of the same area, or when it is a count
    of months or quarters that multiplies within its first year.
    """
    known = [(point.month, point.value) for point in line if point.known and point.month]
    if not known:
        return 0
    begin, first = known[0]
    year = [value for month, value in known if month - begin <= _YEAR]
    multiplies = len(year) >= _FEWEST and first * _TIMES <= max(year) > first
    multiplies = multiplies and series.indicator.kind == "aantal"
    frame = series.frame
    own = frame[(frame["region_code"] == line[0].region) & frame["value"].notna()]
    is_later = begin - min(_months(series, own), default=begin) > _YEAR
    return begin + _FILLING if multiplies or is_later else 0


def _newest_month(series: Series) -> int | None:
    source = series.provenance
    days = [day for day in (source.modified, source.captured, source.checked) if day]
    frame = series.frame
    measured = frame[frame["status"].isin(MEASURED) & frame["value"].notna()]
    months = [day.year * _YEAR + day.month for day in days] + _months(series, measured)
    return max(months, default=None)


def _months(series: Series, rows: pd.DataFrame) -> list[int]:
    """Return the first and the last month of some observations; none without a date."""
    indicator = series.indicator
    ends = {str(rows["period"].min()), str(rows["period"].max())} if len(rows) else set()
    days = (reference_date(end, indicator.frequency, indicator.reference) for end in ends)
    return [day.year * _YEAR + day.month for day in days if day]
