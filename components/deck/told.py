"""How the newest value of a line compares, in the few words that a slide has room for. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from components.deck.parts import Mark, Number, Versus
from components.insights.compare import (
    Comparison,
    ValuePoint,
    are_alike,
    compare_points,
    year_earlier,
)
from components.insights.phrases import bare
from components.insights.view import View, characteristic_rows, tells_a_hidden_part, view_of
from components.words.choice import context_area
from components.words.formatting import format_shown
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series

ONE = "Eén meting: er is geen eerder cijfer om mee te vergelijken."
_MARKS: dict[Comparison, Mark] = {
    "hoger": "hoger",
    "lager": "lager",
    "ongeveer gelijk": "gelijk",
    "gelijk": "gelijk",
}
_MORE = {"hoger": "meer", "lager": "minder"}


def number_of(series: Series, area: str, characteristic: str, period: str, today: date) -> Number:
    """Return the value of an area in a period, with how it compares in time and place."""
    indicator, regions = series.indicator, load_regions()
    rows = characteristic_rows(series, characteristic)
    if rows.empty or tells_a_hidden_part(indicator, rows, area):
        rows = series.frame[series.frame["characteristic"] == characteristic]
        made = _origin(rows, area, period)
        return Number(*_value(indicator, rows, area, period), regions.get(area).name, note=made)
    view = view_of(series, rows, area, period, today)
    changes = (*_in_time(view), *_in_place(view))
    own = rows[(rows["region_code"] == area) & rows["value"].notna()]
    note = ONE if not changes and len(own) == 1 else ""
    if view.ended:
        note = f"De reeks is gestopt in {view.ended}."
    note = " ".join(filter(None, [_origin(rows, area, period), note]))
    return Number(*_value(indicator, rows, area, period), regions.get(area).name, changes, note)


def _origin(rows: pd.DataFrame, area: str, period: str) -> str:
    """Return that a value was not published but made, and how; nothing for one that was."""
    found = _rows_of(rows, area, period)
    made = "bron" if found.empty else str(found["origin"].iloc[0])
    return "" if made == "bron" else f"{made.capitalize()}."


def _value(indicator: Indicator, rows: pd.DataFrame, area: str, period: str) -> tuple[str, str]:
    """Return a value and its unit; a percentage has its sign as the unit."""
    found = _rows_of(rows, area, period)
    if found.empty:
        return "geen cijfer", ""
    row = found.iloc[0]
    text = format_shown(float(row["value"]), indicator, str(row["status"]), str(row["note"]))
    if row["value"] != row["value"]:
        return text, ""
    return (text[:-2], "%") if indicator.is_rate else (text, indicator.unit)


def _rows_of(rows: pd.DataFrame, area: str, period: str) -> pd.DataFrame:
    return rows[(rows["region_code"] == area) & (rows["period"] == period)]


def change_of(new: ValuePoint, old: ValuePoint, indicator: Indicator, whom: str) -> Versus:
    """Return how one value compares with another, which is that of `whom`."""
    found = compare_points(new, old, indicator)
    mark, value = _MARKS[found], bare(old, indicator)
    if mark == "gelijk":
        return Versus(mark, found, f"aan {whom}" + ("" if found == "gelijk" else f" ({value})"))
    return Versus(mark, word_of(mark, indicator), f"dan {whom} ({value})")


def word_of(mark: str, indicator: Indicator) -> str:
    """Return the word of a direction: of counts there are more, a rate is higher."""
    return _MORE[mark] if indicator.is_count else mark


def _in_time(view: View) -> Iterator[Versus]:
    earlier = year_earlier(view.run)
    if earlier:
        yield change_of(view.run[-1], earlier, view.indicator, "een jaar eerder")


def _in_place(view: View) -> Iterator[Versus]:
    """Yield how a rate compares with that of the region around it and the country."""
    own, indicator, regions = view.own, view.indicator, load_regions()
    if own is None or not indicator.is_rate or indicator.words.get(view.characteristic):
        return
    for code in (context_area((view.area.code,), regions), regions.country().code):
        other = view.beside.get(code)
        if other and code != view.area.code and are_alike([own, other]):
            yield change_of(own, other, indicator, regions.get(code).label)
