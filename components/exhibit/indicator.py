"""The tile of an indicator: the same figure, words and table as in the app. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from components.charts.area_map import area_map
from components.charts.figures import Figure, make_figure
from components.exhibit.areas import make_area_card, ranking_frame, rows_of_choice, trend_frame
from components.exhibit.asked import (
    AREA,
    CHARACTERISTIC,
    MAX_VALUES,
    PERIOD,
    Asked,
    Option,
    RefusalError,
    Selection,
    chosen_rows,
    no_figures_for,
    select,
)
from components.exhibit.cards import Card, card_of, make_card, subtitle
from components.exhibit.content import BOTH, BigValue, Drawn, TileContent, plain_text
from components.exhibit.observations import observation_cells
from components.markup import blocks as markup
from components.words.choice import Choice, context_area
from components.words.formatting import UNKNOWN, format_shown, period_of
from components.words.notes import frame_notes
from data_loaders.cache import load_series
from data_loaders.contradictions import contradictions_of
from data_loaders.export import OBSERVATION_COLUMNS, observation_records
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

PAGE = "regio-in-beeld"
IMAGELESS = "tabel"


def indicator_tile(indicator_id: str, asked: Asked, today: date) -> TileContent:
    """Return what a tile of an indicator shows.

    Raises RefusalError for what does not exist, DataError for a figure that cannot be read.
    """
    series = load_series(indicator_id)
    selection = select(series, asked)
    find = _compared if series.indicator.form == "kaart" else _own
    card, frame, areas = find(series, selection, today)
    return TileContent(
        name=indicator_id,
        headline=card.headline,
        subtitle=subtitle(series, areas),
        live=_live(series, selection.choice, asked),
        foot=card.foot,
        remarks=_remarks(series, frame, today),
        columns=OBSERVATION_COLUMNS,
        records=lambda: observation_records(replace(series, _frame=frame)),
        drawn=_drawn(series, selection, today),
        values=_values(series, frame) if selection.form == "cijfer" else (),
        is_table=selection.form == IMAGELESS,
        table=observation_cells(series, frame),
    )


Found = tuple[Card, pd.DataFrame, list[str]]
"""The words of a tile, the observations it shows, and the areas it names."""


def _compared(series: Series, selection: Selection, today: date) -> Found:
    """Return what is shown of an indicator that every municipality has."""
    choice = selection.choice
    made = make_area_card(series.indicator.id, series.version, choice, "licht", today)
    if made.choice != choice:
        raise no_figures_for([a for a in choice.areas if a not in made.choice.areas], series)
    areas = list(choice.areas)
    if selection.form not in {"lijn", "cijfer"}:
        areas = [context_area(choice.areas, load_regions())]
        return made.card, ranking_frame(series, choice), areas
    line = selection.form == "lijn"
    frame = trend_frame(series, choice) if line else chosen_rows(series, choice)
    if frame.empty or (line and made.trend is None):
        raise no_figures_for(choice.areas, series)
    headline = made.trend_headline if line else made.card.headline
    return card_of(series, Figure(headline, None), frame, areas, today), frame, areas


def _own(series: Series, selection: Selection, today: date) -> Found:
    """Return what is shown of any other indicator: the whole, or the rows that were chosen."""
    frame, choice = series.frame, selection.choice
    card = make_card(series.indicator.id, series.version, "licht", today)
    if selection.form == "cijfer":
        frame = _few(series, chosen_rows(series, choice))
    elif selection.form == IMAGELESS:
        for column, wanted in _filters(choice).items():
            frame = frame[frame[column].isin(wanted)]
    areas = list(dict.fromkeys(str(code) for code in frame["region_code"]))
    if len(frame) == len(series.frame):
        return card, frame, areas
    return card_of(series, Figure(card.headline, None), frame, areas, today), frame, areas


def _filters(choice: Choice) -> dict[str, tuple[str, ...]]:
    chosen = {
        "region_code": choice.areas,
        "period": (choice.period,) if choice.period else (),
        "characteristic": (choice.characteristic,) if choice.characteristic else (),
    }
    return {column: wanted for column, wanted in chosen.items() if wanted}


def _few(series: Series, frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows that fit in large type. Raises RefusalError for more of them, or none."""
    if 0 < len(frame) <= MAX_VALUES:
        return frame
    options = [Option(a, CHARACTERISTIC, a) for a in dict.fromkeys(series.frame["characteristic"])]
    options += [
        Option(load_regions().get(code).name, AREA, code)
        for code in dict.fromkeys(series.frame["region_code"])
    ]
    raise RefusalError(
        f"In grote cijfers passen hoogstens {MAX_VALUES} waarden, en dit zijn er {len(frame)}.",
        [option for option in options if option.value],
    )


def _drawn(series: Series, selection: Selection, today: date) -> tuple[Drawn, ...]:
    """Return the figure in both themes, when the form has one."""
    indicator, choice, form = series.indicator, selection.choice, selection.form
    if form in {"cijfer", IMAGELESS}:
        return ()
    if indicator.form != "kaart":
        figures = [make_figure(indicator.id, series.version, theme) for theme in BOTH]
        return tuple(Drawn(figure.spec, figure.legend) for figure in figures if figure.spec)
    if form == "kaart":
        shown = rows_of_choice(series.frame, choice)
        maps = [area_map(series, choice, shown, theme) for theme in BOTH]
        return tuple(Drawn(spec, legend) for spec, legend in maps if spec)
    cards = [make_area_card(indicator.id, series.version, choice, t, today) for t in BOTH]
    specs = [card.trend if form == "lijn" else card.ranking for card in cards]
    return tuple(Drawn(spec) for spec in specs if spec)


def _values(series: Series, frame: pd.DataFrame) -> tuple[BigValue, ...]:
    """Return the observations in large type, each with what tells it from the others."""
    indicator, made = series.indicator, []
    for row in records(frame):
        status, period = str(row["status"]), period_of(indicator, str(row["period"]))
        value = format_shown(float(row["value"]), indicator, status)
        parts = [str(row[name]) for name in ("characteristic", "breakdown") if row[name]]
        label = ", ".join([*parts, load_regions().get(str(row["region_code"])).name])
        below = ["peildatum onbekend" if period == UNKNOWN else period]
        below += [] if status in {"definitief", "geschat", value} else [status]
        below += [] if row["origin"] == "bron" else [str(row["origin"])]
        unit = "" if indicator.is_rate or value == status else indicator.unit
        made.append(BigValue(label, value, unit, " · ".join(below)))
    return tuple(made)


def _remarks(series: Series, frame: pd.DataFrame, today: date) -> tuple[str, ...]:
    """Return what must stand in an image, because it travels alone."""
    source = markup.source_line(series, max(frame["period"], default=""), today)
    lines = [*frame_notes(series.indicator.id, frame), plain_text(source)]
    try:
        count = len(contradictions_of(series.indicator.id))
    except DataError:
        count = 0
    if count:
        lines.insert(0, "Let op: bronnen spreken elkaar tegen over dit cijfer.")
    return tuple(lines)


def _live(series: Series, choice: Choice, asked: Asked) -> str:
    """Return the address of the same figure and choice in the app, from its root."""
    query: list[tuple[str, str]] = [("onderdeel", series.indicator.topic)]
    if asked.areas:
        query += [(AREA, code) for code in choice.areas]
    if series.indicator.form == "kaart":
        query.append(("cijfer", series.indicator.id))
        query += [(PERIOD, choice.period)] if asked.period else []
        query += [(CHARACTERISTIC, choice.characteristic)] if asked.characteristic else []
    return f"{PAGE}?{urlencode(query)}"
