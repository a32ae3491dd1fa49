"""The exhibit of an indicator as a page shows it: one theme, with what stands out. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from components.charts.figures import make_figure
from components.charts.theme import ThemeName
from components.exhibit.areas import (
    download_frame,
    newer_elsewhere,
    options_of,
    series_in_view,
    trend_frame,
    within_data,
)
from components.exhibit.asked import Asked
from components.exhibit.comparison import ranking_plot, trend_plot
from components.exhibit.indicator import LINES, MAP, indicator_exhibit
from components.exhibit.measure import COUNT
from components.exhibit.model import Exhibit
from components.exhibit.sheet import Sheet, frame_sheet
from components.insights.lines import insights, tile_insights
from components.words.choice import Choice
from components.words.file_names import file_stem
from components.words.share_links import FilePlace, ShareLink, choice_query, figure_links
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.notes import notes_mark
from data_loaders.series import Series

RANKING = "staaf"
PAGE = "regio-in-beeld"


@dataclass(frozen=True)
class Compared:
    """A choice of areas in three forms; `choice` is what is left of it within the data.

    `notice` says when that is another choice than was asked, and when other areas have newer
    figures. `trend` is None with one period.
    """

    choice: Choice
    notice: str
    on_map: Exhibit
    ranking: Exhibit
    trend: Exhibit | None

    @property
    def tile(self) -> DeckTile:
        """The choice as a presentation takes it; the newest period stays the newest."""
        newest = newest_choice(self.ranking.id, self.choice.areas)
        period = "" if self.choice.period == newest.period else self.choice.period
        return DeckTile(
            self.ranking.kind,
            self.ranking.id,
            self.choice.areas,
            period=period,
            characteristic=self.choice.characteristic,
        )

    @property
    def links(self) -> list[ShareLink]:
        """The links to images, data and the page to share it, with this choice."""
        return figure_links(self.ranking.id, self.ranking.title, self._query, everything=True)

    @property
    def files(self) -> FilePlace:
        """Where the rows of this choice can be had: see `choice_sheet`."""
        return FilePlace(f"{PAGE}/{self.ranking.id}", self._query)

    @property
    def _query(self) -> list[tuple[str, str]]:
        newest = newest_choice(self.ranking.id, self.choice.areas)
        return choice_query(self.choice, newest.period, newest.characteristic)


def page_exhibit(indicator_id: str, theme: ThemeName, today: date) -> Exhibit:
    """Return an indicator in its own form with what stands out in it. Raises DataError."""
    series = load_series(indicator_id)
    made = indicator_exhibit(indicator_id, Asked(), today, (theme,))
    told = _standing_out(indicator_id, series.version, today)
    plot = make_figure(indicator_id, series.version, theme).plot
    return replace(_taken_along(made, series, series.frame), insights=told, plot=plot)


def _taken_along(exhibit: Exhibit, series: Series, frame: pd.DataFrame) -> Exhibit:
    """Return an exhibit of which `frame` can be taken along, named after areas and periods."""
    return replace(
        exhibit,
        stem=file_stem(series, frame, exhibit.areas),
        sheet=lambda: frame_sheet(series, frame, exhibit.areas),
    )


def choice_sheet(indicator_id: str, choice: Choice) -> Sheet:
    """Return what the page lets take along of a choice. Raises DataError."""
    series = series_in_view(indicator_id, choice)
    kept, _ = within_data(series, choice)
    return frame_sheet(series, download_frame(series.frame, kept), kept.areas)


@lru_cache(maxsize=512)
def _standing_out(indicator_id: str, _version: str, today: date) -> tuple[str, ...]:
    return tile_insights(load_series(indicator_id), today)


def compared(indicator_id: str, choice: Choice, theme: ThemeName, today: date) -> Compared:
    """Return a choice as map, ranking and development. Raises DataError."""
    marks = (*boundaries_state(), *notes_mark())
    return _compared(indicator_id, load_series(indicator_id).version, choice, theme, today, marks)


@lru_cache(maxsize=512)
def _compared(
    indicator_id: str,
    _version: str,
    choice: Choice,
    theme: ThemeName,
    today: date,
    _marks: Fingerprint,
) -> Compared:
    series = series_in_view(indicator_id, choice)
    choice, notice = within_data(series, choice)

    counted = series_in_view(indicator_id, replace(choice, measure=COUNT))

    def made(form: str) -> Exhibit:
        extent = choice.extent if form == MAP else ""
        period = choice.period if form != LINES else ""
        asked = Asked(choice.areas, form, period, choice.characteristic, choice.measure, extent)
        return indicator_exhibit(indicator_id, asked, today, (theme,))

    ranking, trend = made(RANKING), None
    if not trend_frame(series, choice).empty:
        trend = made(LINES)
        notes = tuple(text for text in trend.notes if text not in ranking.notes)
        trend = replace(trend, notes=notes, plot=trend_plot(series, choice))
    ranking = replace(
        ranking,
        areas=choice.areas,
        insights=insights(counted, choice, today),
        plot=ranking_plot(series, choice),
    )
    ranking = _taken_along(ranking, series, download_frame(series.frame, choice))
    told = " ".join(filter(None, [notice, newer_elsewhere(series)]))
    return Compared(choice, told, made(MAP), ranking, trend)


def newest_choice(indicator_id: str, areas: tuple[str, ...]) -> Choice:
    """Return these areas with the newest period and the first characteristic. Raises DataError."""
    characteristics, periods = options_of(indicator_id, load_series(indicator_id).version)
    return Choice(areas, periods[0], characteristics[0])
