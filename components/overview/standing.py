"""How a key figure stands: against Nederland, a year earlier, its target, published change. Pure.

An arrow says which way, never whether that is good; only a target that was agreed can be reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from components.insights.compare import (
    ValuePoint,
    are_alike,
    compare_points,
    shown_difference,
    value_points,
)
from components.insights.phrases import gap_between
from components.insights.time import short_change_of
from components.insights.view import View, characteristic_rows, view_of
from components.strips.card import Sign, Standing
from components.words.formatting import (
    format_percent,
    format_value,
    period_of,
    short_period,
)
from data_loaders.cache import load_series
from data_loaders.documents import HeldAgainst, Highlight
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period

ALONE = "één meting"
"""What is said of a figure that nothing can be compared with."""
SIGNS: dict[str, Sign] = {"hoger": "op", "meer": "op", "lager": "neer", "minder": "neer"}
_QUANTITIES = {"hoger": "meer", "lager": "minder", "gelijk": "evenveel"}
_QUANTITIES |= {"ongeveer gelijk": "ongeveer evenveel"}
_UPWARD = {"gestegen": "hoger", "gedaald": "lager", "gelijk gebleven": "gelijk"}


@dataclass(frozen=True)
class Case:
    """A key figure with its newest value: what the comparisons are made of."""

    item: Highlight
    series: Series
    view: View

    @property
    def own(self) -> ValuePoint:
        """The newest value of its area."""
        return self.view.beside[self.view.area.code]


@dataclass(frozen=True)
class Weighed:
    """How it stands, and the same as a part of the finding of the page: `14 % minder {}`."""

    standing: Standing
    finding: str = ""


def case_of(item: Highlight, today: date) -> Case:
    """Return a key figure with its newest value. Raises DataError when its area has no row."""
    series = load_series(item.indicator)
    area = item.area or load_regions().default
    rows = characteristic_rows(series, item.characteristic)
    own = rows[rows["region_code"] == area]
    if own.empty:
        sentence = f"van '{item.name}' is er geen enkelvoudig cijfer voor '{area}'"
        raise DataError(sentence, series.indicator.path)
    return Case(item, series, view_of(series, rows, area, newest_period(own), today))


def outcome_of(case: Case) -> Weighed:
    """Return how a key figure stands; that it is one measurement when nothing is comparable."""
    found = _KINDS[case.item.comparison](case) if case.own.known else None
    return found or Weighed(Standing("", "", ALONE if case.own.known else ""))


def _with_country(case: Case) -> Weighed | None:
    country, indicator = load_regions().country(), case.series.indicator
    other = case.view.beside.get(country.code)
    if other is None or indicator.is_count or not are_alike([case.own, other]):
        return None
    word = compare_points(case.own, other, indicator)
    value, joint = format_value(other.value, indicator), "dan in" if word in SIGNS else "aan"
    standing = Standing(SIGNS.get(word, "gelijk"), word, f"{joint} {country.name} ({value})")
    than = "dan" if word in SIGNS else "als"
    return Weighed(standing, f"{_QUANTITIES[word]} {{}} {than} in {country.name}")


def _with_last_year(case: Case) -> Weighed | None:
    change, indicator = short_change_of(case.view), case.series.indicator
    if change.previous is None or change.difference is None:
        return None
    word = _UPWARD.get(change.direction, change.direction)
    earlier = f"een jaar eerder ({format_value(change.previous, indicator)})"
    if word not in SIGNS:
        said = f"aan {earlier}"
        return Weighed(Standing("gelijk", word, said), f"{_QUANTITIES[word]} {{}} als vorig jaar")
    size = gap_between(Decimal(str(change.difference)), indicator)
    told = _QUANTITIES[word] if indicator.kind == "aantal" else word
    rest = "dan een jaar eerder" if indicator.kind == "aantal" else f"dan {earlier}"
    return Weighed(
        Standing(SIGNS[word], f"{size} {told}", rest), f"{size} {_QUANTITIES[word]} {{}}"
    )


def _with_target(case: Case) -> Weighed | None:
    target = target_point(case)
    if target is None:
        return None
    indicator, words = case.series.indicator, case.item.target_words
    difference = shown_difference(case.own.value, target.value, indicator)
    size = gap_between(difference, indicator)
    if difference < 0:
        return Weighed(Standing("neer", f"{size} onder", words))
    return Weighed(Standing("behaald", f"{size} boven" if difference else "gelijk aan", words))


def target_point(case: Case) -> ValuePoint | None:
    """Return the target of a key figure in the period of its value, if there is one."""
    rows = characteristic_rows(case.series, case.item.target)
    own = rows[(rows["region_code"] == case.own.region) & (rows["period"] == case.own.period)]
    return next((p for p in value_points(case.series.indicator, own) if p.known), None)


def _with_growth(case: Case) -> Weighed | None:
    growth = load_series(case.item.growth)
    rows = growth.frame[growth.frame["region_code"] == case.own.region]
    newest = rows[rows["period"] == newest_period(rows)]
    point = next((p for p in value_points(growth.indicator, newest) if p.known), None)
    if point is None:
        return None
    expected = "naar verwachting " if point.status == "prognose" else ""
    size = format_percent(abs(point.value), growth.indicator.decimals)
    word = "meer" if point.value > 0 else "minder"
    if not point.value:
        standing = Standing("gelijk", f"{expected}gelijk", f"gebleven ({_span(growth, point)})")
        return Weighed(standing, f"{expected}evenveel {{}}")
    rest = f"dan in {_first(case)}" if not expected and _first(case) else _span(growth, point)
    return Weighed(
        Standing(SIGNS[word], f"{expected}{size} {word}", rest), f"{expected}{size} {word} {{}}"
    )


def _span(growth: Series, point: ValuePoint) -> str:
    return f"({period_of(growth.indicator, point.period)})"


def _first(case: Case) -> str:
    """Return the period before the newest, when those two are all there is."""
    rows = characteristic_rows(case.series, case.item.characteristic)
    own = rows[(rows["region_code"] == case.own.region) & rows["value"].notna()]
    if len(own) != 2:
        return ""
    indicator = case.series.indicator
    return short_period(str(own["period"].min()), indicator.frequency, indicator.reference)


_KINDS: dict[HeldAgainst, Callable[[Case], Weighed | None]] = {
    "land": _with_country,
    "jaar": _with_last_year,
    "doel": _with_target,
    "groei": _with_growth,
}
