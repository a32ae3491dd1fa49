"""Which figure differs most between the municipalities of a region. Pure but for the loading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from data_loaders.cache import fetched_indicators, load_series
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period

LEAST_KNOWN = 5
"""With fewer municipalities a spread says little."""


@dataclass(frozen=True)
class Spread:
    """A figure in its newest period, and how far its values lie apart (`share` of the mean)."""

    indicator: str
    version: str
    characteristic: str
    period: str
    share: float


def most_uneven(region: str) -> Spread | None:
    """Return the rate that differs most between the municipalities of a region.

    Only rates: counts differ because municipalities do. Of equal ones the first in page order;
    None when no rate is known for enough municipalities. A damaged figure is left out.
    """
    known = tuple((name, _version(name)) for name in fetched_indicators())
    return _most_uneven(region, known)


def _version(indicator: str) -> str:
    try:
        return load_series(indicator).version
    except DataError:
        return ""


@lru_cache(maxsize=4)
def _most_uneven(region: str, known: tuple[tuple[str, str], ...]) -> Spread | None:
    members = load_regions().members(region)
    series = [load_series(name) for name, version in known if version]
    found = [spread for item in series for spread in spreads_of(item, members)]
    return max(found, key=lambda spread: spread.share, default=None)


def spreads_of(series: Series, members: Iterable[str]) -> list[Spread]:
    """Return the spread of every characteristic of a rate on the map; empty for other figures."""
    indicator = series.indicator
    if not indicator.is_rate or indicator.form != "kaart":
        return []
    rows = series.frame[series.frame["region_code"].isin(list(members))]
    newest = rows[rows["period"] == newest_period(rows)]
    found = []
    for name, group in newest.groupby("characteristic", sort=False):
        values = group["value"].dropna()
        if len(values) >= LEAST_KNOWN and values.mean() > 0:
            share = float(values.std(ddof=0) / values.mean())
            period = str(group["period"].iloc[0])
            found.append(Spread(indicator.id, series.version, str(name), period, share))
    return found
