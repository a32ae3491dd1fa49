"""The axis of time: below a point stands its own period, in every zone and every renderer.

Places are numbers: a date would be read in the zone of the visitor, and a year that stands for
its last day would come under the label of the next one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import altair as alt

_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 120)
"""Every how many periods have a label: of months and quarters the same one of each year."""
_MOST = 10
_AIR = 0.03  # left and right of the points, as a share of the axis
_ROOM = 0.15  # what a part of a year takes at least, so that its label fits


def period_axis(field: str, ticks: Mapping[int, str]) -> alt.X:
    """Return an axis with a tick below points at these places; the newest always has its label."""
    first, last = (min(ticks), max(ticks)) if ticks else (0, 0)
    return _axis(field, labelled_places(ticks), (first, last))


def labelled_places(ticks: Mapping[int, str]) -> dict[int, str]:
    """Return the places that have a label, the newest first: it always has one."""
    places = sorted(ticks, reverse=True)
    step = next((step for step in _STEPS if len(places) <= step * _MOST), _STEPS[-1])
    return {at: ticks[at] for at in places[::step]}


def year_axis(field: str, first: int, last: int) -> tuple[alt.X, list[int]]:
    """Return an axis of days (ordinals) with each year below its own days, and where years begin.

    Where only a few days of a year are asked, there is room for more, so that it has its label.
    """
    years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
    begins = [date(year, 1, 1).toordinal() for year in (*years, years[-1] + 1)]
    room = round(_ROOM * (last - first)) or 366  # of a few days the whole year is shown
    first = max(begins[0], min(first, begins[1] - room))
    last = min(begins[-1] - 1, max(last, begins[-2] + room))
    spans = pairwise([first, *begins[1:-1], last])
    step = -(-len(years) // _MOST)
    known = [
        ((begin + end) // 2, str(year)) for year, (begin, end) in zip(years, spans, strict=True)
    ]
    return _axis(field, dict(known[::-step]), (first, last), ticks=False), begins[1:-1]


def _axis(
    field: str, labels: Mapping[int, str], ends: tuple[int, int], *, ticks: bool = True
) -> alt.X:
    air = max(1, round((ends[1] - ends[0]) * _AIR))
    # Reversed twice: where labels do not fit, Vega keeps the first of them, here the newest.
    scale = alt.Scale(domain=[ends[1] + air, ends[0] - air], reverse=True, nice=False, zero=False)
    return alt.X(
        f"{field}:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(
            values=alt.ExprRef(json.dumps(list(labels))),  # a list would pass for rows of data
            labelExpr=f"{json.dumps({str(at): name for at, name in labels.items()})}[datum.value]",
            grid=False,
            ticks=ticks,
            labelOverlap="parity",
            labelSeparation=6,
            labelFlush=False,
        ),
    )
