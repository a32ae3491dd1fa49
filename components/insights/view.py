"""One area in one period, with everything it may be compared with. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.insights.compare import ValuePoint, unbroken, value_points
from components.insights.lifetime import ended_in, full_from
from components.insights.phrases import moment, noun_of
from components.words.choice import REGION_LEVELS
from components.words.formatting import NOT_SHOWN
from data_loaders.geo.regions import Region, load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import reference_date
from data_loaders.series import Series


@dataclass(frozen=True)
class View:
    """What is known of one area in one period, for one characteristic.

    `beside` has the observations of all areas in that period, by code; `run` the values of
    the area up to that period that may be compared with each other. `is_newest` tells whether
    the area has no later value; `ended` is the year in which its series ended, `last` its
    last value then.
    """

    indicator: Indicator
    area: Region
    characteristic: str
    period: str
    beside: Mapping[str, ValuePoint]
    run: tuple[ValuePoint, ...]
    is_newest: bool = True
    ended: str = ""
    last: ValuePoint | None = None

    @property
    def own(self) -> ValuePoint | None:
        """Return the observation of the area itself, if there is one."""
        return self.beside.get(self.area.code)

    @property
    def noun(self) -> str:
        """Return what the value is called."""
        return noun_of(self.indicator, self.characteristic)

    def when(self, *points: ValuePoint) -> str:
        """Return the period in words, and whether one of these values is not settled yet."""
        return moment(self.indicator, self.period, [point.status for point in points])


def characteristic_rows(series: Series, characteristic: str) -> pd.DataFrame:
    """Return the observations of one characteristic; none when they are divided further.

    Of a figure with parts (`breakdown`) no single value tells anything.
    """
    frame = series.frame
    rows = frame[frame["characteristic"] == characteristic]
    return rows if rows["breakdown"].nunique() < 2 else rows.head(0)


def tells_a_hidden_part(indicator: Indicator, rows: pd.DataFrame, area: str) -> bool:
    """Tell whether a total, next to its parts, gives away a part that is not shown."""
    regions = load_regions()
    if indicator.kind != "aantal" or regions.get(area).level not in REGION_LEVELS:
        return False
    parts = rows[rows["region_code"].isin(regions.members(area))]
    return bool((parts["status"] == NOT_SHOWN).any())


def view_of(
    series: Series, rows: pd.DataFrame, area: str, period: str, today: date | None = None
) -> View:
    """Return the view of one area from `rows`, the observations of one characteristic.

    A period that is not over by `today` is not compared with earlier ones, and nothing of a
    series that has ended.
    """
    indicator = series.indicator
    day = reference_date(period, indicator.frequency, indicator.reference)
    over = day is None or today is None or day <= today
    line = value_points(indicator, rows[rows["region_code"] == area])
    known = [point for point in line if point.known]
    ended = ended_in(series, line)
    return View(
        indicator=indicator,
        area=load_regions().get(area),
        characteristic=str(rows["characteristic"].iloc[0]) if len(rows) else "",
        period=period,
        beside={p.region: p for p in value_points(indicator, rows[rows["period"] == period])},
        run=comparable_run(series, line, period) if over and not ended else (),
        is_newest=not known or known[-1].period <= period,
        ended=ended,
        last=known[-1] if ended else None,
    )


def comparable_run(
    series: Series, line: Sequence[ValuePoint], period: str
) -> tuple[ValuePoint, ...]:
    """Return the values up to `period` that may be compared: no gap, break or first months."""
    start = full_from(series, line)
    run = unbroken(series.indicator, line, period)
    return tuple(point for point in run if (point.month or 0) >= start)
