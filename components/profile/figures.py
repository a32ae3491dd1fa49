"""The rows of a profile: a figure of an area next to region, country and municipalities. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import nan

import msgspec
import pandas as pd

from components.charts.small import trend_of
from components.exhibit.areas import series_in_view
from components.exhibit.measure import COUNT, RATE
from components.exhibit.small import NOTHING, ONE, SIGNS, against_last_year
from components.insights.compare import ValuePoint, are_alike, compare_points
from components.insights.phrases import bare, compared_to
from components.insights.view import View, characteristic_rows, tells_a_hidden_part, view_of
from components.profile.model import ProfilePlace, ProfileRow, ShownValue
from components.strips.card import Standing
from components.strips.places import AreaPoint, DotStrip, Role, make_dot_strip
from components.strips.trend import Slope, Sparkline
from components.words.choice import Choice
from components.words.formatting import UNKNOWN, format_shown, short_period
from data_loaders.cache import load_series
from data_loaders.documents import ProfileFigure
from data_loaders.geo.regions import Region, load_regions
from data_loaders.series import Series, newest_period

STRIP, LINE = 190, 90
"""How wide the graphics of a row are, in pixels."""
REGION = "de regio"
_SETTLED = {"", "definitief", UNKNOWN, "niet getoond"}


@dataclass(frozen=True)
class _Figure:
    """A series as a profile shows it, the series as it was published, and one part of it."""

    shown: Series
    published: Series
    characteristic: str
    item: ProfileFigure | None


def profile_rows(
    indicator_id: str, place: ProfilePlace, items: dict[tuple[str, str], ProfileFigure], today: date
) -> Iterator[ProfileRow]:
    """Yield a row for each part of a figure that the area has. Raises DataError.

    `items` are the figures that stand first, by figure and part.
    """
    published = _series(indicator_id, place, COUNT)
    shown = published
    if published.indicator.per == "inwoners":
        shown = _series(indicator_id, place, RATE)
    for part in dict.fromkeys(map(str, published.frame["characteristic"])):
        item = items.get((indicator_id, part)) or items.get((indicator_id, ""))
        item = item if item and item.characteristic in {"", part} else None
        own = _as_share(published) if item and item.is_share else shown
        if row := _row(_Figure(own, published, part, item), place, today):
            yield row


def _series(indicator_id: str, place: ProfilePlace, measure: str) -> Series:
    beside = [place.beside.code] if place.beside else []
    areas = (place.area.code, *beside, place.country.code)
    return series_in_view(indicator_id, Choice(areas, measure=measure))


def _as_share(series: Series) -> Series:
    """Return each count as a share of all parts of its area; none where one is hidden."""
    frame, indicator = series.frame, series.indicator
    whole = frame.groupby(["region_code", "period"])["value"].transform(
        lambda values: values.sum(skipna=False)
    )
    share = (100 * frame["value"] / whole).round(6)
    told = "Berekend: het aantal als deel van alle groepen samen."
    lost = share.isna() & frame["value"].notna()
    status = frame["status"].mask(lost, UNKNOWN)
    made = frame.assign(value=share, status=status, origin="berekend", note=told, rounding=nan)
    unit = f"% van de {indicator.unit_long or indicator.unit}"
    changed = msgspec.structs.replace(
        indicator, kind="percentage", unit="%", unit_long=unit, decimals=0, rounding=0.0
    )
    return replace(series, _frame=made, indicator=changed)


def _row(figure: _Figure, place: ProfilePlace, today: date) -> ProfileRow | None:
    series, area = figure.shown, place.area.code
    rows = characteristic_rows(series, figure.characteristic)
    own = rows[rows["region_code"] == area]
    if own.empty or _is_secret(figure, area):
        return None
    view = view_of(series, rows, area, newest_period(own), today)
    point = view.beside[area]
    item, indicator = figure.item, series.indicator
    name = item.name if item else _name(figure)
    return ProfileRow(
        indicator=indicator,
        characteristic=figure.characteristic,
        name=name,
        sub=_sub(figure, point),
        own=_cell(view, place.area),
        region=_around(figure, view, place.region),
        country=_around(figure, view, place.country),
        beside=_cell(view, place.beside) if _can_stand_beside(figure, place) else ShownValue(),
        compared=_compared(figure, view, place),
        period=view.period,
        when=_when(view, point),
        source=series.provenance.producer.partition(",")[0],
        strip=_strip(figure, view, place, name),
        trend=_trend(figure, place) if item else None,
        noun=item.noun if item else "",
        heading=item.group if item else "",
        is_main=item is not None,
    )


def _name(figure: _Figure) -> str:
    own = figure.published.indicator.name
    return f"{own}: {figure.characteristic}" if figure.characteristic else own


def _is_secret(figure: _Figure, code: str) -> bool:
    """Tell whether a value of a region gives away a part that is not shown, also as a rate."""
    rows = characteristic_rows(figure.published, figure.characteristic)
    return tells_a_hidden_part(figure.published.indicator, rows, code)


def _can_stand_beside(figure: _Figure, place: ProfilePlace) -> bool:
    return place.beside is not None and not _is_secret(figure, place.beside.code)


def _cell(view: View, region: Region | None) -> ShownValue:
    point = view.beside.get(region.code) if region else None
    if point is None:
        return ShownValue()
    value = point.value if point.known else None
    return ShownValue(_text(view, point), value, point.status)


def _around(figure: _Figure, view: View, region: Region | None) -> ShownValue:
    """Return the value of region or country: none of a count, it is of another size."""
    if region is None or view.indicator.is_count or _is_secret(figure, region.code):
        return ShownValue()
    return _cell(view, region)


def _sub(figure: _Figure, point: ValuePoint) -> str:
    """Return the unit of a row; of a share the count as well."""
    indicator = figure.shown.indicator
    unit = indicator.unit_long or indicator.unit
    if figure.item and figure.item.count:
        counted = _count_beside(load_series(figure.item.count), point)
        return counted or unit
    if indicator.kind == figure.published.indicator.kind:
        return unit
    if indicator.is_rate or not point.known:
        return f"{unit}, berekend"
    published = characteristic_rows(figure.published, figure.characteristic)
    count = _count_of(figure.published, published, point)
    return f"{indicator.unit}, berekend{count and f' uit {count}'}"


def _count_beside(series: Series, point: ValuePoint) -> str:
    return _count_of(series, characteristic_rows(series, ""), point)


def _count_of(series: Series, rows: pd.DataFrame, point: ValuePoint) -> str:
    own = rows[(rows["region_code"] == point.region) & (rows["period"] == point.period)]
    if own.empty or tells_a_hidden_part(series.indicator, rows, point.region):
        return ""
    view = view_of(series, rows, point.region, point.period)
    found = view.beside[point.region]
    return f"{bare(found, series.indicator)} {series.indicator.unit}" if found.known else ""


def _compared(figure: _Figure, view: View, place: ProfilePlace) -> Standing:
    """Return how a value compares with the region, else the country, else a year earlier."""
    own = view.own
    if own is None or not own.known:
        return NOTHING
    if view.ended:
        return Standing("", "", f"gestopt in {view.ended}")
    words = ((place.region, REGION), (place.country, place.country.name))
    for region, name in words:
        other = view.beside.get(region.code) if region else None
        if other and region and _around(figure, view, region).text and are_alike([own, other]):
            word = compare_points(own, other, view.indicator)
            joint = compared_to(word).removeprefix(word).strip()
            return Standing(SIGNS[word], word, f"{joint} {name}")
    if characteristic_rows(figure.shown, view.characteristic)["period"].nunique() < 2:
        return ONE
    return against_last_year(view)


def _when(view: View, point: ValuePoint) -> str:
    indicator = view.indicator
    if not view.period:
        return UNKNOWN
    words = short_period(view.period, indicator.frequency, indicator.reference)
    return words if point.status in _SETTLED else f"{words}, {point.status}"


def _strip(figure: _Figure, view: View, place: ProfilePlace, name: str) -> DotStrip | None:
    """Return the area between the municipalities; nothing of counts: those say who is large."""
    own = view.own
    if view.indicator.is_count or view.ended or own is None:
        return None
    roles: dict[str, Role] = dict.fromkeys(place.among, "gemeente")
    wider: tuple[tuple[Region, Role], ...] = (
        (place.region or place.area, "regio"),
        (place.country, "nederland"),
    )
    roles |= {r.code: role for r, role in wider if _around(figure, view, r).text}
    roles |= {} if place.is_region else {place.area.code: "wij"}
    points = [(view.beside[code], role) for code, role in roles.items() if code in view.beside]
    shown = [
        _area_point(view, point, role)
        for point, role in points
        if not own.known or are_alike([own, point])
    ]
    return make_dot_strip(name, shown, STRIP)


def _area_point(view: View, point: ValuePoint, role: Role) -> AreaPoint:
    value = point.value if point.known else None
    return AreaPoint(load_regions().get(point.region).label, value, _text(view, point), role)


def _text(view: View, point: ValuePoint) -> str:
    return format_shown(point.value, view.indicator, point.status, point.note)


def _trend(figure: _Figure, place: ProfilePlace) -> Slope | Sparkline | None:
    area = place.area.code
    return trend_of(_name(figure), figure.shown, area, figure.characteristic, width=LINE)
