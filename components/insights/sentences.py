"""Sentences made from the data: the title of a figure, which is also its alt text."""

from __future__ import annotations

import re
from math import isnan

import pandas as pd

from components.insights.compare import compare_points, value_points, year_earlier
from components.insights.lifetime import ended_in
from components.insights.phrases import amount, bare, compared_to, moment, place, unsettled
from components.insights.view import comparable_run, tells_a_hidden_part
from components.words.choice import REGION_LEVELS, Choice, context_area
from components.words.formatting import format_value, join_words, period_of
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

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


def fill_headline(series: Series) -> str:
    """Return the indicator's own sentence with values from the data filled in.

    `{waarde}` or `{characteristic}`, optionally ` > breakdown`, `@area` and `|period`; with
    `!steeg` and its like a change gets the word that fits it. `{gebied}` and `{periode}` name
    the first area and the newest period. Without a sentence, or without any value, the title
    says so. Raises DataError for a place that the data does not have.
    """
    frame, indicator = series.frame, series.indicator
    if frame["value"].isna().all():
        return f"{indicator.title}: geen cijfers in de tekst van de bron"
    if not indicator.headline:
        return indicator.title
    return _PLACE.sub(lambda found: _fill(series, *found.groups()), indicator.headline)


def _fill(
    series: Series,
    key: str,
    breakdown: str | None,
    area: str | None,
    period: str | None,
    change: str | None,
) -> str:
    frame, indicator = series.frame, series.indicator
    newest = period or str(frame["period"].max())
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
    """Return what the chosen municipalities show, or which ones stand out among `rows`.

    `rows` are the observations of one period and characteristic for the municipalities
    in view. Ties are named together; hidden and unknown values are said as such. Of counts
    none stands out: they say only who is large.
    """
    municipalities = {r.code for r in load_regions().municipalities()}
    known = municipalities & set(series.frame["region_code"])
    if chosen := [code for code in choice.areas if code in known]:
        return _chosen_sentence(series, choice, chosen)
    return _extremes_sentence(series, choice, rows)


def _subject(series: Series, choice: Choice) -> str:
    title = series.indicator.title
    return f"{title} ({choice.characteristic})" if choice.characteristic else title


def _chosen_sentence(series: Series, choice: Choice, chosen: list[str]) -> str:
    regions, indicator = load_regions(), series.indicator
    points = {p.region: p for p in value_points(indicator, _slice(series, choice))}
    own = [points[code] for code in chosen if code in points]
    parts = [f"{regions.get(point.region).name} {bare(point, indicator)}" for point in own]
    period = moment(indicator, choice.period, [point.status for point in own if point.known])
    if not parts:
        return f"{_subject(series, choice)}: geen gegevens voor de gekozen gemeenten ({period})"
    context = [
        f"{regions.get(code).name} {bare(points[code], indicator)}"
        for code in (context_area(chosen, regions), regions.country().code)
        if indicator.is_rate and code in points
    ]
    compared = f"; {join_words(context)}" if context else ""
    return f"{_subject(series, choice)}: {join_words(parts)} ({period}){compared}"


def _extremes_sentence(series: Series, choice: Choice, rows: pd.DataFrame) -> str:
    known = rows[rows["value"].notna()]
    indicator, regions = series.indicator, load_regions()
    period = moment(indicator, choice.period, list(known["status"]))
    where = place(regions.get(context_area(choice.areas, regions)))
    subject = f"{_subject(series, choice)} in {where}"
    if known.empty:
        return f"{subject}: geen gegevens ({period})"
    shown = known.assign(text=[format_value(float(v), indicator) for v in known["value"]])
    top = format_value(known["value"].max(), indicator)
    low = format_value(known["value"].min(), indicator)
    without = "".join(
        f"; {_named(group)} {status}"
        for status, group in rows[rows["value"].isna()].groupby("status", sort=False)
    )
    if top == low:
        return f"{subject}: overal {top} ({period}){without}"
    if indicator.kind == "aantal":
        return f"{_own_first(series, choice, subject)} ({period}){without}"
    return (
        f"{subject}: het hoogst in {_named(shown[shown['text'] == top])} "
        f"({top}), het laagst in {_named(shown[shown['text'] == low])} ({low}); {period}{without}"
    )


def _own_first(series: Series, choice: Choice, subject: str) -> str:
    """Return the count of the chosen region itself; without one, that it is per municipality."""
    frame, regions = _slice(series, choice), load_regions()
    own = frame[frame["region_code"].isin(choice.areas) & frame["value"].notna()]
    codes = [code for code in own["region_code"] if regions.get(code).level in REGION_LEVELS]
    if len(choice.areas) != 1 or not codes:
        return f"{subject}, per gemeente"
    if tells_a_hidden_part(series.indicator, frame, codes[0]):
        return f"{subject}, per gemeente"
    (point,) = value_points(series.indicator, own)
    return f"{subject}: {amount(point, series.indicator)}"


def _named(rows: pd.DataFrame) -> str:
    codes = [str(code) for code in rows["region_code"]]
    if len(codes) > _MAX_TIES:
        return f"{len(codes)} gemeenten"
    return join_words([load_regions().get(code).name for code in codes])


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
