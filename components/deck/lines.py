"""A development as the lines of a slide. Pure."""

from __future__ import annotations

import pandas as pd

from components.charts.figures import line_rows
from components.charts.lines import MAX_SERIES
from components.deck.parts import Role, SlideLine, SlideLines
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

FEWEST = 3
"""Of fewer values a line says nothing."""
_OTHERS: tuple[Role, ...] = ("wij", "twee", "drie", "vier")


def slide_lines(series: Series, frame: pd.DataFrame, by: str, label: str) -> SlideLines | None:
    """Return the lines of observations, one per value of the column `by`.

    `frame` has the columns of `series.COLUMNS`. None where no line has enough values.
    """
    regions, indicator = load_regions(), series.indicator
    keys = list(dict.fromkeys(map(str, frame[by])))[:MAX_SERIES]
    names = {
        key: regions.get(key).label if by == "region_code" else key or indicator.title
        for key in keys
    }
    shown = frame[frame[by].isin(keys)].assign(name=frame[by].map(names))
    rows = line_rows(series, shown, "name")
    places = sorted({row["at"] for row in rows})
    ticks = {row["at"]: row["tick"] for row in rows}
    made = []
    for place, (key, name) in enumerate(names.items()):
        own = {row["at"]: row for row in rows if row["name"] == name}
        values = tuple(own[at]["value"] if at in own else None for at in places)
        known = [at for at in places if at in own and own[at]["value"] is not None]
        text = own[known[-1]]["text"] if known else ""
        made.append(SlideLine(name, _role(key, by, place), values, text))
    if max((sum(v is not None for v in line.values) for line in made), default=0) < FEWEST:
        return None
    return SlideLines(
        label,
        tuple(made),
        tuple(map(float, places)),
        tuple(ticks[at] for at in places),
        indicator.is_rate,
        indicator.decimals,
    )


def _role(key: str, by: str, place: int) -> Role:
    """Return the role of a line: wider areas have theirs, whatever stands beside them."""
    if by == "region_code" and place:
        level = load_regions().get(key).level
        return "land" if level == "land" else "regio" if level != "gemeente" else _OTHERS[place]
    return _OTHERS[place]
