"""Figures that compare areas: map, ranking and trend of one indicator for one choice. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd

from components.charts.area_map import area_map
from components.charts.bars import make_ranking
from components.charts.base import Spec
from components.charts.figures import Figure, line_rows, none_if_missing
from components.charts.lines import MAX_SERIES, make_lines
from components.charts.theme import ThemeName
from components.exhibit.cards import DIALECTS, Card, card_of
from components.exhibit.observations import observations_table
from components.files.downloads import file_name
from components.insights.lines import insights, insights_list
from components.insights.sentences import area_sentence, trend_sentence
from components.markup import blocks as markup
from components.markup.blocks import notes_html
from components.words.choice import Choice, context_area
from components.words.formatting import format_value, join_words
from components.words.notes import frame_notes
from components.words.share_links import choice_query, figure_links
from data_loaders.cache import load_series
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.regions import load_regions
from data_loaders.notes import notes_mark
from data_loaders.series import Series, records

Row = dict[str, Any]


@dataclass(frozen=True)
class AreaCard:
    """Everything the explorer shows for one indicator and one choice.

    `choice` is what is shown: the visitor's own, or what is left of it within the data.
    """

    choice: Choice
    card: Card
    notice: str
    map: Spec | None
    map_legend: str
    map_alt: str
    ranking: Spec
    trend: Spec | None
    trend_headline: str
    trend_table: str


@lru_cache(maxsize=512)
def options_of(indicator_id: str, _version: str) -> tuple[list[str], list[str]]:
    """Return the characteristics of an indicator, and its periods with the newest first."""
    frame = load_series(indicator_id).frame
    characteristics = list(dict.fromkeys(str(name) for name in frame["characteristic"]))
    return characteristics, sorted((str(p) for p in frame["period"].unique()), reverse=True)


def make_area_card(
    indicator_id: str, version: str, choice: Choice, theme: ThemeName, today: date
) -> AreaCard:
    """Return map, ranking, trend, table and source of one indicator. Raises DataError."""
    marks = (*boundaries_state(), *notes_mark())
    return _make_area_card(indicator_id, version, choice, theme, today, marks)


@lru_cache(maxsize=512)
def _make_area_card(
    indicator_id: str,
    _version: str,
    choice: Choice,
    theme: ThemeName,
    today: date,
    _marks: Fingerprint,
) -> AreaCard:
    series = load_series(indicator_id)
    choice, message = _within_data(series, choice)
    shown = rows_of_choice(series.frame, choice)
    ranked = ranking_frame(series, choice)
    municipalities = ranked[ranked["region_level"] == "gemeente"]
    headline = area_sentence(series, choice, municipalities)
    spec, legend = area_map(series, choice, shown, theme)
    lines, trend_headline, trend_table = _trend(series, choice, theme)
    if lines is not None:
        trend_table += _trend_notes(series, choice, ranked)
    return AreaCard(
        choice=choice,
        card=_card(series, Figure(headline, None), ranked, choice, today),
        notice=message,
        map=spec,
        map_legend=markup.legend(legend),
        map_alt=f"Kaart. {headline}",
        ranking=make_ranking(_ranking_rows(series, choice, ranked), theme),
        trend=lines,
        trend_headline=trend_headline,
        trend_table=trend_table,
    )


def _within_data(series: Series, choice: Choice) -> tuple[Choice, str]:
    """Return a choice the series has figures for, and a sentence when that is another one.

    A municipality without figures, or a region of which not every municipality has them, is
    left out; when nothing remains, the region the monitor starts with takes its place. The
    map goes no further than the widest region, so the country asks for that one. The region
    the monitor starts with always stands.
    """
    regions = load_regions()
    known = set(series.frame[series.frame["region_level"] == "gemeente"]["region_code"])
    places = {
        code: code if regions.get(code).level == "gemeente" else context_area((code,), regions)
        for code in choice.areas
    }
    kept = tuple(
        code
        for code, place in places.items()
        if code == regions.default or known.issuperset(regions.members(place) or [place])
    )
    if kept == choice.areas:
        return choice, ""
    asked = [regions.get(place).label for code, place in places.items() if code not in kept]
    default = regions.get(regions.default)
    message = f"Voor {join_words(list(dict.fromkeys(asked)))} is dit cijfer er niet."
    message += "" if kept else f" U ziet {default.name}."
    return replace(choice, areas=kept or (default.code,)), message


def _card(
    series: Series, figure: Figure, ranked: pd.DataFrame, choice: Choice, today: date
) -> Card:
    context = [context_area(choice.areas, load_regions())]
    card = card_of(series, figure, ranked, context, today)
    whole = download_frame(series.frame, choice)
    files = {dialect: file_name(series, whole, choice.areas, dialect) for dialect in DIALECTS}
    told = insights_list(insights(series, choice, today))
    characteristics, periods = options_of(series.indicator.id, series.version)
    query = choice_query(choice, periods[0], characteristics[0])
    share = figure_links(series.indicator.id, figure.headline, query, everything=True)
    return replace(card, files=files, insights=told, share=share)


def rows_of_choice(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return the observations of the chosen period and characteristic, all areas."""
    return frame[
        (frame["period"] == choice.period) & (frame["characteristic"] == choice.characteristic)
    ]


