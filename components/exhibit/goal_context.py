"""Statistics beside a goal: background that measures something else, and says so. Pure."""

from __future__ import annotations

import logging
from datetime import date
from html import escape

from components.charts.theme import ThemeName
from components.exhibit.cards import make_card
from components.markup.blocks import notes_html
from components.words.notes import frame_notes
from data_loaders.agreements.hca import GoalIndicator, load_goal_indicators
from data_loaders.cache import is_fetched, load_series
from data_loaders.files.errors import DataError
from data_loaders.registry import load_registry

log = logging.getLogger(__name__)


def indicator_context(goal: str, theme: ThemeName, today: date) -> str:
    """Return the statistics beside a goal as a list; empty without any. Raises DataError."""
    found = load_goal_indicators(goal)
    entries = "".join(_entry(item, theme, today) for item in found if is_fetched(item.indicator))
    if not entries:
        return ""
    return (
        '<p class="amm-zin"><strong>Achtergrond, geen meting van dit doel.</strong> Deze cijfers '
        f'tellen iets anders dan het doel.</p><ul class="amm-lijst">{entries}</ul>'
    )


def _entry(item: GoalIndicator, theme: ThemeName, today: date) -> str:
    try:
        series = load_series(item.indicator)
        headline = make_card(item.indicator, series.version, theme, today).headline
    except DataError as problem:
        log.error("%s", problem)
        return ""
    topic = load_registry().get(item.indicator).topic
    link = f'<a href="./regio-in-beeld?onderdeel={topic}" target="_self">naar dit cijfer</a>'
    return (
        f"<li><strong>{escape(headline)}.</strong> {escape(item.reason)} "
        f'<span class="amm-klein">{escape(series.provenance.attribution)} · {link}</span>'
        f"{notes_html(frame_notes(item.indicator, series.frame))}</li>"
    )
