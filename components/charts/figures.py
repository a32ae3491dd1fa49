"""From a series and a choice to a figure: specification, sentence, legend. Pure and cached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import isnan
from typing import Any

import pandas as pd

from components.charts.bar_plot import Bars, bars_of, stacked_bars
from components.charts.bars import make_cascade, make_demand, make_labelled_bars, make_stacked
from components.charts.base import Spec, palette_of
from components.charts.line_plot import Lines, line_plot_of
from components.charts.lines import MAX_SERIES, make_lines
from components.charts.theme import ThemeName
from components.insights.sentences import fill_headline, trend_sentence
from components.words.formatting import format_shown, format_value, period_of, short_period
from components.words.legend import Swatch
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.periods import middle_of
from data_loaders.series import Series, newest_period, records

# Lines show this many of the newest periods; the download has them all.
_LINE_PERIODS = {"maand": 120, "kwartaal": 40}
# In a demand figure this part is the inflow: a mark, not a part of the bar.
INFLOW = "Arbeidsmarktinstroom"

Row = dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """A drawn figure. `spec` is None when there is nothing to draw; `plot` is it for a page."""

    headline: str
    spec: Spec | None
    legend: tuple[Swatch, ...] = ()
    plot: Bars | Lines | None = None


@lru_cache(maxsize=512)
def make_figure(indicator_id: str, _version: str, theme: ThemeName) -> Figure:
    """Return the figure of an indicator in its own form, for one theme.

    `_version` is the version of the series, so that new data makes a new figure. Raises
    DataError when the series cannot be read.
    """
    series = load_series(indicator_id)
    if series.frame["value"].isna().all() or series.indicator.form in {"cijfer", "kaart"}:
        return Figure(fill_headline(series), None)
    try:
        return _MAKERS[series.indicator.form](series, theme)
    except (KeyError, TypeError, ValueError) as error:
        sentence = f"de gegevens passen niet bij de vorm '{series.indicator.form}'"
        raise DataError(sentence, series.indicator.path) from error


def _bars(series: Series, theme: ThemeName) -> Figure:
    rows = bar_rows(series)
    return Figure(fill_headline(series), make_labelled_bars(rows, theme), plot=bars_of(rows))


def bar_rows(series: Series) -> list[Row]:
    """Return one row per observation, named by whatever tells the observations apart."""
    frame, indicator, regions = series.frame, series.indicator, load_regions()
    if indicator.newest:
        frame = frame[frame["period"] == newest_period(frame)]
    several = {c: frame[c].nunique() > 1 for c in ("region_code", "period", "characteristic")}
    country = regions.country().code
    rows = []
    for row in records(frame):
        region, period = str(row["region_code"]), str(row["period"])
        parts = [str(row["characteristic"])] if row["characteristic"] else []
        if several["region_code"] or not (parts or several["period"]):
            parts.append(regions.get(region).name)
        if several["period"]:
            parts.append(period_of(indicator, period))
        rows.append(
            {
                "name": ", ".join(parts),
                "value": none_if_missing(row["value"]),
                "text": format_shown(row["value"], indicator, str(row["status"]), str(row["note"])),
                "role": "vergelijking"
                if region == country and several["region_code"]
                else "gekozen",
            }
        )
    return rows


def _cascade(series: Series, theme: ThemeName) -> Figure:
    rows = cascade_rows(series)
    if not rows:
        return Figure(fill_headline(series), None)
    return Figure(fill_headline(series), make_cascade(rows, theme), plot=bars_of(rows))


def cascade_rows(series: Series) -> list[Row]:
    """Return where each part of a whole starts and ends; with a gap the parts have no place."""
    indicator = series.indicator
    cascade = indicator.cascade
    assert cascade is not None
    if series.frame["value"].isna().any():
        return []
    values = dict(zip(series.frame["characteristic"], series.frame["value"], strict=True))
    spans = {cascade.total: (0.0, values[cascade.total])}
    position = 0.0
    for part in cascade.parts:
        spans[part] = (position, position + values[part])
        position += values[part]
    for part in cascade.marked_parts:
        if part not in spans:
            edge = min(spans[p][0] for p in cascade.marked_parts if p in spans)
            spans[part] = (edge - values[part], edge)
    start = min(spans[part][0] for part in cascade.marked_parts)
    spans[cascade.marked] = (start, start + values[cascade.marked])
    roles = {cascade.marked: "vergelijking", cascade.total: "overig"}
    return [
        {
            "name": name,
            "start": spans[name][0],
            "end": spans[name][1],
            "text": format_value(values[name], indicator),
            "label": f"{name}: {format_value(values[name], indicator)}",
            "role": roles.get(name, "vergelijking" if name in cascade.marked_parts else "gekozen"),
        }
        for name in series.frame["characteristic"]
    ]


def part_rows(series: Series) -> list[Row]:
    """Return a row per part of each group, with the values of the whole group in its label."""
    indicator = series.indicator
    rows: list[Row] = [
        {
            "name": row["characteristic"],
            "part": row["breakdown"],
            "value": none_if_missing(row["value"]),
            "text": format_value(row["value"], indicator, str(row["status"])),
        }
        for row in records(series.frame)
    ]
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row["name"], []).append(row["text"])
    return [row | {"label": f"{row['name']}: {' + '.join(texts[row['name']])}"} for row in rows]


def _stacked(series: Series, theme: ThemeName) -> Figure:
    rows = part_rows(series)
    parts = list(dict.fromkeys(row["part"] for row in rows))
    legend = zip(palette_of(theme).series, parts, strict=False)
    return Figure(
        fill_headline(series),
        make_stacked(rows, parts, theme),
        tuple(Swatch(color, part) for color, part in legend),
        stacked_bars(rows, parts),
    )


def _demand(series: Series, theme: ThemeName) -> Figure:
    rows = part_rows(series)
    for row in rows:
        own = {r["part"]: r["text"] for r in rows if r["name"] == row["name"]}
        demand = " + ".join(text for part, text in own.items() if part != INFLOW)
        row["label"] = f"{row['name']}: vraag {demand}, instroom {own[INFLOW]}"
    parts = [part for part in dict.fromkeys(row["part"] for row in rows) if part != INFLOW]
    palette = palette_of(theme)
    legend = [*zip(palette.series, parts, strict=False), (palette.signal, f"{INFLOW} (streep)")]
    return Figure(
        fill_headline(series),
        make_demand(rows, parts, INFLOW, theme),
        tuple(Swatch(color, label) for color, label in legend),
        stacked_bars(rows, parts, INFLOW),
    )


def _lines(series: Series, theme: ThemeName) -> Figure:
    frame = series.frame
    by = "characteristic"
    if frame[by].nunique() == 1 and frame["region_code"].nunique() > 1:
        regions = load_regions()
        frame = frame.assign(region=[regions.get(code).label for code in frame["region_code"]])
        by = "region"
    names = list(dict.fromkeys(frame[by]))[:MAX_SERIES]
    about = subject_of(series, *names[:1])
    headline = trend_sentence(series, frame[frame[by] == names[0]], about)
    rows = line_rows(series, frame[frame[by].isin(names)], by)
    unit = series.indicator.unit_long or series.indicator.unit
    spec = make_lines(rows, names, unit, theme)
    return Figure(headline, spec, plot=line_plot_of(rows, names, unit))


def subject_of(series: Series, *parts: str) -> str:
    """Return what a sentence is about: the figure, these parts of it, and where that is."""
    title, codes = series.indicator.title, series.frame["region_code"].unique()
    where = load_regions().get(str(codes[0])).label if len(codes) == 1 else ""
    told = [part for part in dict.fromkeys((*parts, where)) if part and part not in title]
    return ", ".join([title, *told])


def line_rows(series: Series, frame: pd.DataFrame, name_column: str) -> list[Row]:
    """Return rows for a line chart: the newest periods, one line per value of `name_column`."""
    indicator = series.indicator
    keep = _LINE_PERIODS.get(indicator.frequency)
    periods = sorted(frame["period"].unique())[-keep:] if keep else sorted(frame["period"].unique())
    rows = []
    for row in records(frame[frame["period"].isin(periods)]):
        period = str(row["period"])
        rows.append(
            {
                "name": str(row[name_column]),
                "at": middle_of(period, indicator.frequency),
                "tick": short_period(period, indicator.frequency, indicator.reference),
                "value": none_if_missing(row["value"]),
                "text": format_value(row["value"], indicator, str(row["status"])),
                "period": period_of(indicator, period),
                "status": str(row["status"]),
            }
        )
    return rows


def none_if_missing(value: Any) -> float | None:
    """Return a number for a chart, or None where there is no value."""
    number = float(value)
    return None if isnan(number) else number


_MAKERS: dict[str, Callable[[Series, ThemeName], Figure]] = {
    "staaf": _bars,
    "stroom": _bars,
    "opbouw": _cascade,
    "gestapeld": _stacked,
    "vraag": _demand,
    "lijn": _lines,
}
