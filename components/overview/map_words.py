"""What the map of the start page shows, in a title and in how the region stands. Pure."""

from __future__ import annotations

from datetime import date

import pandas as pd

from components.insights.phrases import MAX_NAMES
from components.insights.view import characteristic_rows
from components.overview.standing import case_of, outcome_of
from components.strips.card import Standing
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, join_words
from components.words.titles import MOST
from data_loaders.documents import Highlight, MapFigure
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series


def extremes_title(name: str, series: Series, choice: Choice) -> str:
    """Return in which municipalities of the region around a choice a figure is highest and lowest.

    Only the highest where both do not fit in a title.
    """
    rows = characteristic_rows(series, choice.characteristic)
    inside = rows["region_code"].isin(
        load_regions().members(context_area(choice.areas, load_regions()))
    )
    known = rows[inside & (rows["period"] == choice.period) & rows["value"].notna()]
    if known.empty:
        return f"{name}: geen cijfers per gemeente"
    shown = known.assign(text=[format_value(float(v), series.indicator) for v in known["value"]])
    high, low = (format_value(end(known["value"]), series.indicator) for end in (max, min))
    if high == low:
        return f"{name}: overal {high}"
    title = f"{name}: het hoogst in {_where(shown, high)} ({high})"
    both = f"{title}, het laagst in {_where(shown, low)} ({low})"
    return both if len(both) <= MOST else title


def _where(rows: pd.DataFrame, text: str) -> str:
    codes = rows[rows["text"] == text]["region_code"]
    names = [load_regions().get(str(code)).name for code in codes]
    return join_words(names) if len(names) <= MAX_NAMES else f"{len(names)} gemeenten"


def own_standing(item: MapFigure, area: str, today: date) -> tuple[str, Standing] | None:
    """Return the name of an area and how it stands against the country; None if it cannot."""
    figure = Highlight(item.indicator, item.name, "land", item.characteristic, area)
    try:
        standing = outcome_of(case_of(figure, today)).standing
    except DataError:
        return None  # the area has no value of its own
    return (load_regions().get(area).name, standing) if standing.sign else None
