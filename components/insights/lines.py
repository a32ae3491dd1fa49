"""What stands out in a figure: short sentences made from the data only. Pure.

No sum, remainder or rank that a hidden value follows from; no percentage of change; nothing
is compared across a gap or a break in a series, and no estimate with anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

from components.insights.areas import compared_with_wider, ranked, spread
from components.insights.time import (
    extreme,
    since_last_year,
    since_the_first,
    stopped,
    without_value,
)
from components.insights.view import View, characteristic_rows, tells_a_hidden_part, view_of
from components.words.choice import Choice
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period

MOST = 5
"""So many sentences a reader takes in."""
_MOST_SUBJECTS = 4
# What comes first matters most: with several areas each has only its first few sentences.
_MAKERS: tuple[Callable[[View], str], ...] = (
    without_value,
    stopped,
    compared_with_wider,
    since_last_year,
    ranked,
    spread,
    since_the_first,
    extreme,
)


def insights(series: Series, choice: Choice, today: date) -> tuple[str, ...]:
    """Return what stands out for the chosen areas, period and characteristic.

    At most `MOST` sentences, each with its area, unit and date; none when there is nothing
    sound to say. A period that is not over by `today` is not compared with earlier ones.
    """
    indicator, rows = series.indicator, characteristic_rows(series, choice.characteristic)
    areas = [area for area in choice.areas if not tells_a_hidden_part(indicator, rows, area)]
    return _told([view_of(series, rows, area, choice.period, today) for area in areas])


def tile_insights(series: Series, today: date) -> tuple[str, ...]:
    """Return what stands out in a figure that shows all of its areas and characteristics.

    Of each the newest period; the country counts only where there is no other area. A map
    has a choice (`insights`), a single value says enough.
    """
    if series.indicator.form in {"kaart", "cijfer"} or series.indicator.newest:
        return ()
    known = (view for view in _tile_views(series, today) if view.own and view.own.known)
    return _told(list(islice(known, _MOST_SUBJECTS)))


def _tile_views(series: Series, today: date) -> Iterator[View]:
    country = load_regions().country().code
    for characteristic in dict.fromkeys(str(name) for name in series.frame["characteristic"]):
        rows = characteristic_rows(series, characteristic)
        areas = list(dict.fromkeys(str(code) for code in rows["region_code"]))
        newest = newest_period(rows)
        for area in [code for code in areas if code != country] or areas:
            if not tells_a_hidden_part(series.indicator, rows, area):
                yield view_of(series, rows, area, newest, today)


def _told(views: Sequence[View]) -> tuple[str, ...]:
    """Return the sentences about each of the views, an equal number at most."""
    most = MOST // max(1, len(views))
    told = (sentence for view in views for sentence in islice(_about(view), most))
    return tuple(dict.fromkeys(told))


def _about(view: View) -> Iterator[str]:
    return filter(None, (make(view) for make in _MAKERS))
