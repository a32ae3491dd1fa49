"""How areas compare, and how they developed: rows of one choice, for a page and for a drawing."""

from __future__ import annotations

from typing import Any

from components.charts.bar_plot import Bars, bars_of
from components.charts.bars import make_ranking
from components.charts.base import Spec
from components.charts.figures import line_rows, none_if_missing
from components.charts.line_plot import SMALL, Lines, line_plot_of
from components.charts.lines import make_lines
from components.charts.map_model import NO_DATA
from components.charts.theme import ThemeName
from components.exhibit.areas import (
    compared_areas,
    is_municipality,
    ranking_frame,
    trend_areas,
    trend_frame,
)
from components.words.choice import Choice
from components.words.formatting import format_value
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

Row = dict[str, Any]


def ranking_rows(series: Series, choice: Choice) -> list[Row]:
    """Return the areas that are compared, as rows of a ranking with their level.

    Of counts the municipalities only: a region would dwarf them. Its total is in the title.
    """
    regions, ranked = load_regions(), ranking_frame(series, choice)
    if not series.indicator.is_rate:
        ranked = ranked[ranked["region_level"] == "gemeente"]
    picked = [code for code in choice.areas if regions.get(code).level == "gemeente"]
    rows = []
    for row in records(ranked):
        code = str(row["region_code"])
        role = "gekozen" if not picked or code in picked else "overig"
        rows.append(
            {
                "name": regions.get(code).label,
                "value": none_if_missing(row["value"]),
                "text": format_value(row["value"], series.indicator, str(row["status"])),
                "role": role if row["region_level"] == "gemeente" else "vergelijking",
                "level": str(row["region_level"]),
            }
        )
    shown = set(ranked["region_code"])
    missing = [
        code for code in compared_areas(choice) if code not in shown and is_municipality(code)
    ]
    rows += [
        {"name": regions.get(code).label, "value": None, "text": NO_DATA, "role": "overig"}
        | {"level": "gemeente"}
        for code in missing
    ]
    return rows


def ranking_spec(series: Series, choice: Choice, theme: ThemeName) -> Spec:
    """Return the ranking of the areas that are compared."""
    return make_ranking(ranking_rows(series, choice), theme)


def ranking_plot(series: Series, choice: Choice) -> Bars:
    """Return the ranking as a page draws it, with the place of each municipality.

    Those that look equal share a place. Of counts there is none: it says only who is large.
    """
    places: dict[str, int] = {}
    count, rows = 0, []
    for row in ranking_rows(series, choice):
        role, place = row["role"], 0
        if row["level"] != "gemeente":
            role = "land" if row["level"] == "land" else "regio"
        elif row["value"] is not None and not series.indicator.is_count:
            count += 1
            place = places.setdefault(row["text"], count)
        rows.append(row | {"role": role, "rank": place or ""})
    return bars_of(rows)


def trend_spec(series: Series, choice: Choice, theme: ThemeName) -> Spec:
    """Return the development of the chosen areas as lines."""
    return make_lines(*_trend(series, choice), theme)


def trend_plot(series: Series, choice: Choice) -> Lines | None:
    """Return the development of the chosen areas as a page draws it."""
    country = load_regions().country().label
    return line_plot_of(*_trend(series, choice), country=country, size=SMALL)


def _trend(series: Series, choice: Choice) -> tuple[list[Row], list[str], str]:
    """Return the rows of the development, the names of its lines and their unit."""
    own = trend_frame(series, choice)
    names = {code: load_regions().get(code).label for code in trend_areas(series, choice, own)}
    own = own.assign(name=own["region_code"].map(names))
    unit = series.indicator.unit_long or series.indicator.unit
    return line_rows(series, own, "name"), list(names.values()), unit
