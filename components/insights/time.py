"""Sentences that compare an area with itself at an earlier time. Pure.

Each returns an empty text when there is nothing sound to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from components.insights.compare import (
    Comparison,
    ValuePoint,
    compare_points,
    first_comparable,
    is_coarse,
    sampling,
    shown_difference,
    step_of,
    told_difference,
    year_earlier,
)
from components.insights.phrases import amount, bare, gap_between, moment_before, place, unsettled
from components.insights.view import View
from components.words.formatting import period_of
from data_loaders.indicator import Indicator

Direction = Literal[
    "gestegen", "gedaald", "ongeveer gelijk", "gelijk gebleven", "geen eerder cijfer"
]

_DIRECTIONS: dict[Comparison, Direction] = {
    "hoger": "gestegen",
    "lager": "gedaald",
    "ongeveer gelijk": "ongeveer gelijk",
    "gelijk": "gelijk gebleven",
}
_MORE = {"gestegen": "meer", "gedaald": "minder"}
_HIGHER = {"gestegen": "hoger", "gedaald": "lager"}
_NO_MARGIN = "; dit komt uit een enquête en de bron geeft geen marge"
# Of fewer values nothing is the highest; and never of less than a year.
_FEWEST = 5
_YEAR = 12
_ENDS: tuple[tuple[int, Comparison, str], ...] = ((1, "hoger", "hoogst"), (-1, "lager", "laagst"))


@dataclass(frozen=True)
class YearChange:
    """The newest value of an area next to that of a year earlier.

    Values and the difference are in the unit of the indicator, the difference as a reader
    finds it between the values as shown. Without something to compare with, `previous` and
    `difference` are None, and `previous_period` is empty. `sentence` is complete by itself.
    """

    value: float | None
    period: str
    status: str
    previous: float | None
    previous_period: str
    difference: float | None
    direction: Direction
    sentence: str


def without_value(view: View) -> str:
    """Return that an observation has no value to show, and why not."""
    if view.own is None or view.own.known:
        return ""
    return f"Van {place(view.area)} is {view.noun} {view.own.status} ({view.when()})."


def stopped(view: View) -> str:
    """Return that the series of an area has ended, and with which value."""
    if not view.last:
        return ""
    what, when = amount(view.last, view.indicator), moment_before(view.indicator, view.last)
    return f"{_stop(view)}; het laatste cijfer is {what}, van {when}."


def _stop(view: View) -> str:
    name = f" ({view.characteristic})" if view.characteristic else ""
    return f"De reeks{name} is in {place(view.area)} gestopt in {view.ended}"


def since_last_year(view: View) -> str:
    """Return the change since a year earlier."""
    earlier = year_earlier(view.run)
    return change_sentence(view, earlier) if earlier else ""


def since_the_first(view: View) -> str:
    """Return the change since the oldest comparable value, when that is longer than a year."""
    first = first_comparable(view.run)
    return change_sentence(view, first) if first and first != year_earlier(view.run) else ""


def direction_of(view: View, earlier: ValuePoint) -> Direction:
    """Return in a word what happened since an earlier value."""
    return _DIRECTIONS[compare_points(view.run[-1], earlier, view.indicator)]


def change_sentence(view: View, earlier: ValuePoint) -> str:
    """Return what happened between an earlier value of an area and the one in view."""
    indicator, own = view.indicator, view.run[-1]
    since = moment_before(indicator, earlier)
    new, old = f"{amount(own, indicator)} ({view.when(own)})", bare(earlier, indicator)
    start = f"Sinds {since} is {view.noun} in {place(view.area)}"
    direction = direction_of(view, earlier)
    if direction == "gelijk gebleven":
        return f"{start} gelijk gebleven: {new}."
    if direction == "ongeveer gelijk":
        why = _why_the_same(indicator, own, earlier)
        return f"{start} ongeveer gelijk gebleven: eerst {old}, nu {new}{why}."
    size = gap_between(told_difference(own, earlier, indicator), indicator)
    about = "ongeveer " if is_coarse(indicator, own, earlier) else ""
    words = _MORE if indicator.kind == "aantal" else _HIGHER
    end = _NO_MARGIN if indicator.survey and not sampling(own, earlier) else ""
    return f"{start} {direction} van {old} naar {new}: {about}{size} {words[direction]}{end}."


def _why_the_same(indicator: Indicator, own: ValuePoint, earlier: ValuePoint) -> str:
    """Return what a difference that is none may come from; nothing for an exact count."""
    if own.value == earlier.value:
        return ""
    difference = abs(shown_difference(own.value, earlier.value, indicator))
    if difference > max(p.rounding * p.parts for p in (own, earlier)):
        return "; het verschil valt binnen de marge van de bron"
    is_rounded = indicator.kind != "aantal" or indicator.rounding
    is_rounded = is_rounded or is_coarse(indicator, own, earlier)
    return "; het verschil kan door de afronding komen" if is_rounded else ""


def extreme(view: View) -> str:
    """Return since when a value has not been this high or this low.

    Only of the newest value: what came later may be higher. Nothing when one of the values in
    between differs no more than the rounding, and of a sample without a margin.
    """
    run = view.run
    if len(run) < _FEWEST or not view.is_newest:
        return ""
    if view.indicator.survey and not run[-1].margin:
        return ""
    fewest = max(_FEWEST, _YEAR // step_of(run) + 1)
    for sign, comparison, end in _ENDS:
        beyond = _beyond(view, sign)
        clear = all(compare_points(run[-1], p, view.indicator) == comparison for p in beyond)
        if len(beyond) + 1 >= fewest and clear:
            return _extreme_sentence(view, end, len(beyond))
    return ""


def _beyond(view: View, sign: int) -> list[ValuePoint]:
    """Return the values just before the newest that are all lower (1) or all higher (-1)."""
    own = view.run[-1]
    earlier = reversed(view.run[:-1])
    return list(
        takewhile(
            lambda p: sign * shown_difference(own.value, p.value, view.indicator) > 0, earlier
        )
    )


def _extreme_sentence(view: View, end: str, beyond: int) -> str:
    run, indicator = view.run, view.indicator
    since = f"van alle cijfers vanaf {moment_before(indicator, run[0])}"
    if beyond < len(run) - 1:
        last = run[-2 - beyond]
        value = bare(last, indicator) + unsettled([last.status])
        since = f"sinds {period_of(indicator, last.period)} ({value})"
    noun = view.noun[0].upper() + view.noun[1:]
    return (
        f"{noun} in {place(view.area)}, {amount(run[-1], indicator)} ({view.when(run[-1])}), "
        f"is het {end} {since}."
    )


def short_change_of(view: View) -> YearChange:
    """Return the value in view next to that of a year earlier; the area has an observation."""
    own, earlier = view.beside[view.area.code], year_earlier(view.run)
    if earlier is None:
        text = (
            without_value(view)
            or stopped(view)
            or (
                f"In {place(view.area)} is {view.noun} {amount(own, view.indicator)} "
                f"({view.when(own)}); er is geen vergelijkbaar cijfer van een jaar eerder."
            )
        )
        value = own.value if own.known else None
        return YearChange(value, own.period, own.status, None, "", None, "geen eerder cijfer", text)
    return YearChange(
        value=own.value,
        period=own.period,
        status=own.status,
        previous=earlier.value,
        previous_period=earlier.period,
        difference=float(told_difference(own, earlier, view.indicator)),
        direction=direction_of(view, earlier),
        sentence=change_sentence(view, earlier),
    )
