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
    shown_difference,
    step_of,
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
        why = "; het verschil kan door de afronding komen" if _is_rounded(indicator) else ""
        return f"{start} ongeveer gelijk gebleven: eerst {old}, nu {new}{why}."
    size = gap_between(shown_difference(own.value, earlier.value, indicator), indicator)
    words = _MORE if indicator.kind == "aantal" else _HIGHER
    return f"{start} {direction} van {old} naar {new}: {size} {words[direction]}."


def _is_rounded(indicator: Indicator) -> bool:
    """Tell whether values are not exact: anything but a count that nobody rounded."""
    return indicator.kind != "aantal" or bool(indicator.rounding)


def extreme(view: View) -> str:
    """Return since when a value has not been this high or this low.

    Nothing when one of the values in between differs no more than the rounding.
    """
    run = view.run
    if len(run) < _FEWEST:
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
        text = without_value(view) or (
            f"In {place(view.area)} is {view.noun} {amount(own, view.indicator)} "
            f"({view.when(own)}); er is geen vergelijkbaar cijfer van een jaar eerder."
        )
        value = own.value if own.known else None
        return YearChange(value, own.period, own.status, None, "", None, "geen eerder cijfer", text)
    return YearChange(
        value=own.value,
        period=own.period,
        status=own.status,
        previous=earlier.value,
        previous_period=earlier.period,
        difference=float(shown_difference(own.value, earlier.value, view.indicator)),
        direction=direction_of(view, earlier),
        sentence=change_sentence(view, earlier),
    )
