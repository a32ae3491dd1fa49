"""The start page as HTML: key figures with their direction, goals, what is due, what changed. Pure.

Everything here is made from the data; nothing is written by hand.
"""

from __future__ import annotations

import logging
from datetime import date

from markupsafe import Markup

from components.agenda.dates import this_quarter
from components.goals.cards import goals_table
from components.goals.state import state_of
from components.insights.lines import short_change
from components.markup.templates import macro
from components.words.disputes import disputes_of
from components.words.formatting import format_percent, format_value, period_of
from components.words.notes import figure_notes
from components.words.share_links import share_links
from components.words.source import records_source, series_source
from data_loaders.agreements.agenda import Action, KeyDate, Line
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.measurements import load_measurements
from data_loaders.agreements.registers import load
from data_loaders.cache import load_series
from data_loaders.documents import Highlight, load_highlights
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.status import table_statuses

log = logging.getLogger(__name__)

MOST_CHANGES = 5
NO_EARLIER = "Er is geen eerder cijfer om mee te vergelijken."


def key_figures(today: date) -> Markup:
    """Return the key figures of the region with direction, date and source."""
    cards = [_card(item, today) for item in load_highlights()]
    return macro("overzicht", "key_figures", cards)


def _card(item: Highlight, today: date) -> Markup:
    try:
        return _figure(item, today)
    except DataError as problem:
        log.error("%s", problem)
        return macro("overzicht", "broken", item.indicator)


def _figure(item: Highlight, today: date) -> Markup:
    series = load_series(item.indicator)
    indicator, region = series.indicator, load_regions().default
    change = short_change(series, region, item.characteristic or None)
    value = float("nan") if change.value is None else change.value
    name = item.characteristic or indicator.title
    when = period_of(indicator, change.period)
    status = "" if change.status in {"definitief", "onbekend"} else f" · {change.status}"
    trend = _growth(item, region) or change.sentence
    if change.previous is None and not item.growth:
        trend = NO_EARLIER
    return macro(
        "overzicht",
        "figure",
        title=name,
        value=format_value(value, indicator, change.status),
        unit="" if indicator.is_rate or change.value is None else indicator.unit,
        below=f"{load_regions().get(region).name} · {when}{status}",
        trend=trend,
        remarks=[
            *disputes_of(item.indicator).cautions("dit cijfer"),
            *_notes(item, region, change.period),
        ],
        origin=series_source(series, change.period, today),
        topic=indicator.topic,
        share=share_links(item.indicator, name, tile_query(item)),
    )


def tile_query(item: Highlight) -> list[tuple[str, str]]:
    """Return what to ask of the tile of a key figure to have its value in large type."""
    query = [("vorm", "cijfer")]
    return [*query, ("kenmerk", item.characteristic)] if item.characteristic else query


def _notes(item: Highlight, region: str, period: str) -> list[str]:
    characteristics = [item.characteristic] if item.characteristic else []
    return figure_notes(item.indicator, [region], [period], characteristics)


def _growth(item: Highlight, region: str) -> str:
    """Return the growth that the source itself published, as a sentence; empty without one."""
    if not item.growth:
        return ""
    series = load_series(item.growth)
    change = short_change(series, region, item.growth_characteristic or None)
    if change.value is None:
        return ""
    word = "een groei" if change.value > 0 else "een krimp" if change.value < 0 else "geen groei"
    amount = f" van {format_percent(abs(change.value), series.indicator.decimals)}"
    verb = "verwacht" if change.status == "prognose" else "noemt"
    when = period_of(series.indicator, change.period)
    return f"De bron {verb} {word}{amount if change.value else ''} ({when})."


def goals(today: date) -> Markup:
    """Return the goals of the Human Capital Akkoord and their state, and the way to them."""
    known, shown = load_goals(), load(HcaGoal)
    table = goals_table([state_of(known[item.id], today) for item in shown])
    return macro("overzicht", "goals", table, records_source(shown))


def due(today: date) -> Markup:
    """Return what the agenda of the Regionaal Beraad has for this quarter, and the way to it."""
    quarter = this_quarter(load(Action), load(Line), load(KeyDate), today)
    return macro("overzicht", "due", quarter)


def changes(today: date) -> Markup:
    """Return what changed lately in the data: tables of CBS and measurements, newest first."""
    found = sorted([*_tables(today), *_measured()], reverse=True)
    return macro("overzicht", "changes", found[:MOST_CHANGES])


def _tables(today: date) -> list[tuple[date, str]]:
    return [
        (item.info.modified, f"CBS wijzigde '{item.info.title}' (tabel {item.table})")
        for item in table_statuses(today)
        if item.info and item.info.modified and item.freshness != "nog niet opgehaald"
    ]


def _measured() -> list[tuple[date, str]]:
    titles = {goal.id: goal.title for goal in load_goals().values()}
    return [
        (item.recorded, f"nieuwe meting bij '{titles.get(item.goal, item.goal)}'")
        for item in load_measurements()
    ]
