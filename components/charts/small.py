"""Small graphics of a series: its line over the years, and areas next to each other. Pure."""

from __future__ import annotations

from components.insights.compare import ValuePoint, value_points
from components.insights.lifetime import ended_in
from components.insights.view import characteristic_rows
from components.strips.places import AreaPoint, DotStrip, Role, make_dot_strip
from components.strips.scale import is_known
from components.strips.trend import WIDTH, Slope, Sparkline, TimePoint, make_trend
from components.words.choice import Choice
from components.words.formatting import format_shown, short_period
from data_loaders.geo.elsewhere import has_changed
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series

_SETTLED = {"definitief", "onbekend"}
_YEAR = 12


def trend_of(
    name: str,
    series: Series,
    area: str,
    characteristic: str = "",
    *,
    years: int = 0,
    width: int = WIDTH,
) -> Sparkline | Slope | None:
    """Return the values of one area as a small line; None for fewer than two.

    Of the last `years` only, where that is given. Nothing before a break in the series, or before
    an area had the boundaries it has now, stands on the line.
    """
    rows = characteristic_rows(series, characteristic)
    line = value_points(series.indicator, rows[rows["region_code"] == area])
    known = [point for point in line if point.known and point.month is not None]
    if not known:
        return None
    last = known[-1]
    first = (last.month or 0) - _YEAR * years if years else 0
    shown = [
        _time_point(series, point)
        for point in line
        if point.month is not None and point.month >= first and _is_alike(series, point, last)
    ]
    return make_trend(name, shown, ended=ended_in(series, line), width=width)


def _is_alike(series: Series, older: ValuePoint, newest: ValuePoint) -> bool:
    """Tell whether a value means the same as the newest, of the same area."""
    breaks = (start for start in series.indicator.breaks if start <= newest.period)
    return older.period >= max(breaks, default="") and not has_changed(
        older.region, older.period, newest.period
    )


def _time_point(series: Series, point: ValuePoint) -> TimePoint:
    indicator = series.indicator
    return TimePoint(
        at=float(point.month or 0),
        label=_short_label(indicator, point.period),
        value=point.value if point.known else None,
        text=format_shown(point.value, indicator, point.status, point.note),
        is_provisional=point.status not in _SETTLED,
        status=point.status,
    )


def _short_label(indicator: Indicator, period: str) -> str:
    if indicator.frequency == "jaar":
        return period
    return short_period(period, indicator.frequency, indicator.reference)


def strip_of(
    name: str,
    series: Series,
    choice: Choice,
    *,
    own: str = "",
    width: int = WIDTH,
) -> DotStrip | None:
    """Return the municipalities of the chosen region on one line, with that region and the country.

    `own` is the one of them it is about. None when fewer than two areas have a value. Of counts
    the municipalities only: a region would dwarf them.
    """
    rows = characteristic_rows(series, choice.characteristic)
    rows = rows[rows["period"] == choice.period]
    found = {point.region: point for point in value_points(series.indicator, rows)}
    region, regions = choice.areas[0], load_regions()
    roles: dict[str, Role] = dict.fromkeys(regions.members(region), "gemeente")
    if not series.indicator.is_count:
        roles |= {region: "regio", regions.country().code: "nederland"}
    roles |= {own: "wij"} if own in roles else {}
    known = [(found[code], role) for code, role in roles.items() if code in found]
    return make_dot_strip(name, [_area_point(series, *item) for item in known], width)


def _area_point(series: Series, point: ValuePoint, role: Role) -> AreaPoint:
    text = format_shown(point.value, series.indicator, point.status, point.note)
    value = point.value if is_known(point.value) else None
    return AreaPoint(load_regions().get(point.region).name, value, text, role)
