"""The title of a slide with a figure: its conclusion, in one short sentence. Pure.

Each function returns sentences from the fullest to the shortest; the first that fits is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pandas as pd

from components.deck.parts import Number, SlideBar, Versus
from components.deck.told import change_of, number_of
from components.insights.compare import ValuePoint, are_alike, shown_difference, value_points
from components.insights.phrases import bare, ordinal, place
from components.insights.sentences import NO_FIGURE
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, join_words
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

WHOLE = "Totaal"
_MOST_NAMES = 3


def titles_of_areas(
    series: Series, choice: Choice, municipalities: pd.DataFrame, today: date
) -> list[str]:
    """Return what the chosen areas show; of regions with a rate, where that is highest.

    `municipalities` are the observations of one period and characteristic that are compared.
    """
    subject, regions = slide_subject(series, choice.characteristic), load_regions()
    chosen = [code for code in choice.areas if regions.get(code).level == "gemeente"]
    if not chosen and not series.indicator.is_count:
        return list(_highest(series, subject, municipalities))
    area = (chosen or choice.areas)[0]
    if len(choice.areas) > 1:
        return [f"{subject}: {_each(series, choice)}", subject]
    return list(_one(series, choice, subject, area, today))


def slide_subject(series: Series, characteristic: str) -> str:
    """Return what a figure is about, with the characteristic that was chosen."""
    title = series.indicator.title
    return f"{title} ({characteristic})" if characteristic else title


def titles_of_number(subject: str, number: Number) -> list[str]:
    """Return what one value shows: how it compares with the first it is compared with."""
    where = "" if number.about in subject else f" in {number.about}"
    return list(_compared(f"{subject}{where}: {_value(subject, number)}", number.changes[:1]))


def titles_of_bars(subject: str, bars: Sequence[SlideBar], *, is_count: bool) -> list[str]:
    """Return which bar is the longest; nothing when one has no value, or several are as long."""
    ends = [bar.pieces[-1].end if bar.pieces else None for bar in bars if bar.name != WHOLE]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends) or len(known) < 2 or known.count(max(known)) > 1:
        return []
    shown = [bar for bar in bars if bar.name != WHOLE]
    top, word = shown[ends.index(max(known))], "het meest" if is_count else "het hoogst"
    if any((bar.mark or 0) > (top.mark or 0) for bar in shown):
        return []  # what is told of the bar would not hold for the line across it
    return [f"{subject}: {word} bij {top.name} ({top.text})", f"{subject}: {word} bij {top.name}"]


def _value(subject: str, number: Number) -> str:
    """Return a value with its unit, unless the subject says that."""
    is_said = number.unit != "%" and number.unit in subject.lower()
    return number.value if is_said else f"{number.value} {number.unit}".strip()


def _compared(told: str, changes: Sequence[Versus]) -> Iterator[str]:
    """Yield a sentence with how its value compares, from all that it compares with to nothing."""
    for kept in (changes, changes[:1]):
        if kept:
            yield f"{told}, {join_words([f'{change.word} {change.rest}' for change in kept])}"
    for change in changes[:1]:
        yield f"{told}, {change.word} {change.rest.partition(' (')[0]}"
    yield told


def titles_of_several(series: Series, subject: str, rows: pd.DataFrame) -> list[str]:
    """Return which of some areas has the highest rate; of counts which areas they are."""
    if rows["region_code"].nunique() < len(rows):
        return []
    if series.indicator.is_count:
        return [f"{subject}: {_named(rows)}"]
    return [*_highest(series, subject, rows)]


def _highest(series: Series, subject: str, rows: pd.DataFrame) -> Iterator[str]:
    """Yield where a rate is highest, and where it is lowest."""
    known = rows[rows["value"].notna()]
    if known.empty:
        yield f"{subject}: geen cijfers per gemeente"
        return
    texts = [format_value(float(value), series.indicator) for value in known["value"]]
    shown = known.assign(text=texts).sort_values("value", ascending=False, kind="stable")
    top, low = str(shown["text"].iloc[0]), str(shown["text"].iloc[-1])
    if top == low:
        yield f"{subject}: overal {top}"
        return
    high = _named(shown[shown["text"] == top])
    yield f"{subject}: het hoogst in {high} ({top}), het laagst in {_named_low(shown, low)}"
    yield f"{subject}: het hoogst in {high} ({top})"
    yield f"{subject}: {top} in {high}"
    yield f"Het hoogst in {high}: {top}"


def _named_low(shown: pd.DataFrame, low: str) -> str:
    return f"{_named(shown[shown['text'] == low])} ({low})"


def _named(rows: pd.DataFrame) -> str:
    codes = [str(code) for code in rows["region_code"]]
    if len(codes) > _MOST_NAMES:
        return f"{len(codes)} gemeenten"
    return join_words([load_regions().get(code).name for code in codes])


def _each(series: Series, choice: Choice) -> str:
    """Return each of several areas with its value."""
    points, regions = _points(series, choice), load_regions()
    return join_words(
        [
            f"{regions.get(code).label} "
            + (bare(points[code], series.indicator) if code in points else NO_FIGURE)
            for code in choice.areas
        ]
    )


def _one(series: Series, choice: Choice, subject: str, area: str, today: date) -> Iterator[str]:
    """Yield what one area shows: a rate next to wider areas, a count next to a year earlier."""
    regions, number = load_regions(), number_of(series, area, *_when(choice), today)
    points = _points(series, choice)
    wider = [context_area((area,), regions), regions.country().code]
    changes = [
        change_of(points[area], points[code], series.indicator, regions.get(code).label)
        for code in wider
        if series.indicator.is_rate
        and code != area
        and {area, code} <= points.keys()
        and are_alike([points[area], points[code]])
    ]
    told = f"{subject}: {place(regions.get(area))} {_value(subject, number)}"
    if not changes and (rank := _rank(series, points, area)):
        yield f"{told}, {rank}"
    yield from _compared(told, changes or number.changes[:1])


def _when(choice: Choice) -> tuple[str, str]:
    return choice.characteristic, choice.period


def _points(series: Series, choice: Choice) -> dict[str, ValuePoint]:
    """Return the observations of a choice by area."""
    frame, (characteristic, period) = series.frame, _when(choice)
    own = frame[(frame["period"] == period) & (frame["characteristic"] == characteristic)]
    return {point.region: point for point in value_points(series.indicator, own)}


def _rank(series: Series, points: Mapping[str, ValuePoint], area: str) -> str:
    """Return the place of a municipality among those of its region; of counts there is none."""
    regions, indicator = load_regions(), series.indicator
    members = regions.members(context_area((area,), regions))
    known = [points[code] for code in members if code in points and points[code].known]
    if indicator.is_count or area not in members or not are_alike([points[area], *known]):
        return ""
    own = points[area]
    steps = [shown_difference(point.value, own.value, indicator) for point in known]
    above, level = sum(step > 0 for step in steps), sum(step == 0 for step in steps)
    shared = "gedeeld " if level > 1 else ""
    return f"{shared}{ordinal(above + 1)} van {len(known)} gemeenten"
