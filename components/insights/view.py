"""One area in one period, with everything it may be compared with. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.insights.compare import ValuePoint, unbroken, value_points
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
    the area up to that period that may be compared with each other.
    """

    indicator: Indicator
    area: Region
    characteristic: str
    period: str
    beside: Mapping[str, ValuePoint]
    run: tuple[ValuePoint, ...]

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
    indicator: Indicator, rows: pd.DataFrame, area: str, period: str, today: date | None = None
) -> View:
    """Return the view of one area from `rows`, the observations of one characteristic.

    A period that is not over by `today` is not compared with earlier ones.
    """
    day = reference_date(period, indicator.frequency, indicator.reference)
    over = day is None or today is None or day <= today
    line = value_points(indicator, rows[rows["region_code"] == area]) if over else ()
    return View(
        indicator=indicator,
        area=load_regions().get(area),
        characteristic=str(rows["characteristic"].iloc[0]) if len(rows) else "",
        period=period,
        beside={p.region: p for p in value_points(indicator, rows[rows["period"] == period])},
        run=unbroken(indicator, line, period),
    )
