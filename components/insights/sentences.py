"""Sentences made from the data: the title of a figure, which is also its alt text."""

from __future__ import annotations

import re

import pandas as pd

from components.insights.compare import compare_points, unbroken, value_points, year_earlier
from components.insights.phrases import bare, compared_to, moment, unsettled
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, join_words, period_of
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

_PLACE = re.compile(r"\{([^{}@|>]+?)(?: > ([^{}@|]+))?(?:@([^{}|]+))?(?:\|([^{}]+))?\}")
_MAX_TIES = 3


def fill_headline(series: Series) -> str:
    """Return the indicator's own sentence with values from the data filled in.

    `{waarde}` or `{characteristic}`, optionally ` > breakdown`, `@area` and `|period`;
    `{gebied}` and `{periode}` name the first area and the newest period. Without a
    sentence, or without any value, the title says so. Raises DataError for a place
    that the data does not have.
    """
    frame, indicator = series.frame, series.indicator
    if frame["value"].isna().all():
        return f"{indicator.title}: geen cijfers in de tekst van de bron"
    if not indicator.headline:
        return indicator.title
    return _PLACE.sub(lambda found: _fill(series, *found.groups()), indicator.headline)


def _fill(
    series: Series, key: str, breakdown: str | None, area: str | None, period: str | None
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
    return format_value(float(found["value"].iloc[0]), indicator, str(found["status"].iloc[0]))


def area_sentence(series: Series, choice: Choice, rows: pd.DataFrame) -> str:
    """Return what the chosen municipalities show, or which ones stand out among `rows`.

    `rows` are the observations of one period and characteristic for the municipalities
    in view. Ties are named together; hidden and unknown values are said as such.
    """
    frame = series.frame
    known = set(frame[frame["region_level"] == "gemeente"]["region_code"])
    if chosen := [code for code in choice.areas if code in known]:
        return _chosen_sentence(series, choice, chosen)
    return _extremes_sentence(series, choice, rows)


def _subject(series: Series, choice: Choice) -> str:
    title = series.indicator.title
    return f"{title} ({choice.characteristic})" if choice.characteristic else title


def _chosen_sentence(series: Series, choice: Choice, chosen: list[str]) -> str:
    frame = _slice(series, choice).set_index("region_code")
    regions, indicator = load_regions(), series.indicator
    parts = [
        f"{regions.get(code).name} "
        + format_value(float(frame["value"][code]), indicator, str(frame["status"][code]))
        for code in chosen
        if code in frame.index
    ]
    found = frame[frame.index.isin(chosen) & frame["value"].notna()]
    period = moment(indicator, choice.period, list(found["status"]))
    if not parts:
        return f"{_subject(series, choice)}: geen gegevens voor de gekozen gemeenten ({period})"
    context = [
        f"{regions.get(code).name} {format_value(float(frame['value'][code]), indicator)}"
        for code in (context_area(chosen, regions), regions.country().code)
        if indicator.is_rate and code in frame.index
    ]
    compared = f"; {join_words(context)}" if context else ""
    return f"{_subject(series, choice)}: {join_words(parts)} ({period}){compared}"


def _extremes_sentence(series: Series, choice: Choice, rows: pd.DataFrame) -> str:
    known = rows[rows["value"].notna()]
    indicator = series.indicator
    period = moment(indicator, choice.period, list(known["status"]))
    if known.empty:
        return f"{_subject(series, choice)}: geen gegevens in dit gebied ({period})"
    shown = known.assign(text=[format_value(float(v), indicator) for v in known["value"]])
    top = format_value(known["value"].max(), indicator)
    low = format_value(known["value"].min(), indicator)
    without = "".join(
        f"; {_named(group)} {status}"
        for status, group in rows[rows["value"].isna()].groupby("status", sort=False)
    )
    if top == low:
        return f"{_subject(series, choice)}: overal {top} ({period}){without}"
    most, least = ("hoogst", "laagst") if indicator.is_rate else ("meest", "minst")
    return (
        f"{_subject(series, choice)}: het {most} in {_named(shown[shown['text'] == top])} "
        f"({top}), het {least} in {_named(shown[shown['text'] == low])} ({low}); {period}{without}"
    )


def _named(rows: pd.DataFrame) -> str:
    codes = [str(code) for code in rows["region_code"]]
    if len(codes) > _MAX_TIES:
        return f"{len(codes)} gemeenten"
    return join_words([load_regions().get(code).name for code in codes])


def trend_sentence(series: Series, rows: pd.DataFrame, name: str) -> str:
    """Return the newest value of one line and how it compares with a year earlier.

    Nothing is compared across a gap or a break.
    """
    indicator = series.indicator
    line = value_points(indicator, rows)
    known = [point for point in line if point.known]
    if not known:
        return f"{name}: geen gegevens"
    newest = known[-1]
    when = moment(indicator, newest.period, [newest.status])
    text = f"{name}: {format_value(newest.value, indicator)} ({when})"
    earlier = year_earlier(unbroken(indicator, line, newest.period))
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
