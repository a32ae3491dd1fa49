"""How large a sector is here beside the Netherlands: the location quotient, with its bounds. Pure.

Only figures of one table and one period are divided by each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from components.words.formatting import format_number
from data_loaders.agreements.sector_series import SectorLine, all_branches, sector_series
from data_loaders.geo.regions import Regions
from data_loaders.series import Series

AT_LEAST, AT_MOST = ("ruim", "meer dan"), ("bijna",)


@dataclass(frozen=True)
class Bounded:
    """A number, and the least and most it can be before rounding."""

    value: float
    low: float
    high: float

    def over(self, other: Bounded) -> Bounded:
        """Return this divided by a number of which the least is above zero."""
        return Bounded(self.value / other.value, self.low / other.high, self.high / other.low)


def rounded(value: float, step: float, parts: int = 1) -> Bounded:
    """Return a number that was added up from `parts` numbers, each rounded to `step`."""
    margin = parts * step / 2
    return Bounded(value, max(0.0, value - margin), value + margin)


def hedged(value: float, word: str) -> Bounded:
    """Return a whole percentage with the word before it: ruim 9 is at least 9, bijna 9 at most."""
    low = value if word in AT_LEAST else value - 0.5
    high = value if word in AT_MOST else value + 0.5
    return Bounded(value, low, high)


@dataclass(frozen=True)
class AreaQuotient:
    """The figures of one line in one area and period. None is unknown.

    `jobs` and `all_jobs` are of the area, `share` and `country_share` fractions of all jobs.
    `places` is the number of municipalities we added up for it; 1 when it was published.
    """

    line: SectorLine
    area: str
    period: str
    places: int
    jobs: Bounded | None
    all_jobs: Bounded | None
    share: Bounded | None
    country_share: Bounded | None

    @property
    def quotient(self) -> Bounded | None:
        """The share here by the share in the country; None when one is unknown or may be zero."""
        if self.share is None or self.country_share is None or not self.country_share.low:
            return None
        return self.share.over(self.country_share)


def quotients(
    series: Series, lines: Sequence[SectorLine], areas: Sequence[str], regions: Regions
) -> list[AreaQuotient]:
    """Return the quotient of each line and area, for the newest period of the country."""
    made = sector_series(series, lines, regions).frame
    tables = _Tables(
        made,
        all_branches(series, regions),
        set(series.frame["region_code"]),
        float(series.indicator.precision),
        regions,
    )
    country = regions.country().code
    found = []
    for line in lines:
        period = tables.newest(line, country)
        found += [
            tables.compare(line, area, period) for area in areas if area != country and period
        ]
    return found


@dataclass(frozen=True)
class _Tables:
    """Jobs per line and jobs in all, per area.

    `published` are the areas we did not add up; `step` is what the source rounds to.
    """

    own: pd.DataFrame
    whole: pd.DataFrame
    published: set[str]
    step: float
    regions: Regions

    def newest(self, line: SectorLine, area: str) -> str:
        """Return the newest period of which a line is known; empty when there is none."""
        rows = self.own[(self.own["characteristic"] == line.name) & self.own["value"].notna()]
        periods = rows[rows["region_code"] == area]["period"]
        return str(periods.max()) if len(periods) else ""

    def compare(self, line: SectorLine, area: str, period: str) -> AreaQuotient:
        """Return the figures of an area beside those of the country."""
        country = self.regions.country().code
        here, all_here = self._jobs(line, area, period)
        there, all_there = self._jobs(line, country, period)
        return AreaQuotient(
            line,
            area,
            period,
            self._places(area),
            jobs=here,
            all_jobs=all_here,
            share=_share(here, all_here),
            country_share=_share(there, all_there),
        )

    def _places(self, area: str) -> int:
        return 1 if area in self.published else len(self.regions.members(area))

    def _jobs(
        self, line: SectorLine, area: str, period: str
    ) -> tuple[Bounded | None, Bounded | None]:
        places = self._places(area)
        own = self.own[self.own["characteristic"] == line.name]
        value, whole = _value(own, area, period), _value(self.whole, area, period)
        return (
            None if value is None else rounded(value, self.step, places * len(line.branches)),
            None if whole is None else rounded(whole, self.step, places),
        )


def _share(part: Bounded | None, whole: Bounded | None) -> Bounded | None:
    return part.over(whole) if part and whole and whole.low else None


def _value(rows: pd.DataFrame, area: str, period: str) -> float | None:
    found = rows[(rows["region_code"] == area) & (rows["period"] == period)]["value"].dropna()
    return float(found.iloc[0]) if len(found) else None


def quotient_text(found: Bounded | None) -> str:
    """Return a quotient with one decimal, and its bounds when rounding makes a difference."""
    if found is None:
        return "onbekend"
    value, low, high = (format_number(part, 1) for part in (found.value, found.low, found.high))
    return value if low == high else f"{value} (door afronding tussen {low} en {high})"


def compared_words(found: Bounded) -> str:
    """Return how a share here compares with the country: only what rounding leaves certain."""
    if found.low > 1:
        return "een groter deel dan in Nederland"
    if found.high < 1:
        return "een kleiner deel dan in Nederland"
    return "ongeveer een even groot deel als in Nederland"
