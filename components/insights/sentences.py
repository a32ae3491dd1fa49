"""Sentences made from the data: the title of a figure, which is also its alt text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isnan
from typing import Any

import pandas as pd

from components.insights.compare import compare_points, value_points, year_earlier
from components.insights.lifetime import ended_in
from components.insights.phrases import bare, compared_to, moment, place, unsettled
from components.insights.view import comparable_run
from components.words.choice import Choice, context_area
from components.words.formatting import format_shown, format_value, join_words, period_of
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period, records

_PLACE = re.compile(
    r"\{([^{}@|>!]+?)(?: > ([^{}@|!]+))?(?:@([^{}|!]+))?(?:\|([^{}!]+))?(?:!(\w+))?\}"
)
_MAX_TIES = 3
# How a headline tells a change: more, less, none, and not known.
_CHANGES = {
    "steeg": ("steeg met {}", "daalde met {}", "bleef gelijk", "is onbekend"),
    "stijgt": (
        *("stijgt naar verwachting met {}", "daalt naar verwachting met {}"),
        *("blijft naar verwachting gelijk", "is onbekend"),
    ),
    "stijging": ("een stijging van {}", "een daling van {}", "geen verandering", "onbekend"),
}
NO_FIGURE = "geen cijfer"
"""What is said of an area that a source has no row of; it is neither unknown nor hidden."""


def fill_headline(series: Series) -> str:
    """Return the indicator's own sentence with values from the data filled in.

    `{waarde}` or `{characteristic}`, optionally ` > breakdown`, `@area` and `|period`; with
    `!steeg` and its like a change gets the word that fits it. `{gebied}` and `{periode}` name
    the first area and the newest period. Without a sentence, or without any value, the title
    says so. Raises DataError for a place that the data does not have.
    """
    frame, indicator = series.frame, series.indicator
    if frame["value"].isna().all():
        return f"{indicator.title}: geen cijfers {series.provenance.place}"
    if not indicator.headline:
        return indicator.title
    try:
        return _PLACE.sub(lambda found: _fill(series, *found.groups()), indicator.headline)
    except DataError:
        if not series.provenance.table:
            raise
        return indicator.title  # the source may be without the part that it names


def _fill(
    series: Series,
    key: str,
    breakdown: str | None,
    area: str | None,
    period: str | None,
    change: str | None,
) -> str:
    frame, indicator = series.frame, series.indicator
    newest = period or newest_period(frame)
    region = area or str(frame["region_code"].iloc[0])
    if key == "gebied":
        return load_regions().get(region).name
    if newest not in set(frame["period"]):
        raise DataError(f"de kop vraagt om '{newest}', maar die periode is er niet", indicator.path)
    if key == "periode":
        return period_of(indicator, newest)
    found = frame[(frame["region_code"] == region) & (frame["period"] == newest)]
    if key != "waarde":
        found = found[found["characteristic"] == key]
    if breakdown:
        found = found[found["breakdown"] == breakdown]
    if found.empty:
        raise DataError(f"de kop vraagt om '{key}', maar die waarde is er niet", indicator.path)
    value, status = float(found["value"].iloc[0]), str(found["status"].iloc[0])
    if change is None:
        return format_value(value, indicator, status)
    if change not in _CHANGES:
        raise DataError(f"de kop vraagt om '!{change}', maar dat woord is er niet", indicator.path)
    more, less, none, unknown = _CHANGES[change]
    if isnan(value):
        return unknown
    text = none if not value else more if value > 0 else less
    return text.format(format_value(abs(value), indicator))


def area_sentence(series: Series, choice: Choice, rows: pd.DataFrame) -> str:
    """Return what the chosen areas show, and of regions which municipalities stand out in `rows`.

    `rows` are the observations of one period and characteristic for the municipalities
    in view. Ties are named together; hidden and unknown values are said as such. Of counts
    none stands out: they say only who is large.
    """
    levels = {load_regions().get(code).level for code in choice.areas}
    if "gemeente" in levels:
        return chosen_sentence(series, choice)
    return _extremes_sentence(series, choice, rows)


def _subject(series: Series, choice: Choice) -> str:
    title = series.indicator.title
    return f"{title} ({choice.characteristic})" if choice.characteristic else title


def chosen_sentence(series: Series, choice: Choice) -> str:
    """Return the value of each chosen area, and of a rate that of its region and the country."""
    frame = _slice(series, choice).set_index("region_code")
    regions, indicator = load_regions(), series.indicator
    found = frame[frame.index.isin(choice.areas) & frame["value"].notna()]
    period = moment(indicator, choice.period, list(found["status"]))
    wider = (context_area(choice.areas, regions), regions.country().code)
    context = [
        f"{regions.get(code).name} {format_value(float(frame['value'][code]), indicator)}"
        for code in wider
        if indicator.is_rate and code in frame.index and code not in choice.areas
    ]
    compared = f"; {join_words(context)}" if context else ""
    return f"{_subject(series, choice)}: {_values(series, choice)} ({period}){compared}"


def _values(series: Series, choice: Choice) -> str:
    """Return each chosen area with its value, or that it has none."""
    points = {p.region: p for p in value_points(series.indicator, _slice(series, choice))}
    parts, missing = [], []
    for code in choice.areas:
        name = load_regions().get(code).name
        if code in points:
            parts.append(f"{name} {bare(points[code], series.indicator)}")
        else:
            missing.append(name)
    lacking = [f"{NO_FIGURE} voor {join_words(missing)}"] if missing else []
    return join_words(parts + lacking)


def _extremes_sentence(series: Series, choice: Choice, rows: pd.DataFrame) -> str:
    known = rows[rows["value"].notna()]
    indicator, subject = series.indicator, _subject(series, choice)
    own = _slice(series, choice)
    own = own[own["region_code"].isin(choice.areas) & own["value"].notna()]
    period = moment(indicator, choice.period, [*known["status"], *own["status"]])
    subject = f"{subject}: {_values(series, choice)};"
    if known.empty:
        return f"{subject} geen cijfers per gemeente ({period})"
    shown = known.assign(text=[format_value(float(v), indicator) for v in known["value"]])
    top = format_value(known["value"].max(), indicator)
    low = format_value(known["value"].min(), indicator)
    without = "".join(
        f"; {_named(group)} {status}"
        for status, group in rows[rows["value"].isna()].groupby("status", sort=False)
    )
    within = _within(choice, rows)
    if top == low:
        return f"{subject} {within}overal {top} ({period}){without}"
    if indicator.kind == "aantal":
        return f"{subject.removesuffix(';')} ({period}){without}"
    return (
        f"{subject} {within}het hoogst in {_named(shown[shown['text'] == top])} "
        f"({top}), het laagst in {_named(shown[shown['text'] == low])} ({low}); {period}{without}"
    )


def _within(choice: Choice, rows: pd.DataFrame) -> str:
    """Return of which municipalities something is said, unless they are those of the choice."""
    regions, codes = load_regions(), [str(code) for code in rows["region_code"]]
    around = context_area(codes, regions)
    if choice.areas == (around,):
        return ""
    if set(codes) >= set(regions.members(around)):
        return f"binnen {place(regions.get(around))} "
    return f"van {len(codes)} gemeenten "


def _named(rows: pd.DataFrame) -> str:
    codes = [str(code) for code in rows["region_code"]]
    if len(codes) > _MAX_TIES:
        return f"{len(codes)} gemeenten"
    return join_words([load_regions().get(code).name for code in codes])


def told_of(headline: str, series: Series, rows: pd.DataFrame, areas: Sequence[str]) -> str:
    """Return a headline with the values in `rows` of the areas it does not name.

    A figure of one area only is about that area, whatever its sentence says.
    """
    if series.frame["region_code"].nunique() == 1:
        return headline
    parts = [headline]
    for region in map(load_regions().get, areas):
        own = rows[rows["region_code"] == region.code].head(_MAX_TIES)
        if region.label not in headline and len(own):
            values = [_told_value(series, row) for row in records(own)]
            parts.append(f"{region.name}: {join_words(values)}")
    return "; ".join(parts)


def _told_value(series: Series, row: dict[str, Any]) -> str:
    about = ", ".join(str(row[name]) for name in ("characteristic", "breakdown") if row[name])
    status, note = str(row["status"]), str(row["note"])
    value = format_shown(float(row["value"]), series.indicator, status, note)
    return f"{about} {value}".strip()


def trend_sentence(series: Series, rows: pd.DataFrame, name: str) -> str:
    """Return the newest value of one line and how it compares with a year earlier.

    Nothing is compared across a gap or a break, or of a line that has ended.
    """
    indicator = series.indicator
    line = value_points(indicator, rows)
    known = [point for point in line if point.known]
    if not known:
        return f"{name}: geen gegevens"
    newest = known[-1]
    when = moment(indicator, newest.period, [newest.status])
    text = f"{bare(newest, indicator)} ({when})"
    if year := ended_in(series, line):
        return f"{name}: de reeks is gestopt in {year}; het laatste cijfer is {text}"
    text = f"{name}: {text}"
    earlier = year_earlier(comparable_run(series, line, newest.period))
    if earlier is None:
        return text
    word = compared_to(compare_points(newest, earlier, indicator))
    old = bare(earlier, indicator) + unsettled([earlier.status])
    return f"{text}, {word} een jaar eerder ({old})"


def _slice(series: Series, choice: Choice) -> pd.DataFrame:
    frame = series.frame
    return frame[
        (frame["period"] == choice.period) & (frame["characteristic"] == choice.characteristic)
    ]
