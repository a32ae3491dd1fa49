"""The start page as HTML: key figures with their direction, goals, what is due, what changed. Pure.

Everything here is made from the data; nothing is written by hand.
"""

from __future__ import annotations

import logging
from datetime import date
from html import escape

from components.agenda.dates import this_quarter
from components.goals.cards import goals_table
from components.goals.state import state_of
from components.insights.lines import short_change
from components.markup import blocks as markup
from components.markup.blocks import notes_html
from components.words.formatting import format_date, format_percent, format_value, period_of
from components.words.notes import figure_notes
from components.words.share_links import share_line
from data_loaders.agreements.agenda import load_actions, load_key_dates, load_lines
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import load_hca_goals
from data_loaders.agreements.measurements import load_measurements
from data_loaders.cache import load_series
from data_loaders.documents import Highlight, load_highlights
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.status import table_statuses

log = logging.getLogger(__name__)

MOST_CHANGES = 5
NO_EARLIER = "Er is geen eerder cijfer om mee te vergelijken."


def key_figures(today: date) -> str:
    """Return the key figures of the region with direction, date and source."""
    cards = "".join(_card(item, today) for item in load_highlights())
    return f'<div class="amm-cijfers">{cards}</div>'


def _card(item: Highlight, today: date) -> str:
    try:
        body = _figure(item, today)
    except DataError as problem:
        log.error("%s", problem)
        body = (
            f'<h3 class="amm-cijfer-naam">{escape(item.indicator)}</h3>'
            '<p class="amm-leeg">Dit cijfer is nu niet beschikbaar.</p>'
        )
    return f'<div class="amm-cijfer">{body}</div>'


def _figure(item: Highlight, today: date) -> str:
    series = load_series(item.indicator)
    indicator, region = series.indicator, load_regions().default
    change = short_change(series, region, item.characteristic or None)
    value = float("nan") if change.value is None else change.value
    shown = format_value(value, indicator, change.status)
    unit = "" if indicator.is_rate or change.value is None else indicator.unit
    name = item.characteristic or indicator.title
    when = period_of(indicator, change.period)
    status = "" if change.status in {"definitief", "onbekend"} else f" · {change.status}"
    below = f"{load_regions().get(region).name} · {when}{status}"
    trend = _growth(item, region) or change.sentence
    if change.previous is None and not item.growth:
        trend = NO_EARLIER
    where = f"./regio-in-beeld?onderdeel={indicator.topic}"
    return (
        f'<h3 class="amm-cijfer-naam">{escape(name)}</h3>'
        f'<p class="amm-waarde"><span>{escape(shown)}</span> {escape(unit)}</p>'
        f'<p class="amm-sub">{escape(below)}</p>'
        f'<p class="amm-zin">{escape(trend)}</p>'
        + notes_html(_notes(item, region, change.period))
        + markup.source_line(series, change.period, today)
        + f'<p class="amm-bron"><a href="{where}" target="_self">meer over dit cijfer</a></p>'
        + share_line(item.indicator, name, tile_query(item))
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


def goals(today: date) -> str:
    """Return the goals of the Human Capital Akkoord and their state."""
    known = load_goals()
    return goals_table([state_of(known[item.id], today) for item in load_hca_goals()])


def due(today: date) -> str:
    """Return what the agenda of the Regionaal Beraad has for this quarter."""
    return this_quarter(load_actions(), load_lines(), load_key_dates(), today)


def changes(today: date) -> str:
    """Return what changed lately in the data: tables of CBS and measurements, newest first."""
    found = [*_tables(today), *_measured()]
    if not found:
        return '<p class="amm-leeg">Er is niets bekend over wijzigingen.</p>'
    newest = sorted(found, reverse=True)[:MOST_CHANGES]
    items = "".join(
        f"<li><strong>{escape(format_date(day))}</strong>: {escape(text)}</li>"
        for day, text in newest
    )
    return f'<ul class="amm-lijst">{items}</ul>'


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
