"""The exhibit of an indicator: its figure, words, table and source for one choice. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from components.charts.area_map import area_map
from components.charts.figures import make_figure
from components.charts.theme import ThemeName
from components.exhibit.areas import (
    map_codes,
    ranking_frame,
    rows_of_choice,
    series_in_view,
    trend_frame,
    trend_headline,
    with_chosen,
)
from components.exhibit.asked import (
    AREA,
    Asked,
    RefusalError,
    TileSelection,
    check_rows,
    chosen_pairs,
    chosen_rows,
    no_figures_for,
    select_tile,
    without_effect,
)
from components.exhibit.comparison import ranking_spec, trend_spec
from components.exhibit.model import BOTH, BigValue, Drawn, Exhibit, NamedTable
from components.exhibit.observations import observation_table
from components.exhibit.sheet import series_sheet
from components.insights.sentences import area_sentence, told_of
from components.words.choice import Choice, context_area
from components.words.disputes import disputes_of
from components.words.file_names import file_stem
from components.words.formatting import UNKNOWN, format_shown, period_of
from components.words.notes import area_notes, frame_notes
from components.words.source import series_source, why_empty
from data_loaders.cache import load_series
from data_loaders.export import observation_records
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.notes import notes_mark
from data_loaders.series import Series, newest_period, records

KIND = "cijfer"
PAGE = "regio-in-beeld"
VALUES, TABLE, MAP, LINES = "cijfer", "tabel", "kaart", "lijn"
ONE_PERIOD = "Met dit kenmerk is dit cijfer er van één periode; een lijn heeft er meer nodig."

Figures = dict[ThemeName, Drawn]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class _Shown:
    """What one choice comes to: the sentence, the observations and the areas it names."""

    headline: str
    frame: pd.DataFrame
    areas: Sequence[str]


def indicator_exhibit(
    indicator_id: str, asked: Asked, today: date, themes: tuple[ThemeName, ...] = BOTH
) -> Exhibit:
    """Return what is shown of an indicator, its figure in these themes.

    Kept per choice, data version, notes and boundaries. Raises RefusalError for what does not
    exist, DataError for a figure that cannot be read.
    """
    version = load_series(indicator_id).version
    marks = (*boundaries_state(), *notes_mark())
    return _kept(indicator_id, version, asked, today, themes, marks)


@lru_cache(maxsize=512)
def _kept(
    indicator_id: str,
    _version: str,
    asked: Asked,
    today: date,
    themes: tuple[ThemeName, ...],
    _marks: Fingerprint,
) -> Exhibit:
    series = load_series(indicator_id)
    selection = select_tile(series, asked)
    if is_compared := series.indicator.form == MAP:
        series = series_in_view(indicator_id, selection.choice)
    shown = (_compared if is_compared else _own)(series, selection)
    made = exhibit_of(series, shown.frame, shown.areas, shown.headline, today)
    return replace(
        made,
        live=_live(series, selection.choice, asked),
        figures=_figures(series, selection, themes),
        values=_values(series, shown.frame) if selection.form == VALUES else (),
        is_table=selection.form == TABLE,
        stem=file_stem(series, shown.frame, selection.choice.areas or shown.areas),
        cautions=(*made.cautions, *without_effect(series, selection, asked)),
    )


def exhibit_of(
    series: Series, frame: pd.DataFrame, areas: Sequence[str], headline: str, today: date
) -> Exhibit:
    """Return what is told of `frame`, observations of `series`, about these areas; no figure."""
    indicator = series.indicator
    places = ", ".join(load_regions().get(area).name for area in areas)
    period = newest_period(frame)
    disputes = disputes_of(indicator.id)
    notes = dict.fromkeys(note for note in series.frame["note"] if note)
    return Exhibit(
        kind=KIND,
        id=indicator.id,
        title=indicator.title,
        short=indicator.name,
        headline=headline,
        subtitle=f"{indicator.title} · {indicator.unit_long or indicator.unit} · {places}",
        live=_address(indicator),
        sheet=lambda: series_sheet(series, observation_records(replace(series, _frame=frame))),
        areas=tuple(areas),
        period=period,
        tables=(NamedTable("Tabel", observation_table(series, frame)),),
        empty=why_empty(series, frame),
        meaning=(*filter(None, [indicator.definition, indicator.note]), *notes),
        disputes=disputes,
        cautions=disputes.cautions("dit cijfer"),
        notes=(*area_notes(series, frame), *frame_notes(indicator.id, frame)),
        source=series_source(series, period, today),
    )


def _compared(series: Series, selection: TileSelection) -> _Shown:
    """Return what is shown of an indicator that every municipality has."""
    choice = selection.choice
    ranked = ranking_frame(series, choice)
    if selection.form == LINES:
        return _developed(series, choice)
    own = ranked[ranked["region_level"] == "gemeente"]
    headline = area_sentence(series, choice, own)
    if selection.form != VALUES:
        shown = list(map(str, own["region_code"])) or choice.areas
        return _Shown(headline, ranked, [context_area(shown, load_regions())])
    frame = chosen_rows(series, choice)
    if frame.empty:
        raise no_figures_for(choice.areas, series)
    return _Shown(headline, with_chosen(frame, choice), choice.areas)


def _developed(series: Series, choice: Choice) -> _Shown:
    """Return the development of the chosen areas. Raises RefusalError when there is none."""
    frame = trend_frame(series, choice)
    if frame.empty:
        if set(choice.areas) & set(rows_of_choice(series.frame, choice)["region_code"]):
            raise RefusalError(ONE_PERIOD)
        raise no_figures_for(choice.areas, series)
    newest = replace(choice, period=str(frame["period"].max()))
    return _Shown(trend_headline(series, choice), with_chosen(frame, newest), choice.areas)


def _own(series: Series, selection: TileSelection) -> _Shown:
    """Return what is shown of any other indicator: the whole, or the rows that were chosen."""
    frame, choice = series.frame, selection.choice
    if selection.form == VALUES:
        frame = chosen_rows(series, choice)
    elif selection.form == TABLE:
        for column, wanted in _filters(choice).items():
            frame = frame[frame[column].isin(wanted)]
    check_rows(series, selection.form, frame)
    headline = make_figure(series.indicator.id, series.version, "licht").headline
    headline = told_of(headline, series, chosen_rows(series, choice), choice.areas)
    return _Shown(headline, frame, list(dict.fromkeys(map(str, frame["region_code"]))))


def _filters(choice: Choice) -> dict[str, tuple[str, ...]]:
    chosen = {
        "region_code": choice.areas,
        "period": (choice.period,) if choice.period else (),
        "characteristic": (choice.characteristic,) if choice.characteristic else (),
    }
    return {column: wanted for column, wanted in chosen.items() if wanted}


def _figures(series: Series, selection: TileSelection, themes: tuple[ThemeName, ...]) -> Figures:
    """Return the figure by theme, when the form has one and it can be drawn."""
    if selection.form in {VALUES, TABLE}:
        return {}
    draw = _drawer(series, selection)
    return {theme: drawn for theme in themes if (drawn := draw(theme))}


def _drawer(series: Series, selection: TileSelection) -> Callable[[ThemeName], Drawn | None]:
    choice = selection.choice

    def own(theme: ThemeName) -> Drawn | None:
        figure = make_figure(series.indicator.id, series.version, theme)
        return Drawn(figure.spec, figure.legend) if figure.spec else None

    def on_map(theme: ThemeName) -> Drawn | None:
        shown = rows_of_choice(series.frame, choice)
        made, legend = area_map(series, choice, shown, theme, map_codes(choice))
        return Drawn({}, legend, made) if made else None

    if series.indicator.form != MAP:
        return own
    if selection.form == MAP:
        return on_map
    make = trend_spec if selection.form == LINES else ranking_spec
    return lambda theme: Drawn(make(series, choice, theme))


def _values(series: Series, frame: pd.DataFrame) -> tuple[BigValue, ...]:
    """Return the observations in large type, each with what tells it from the others."""
    indicator, made = series.indicator, []
    for row in records(frame):
        status, period = str(row["status"]), period_of(indicator, str(row["period"]))
        value = format_shown(float(row["value"]), indicator, status, str(row["note"]))
        about = ", ".join(str(row[name]) for name in ("characteristic", "breakdown") if row[name])
        below = ["peildatum onbekend" if period == UNKNOWN else period]
        below += [] if status in {"definitief", "geschat", value} else [status]
        below += [] if row["origin"] == "bron" else [str(row["origin"])]
        unit = "" if indicator.is_rate or value == status else indicator.unit
        area = load_regions().get(str(row["region_code"])).name
        made.append(BigValue(about, area, value, unit, " · ".join(below)))
    return tuple(made)


def _live(series: Series, choice: Choice, asked: Asked) -> str:
    """Return the address of the same figure and choice in the app, from its root."""
    if series.indicator.form != MAP:
        return _address(series.indicator)  # it is whole there
    areas = [(AREA, code) for code in choice.areas if asked.areas]
    return _address(series.indicator, areas, chosen_pairs(choice, asked))


def _address(indicator: Indicator, areas: Pairs = (), chosen: Pairs = ()) -> str:
    query = [("onderdeel", indicator.topic), *areas, ("cijfer", indicator.id), *chosen]
    return f"{PAGE}?{urlencode(query)}"