def compared_areas(choice: Choice) -> list[str]:
    """Return the areas in view: the region around the choice, its municipalities, the country."""
    regions = load_regions()
    context = context_area(choice.areas, regions)
    wanted = [*regions.members(context), *choice.areas, context, regions.country().code]
    return list(dict.fromkeys(wanted))


def download_frame(frame: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    """Return all periods of the chosen characteristic for the areas in view."""
    return frame[
        frame["region_code"].isin(compared_areas(choice))
        & (frame["characteristic"] == choice.characteristic)
    ]


def ranking_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the areas to compare, high to low, without a value last.

    The municipalities of the region around the choice; for rates also that region and the
    country. Counts of a region would only dwarf its municipalities.
    """
    shown = rows_of_choice(series.frame, choice)
    found = shown[shown["region_code"].isin(compared_areas(choice))]
    if not series.indicator.is_rate:
        found = found[found["region_level"] == "gemeente"]
    return found.sort_values("value", ascending=False, kind="stable", na_position="last")


def _ranking_rows(series: Series, choice: Choice, ranked: pd.DataFrame) -> list[Row]:
    regions = load_regions()
    municipalities = {r.code for r in regions.municipalities()}
    picked = [code for code in choice.areas if code in municipalities]
    rows = []
    for row in records(ranked):
        code = str(row["region_code"])
        role = "gekozen" if not picked or code in picked else "overig"
        rows.append(
            {
                "name": regions.get(code).label,
                "value": none_if_missing(row["value"]),
                "text": format_value(row["value"], series.indicator, str(row["status"])),
                "role": role if code in municipalities else "vergelijking",
            }
        )
    return rows


def _trend(series: Series, choice: Choice, theme: ThemeName) -> tuple[Spec | None, str, str]:
    """Return the development of the chosen areas, when there is more than one period."""
    frame = series.frame[series.frame["characteristic"] == choice.characteristic]
    regions = load_regions()
    codes = list(choice.areas)
    if series.indicator.is_rate and regions.country().code not in codes:
        codes.append(regions.country().code)
    codes = [code for code in codes if code in set(frame["region_code"])][:MAX_SERIES]
    if frame["period"].nunique() < 2 or not codes:
        return None, "", ""
    names = {code: regions.get(code).label for code in codes}
    own = frame[frame["region_code"].isin(codes)].assign(
        name=lambda rows: rows["region_code"].map(names)
    )
    unit = series.indicator.unit_long or series.indicator.unit
    spec = make_lines(
        line_rows(series, own, "name"),
        list(names.values()),
        unit,
        theme,
    )
    first = own[own["region_code"] == codes[0]]
    table = markup.details("Tabel van de ontwikkeling", observations_table(series, own))
    return spec, trend_sentence(series, first, names[codes[0]]), table


def _trend_notes(series: Series, choice: Choice, ranked: pd.DataFrame) -> str:
    """Return the notes on the development that do not stand below the ranking already."""
    below = frame_notes(series.indicator.id, ranked)
    own = frame_notes(series.indicator.id, trend_frame(series, choice))
    return notes_html(text for text in own if text not in below)


def trend_frame(series: Series, choice: Choice) -> pd.DataFrame:
    """Return the observations that the development of a choice is drawn from."""
    regions = load_regions()
    codes = [*choice.areas]
    if series.indicator.is_rate and regions.country().code not in codes:
        codes.append(regions.country().code)
    frame = series.frame[series.frame["characteristic"] == choice.characteristic]
    codes = [code for code in codes if code in set(frame["region_code"])][:MAX_SERIES]
    return frame[frame["region_code"].isin(codes)]
