"""Statistics beside a goal: background that measures something else, and says so. Pure."""

from __future__ import annotations

import logging
from datetime import date

from components.charts.theme import ThemeName
from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from data_loaders.agreements.hca import GoalIndicator, of_goal
from data_loaders.agreements.registers import load
from data_loaders.cache import is_fetched, load_series
from data_loaders.files.errors import DataError
from data_loaders.registry import load_registry

log = logging.getLogger(__name__)


def context_entries(
    goal: str, theme: ThemeName, today: date
) -> list[tuple[str, str, str, str, list[str]]]:
    """Return the statistics beside a goal: headline, reason, attribution, address and notes.

    Raises DataError.
    """
    found = [item for item in of_goal(load(GoalIndicator), goal) if is_fetched(item.indicator)]
    return [entry for item in found if (entry := _entry(item, theme, today))]


def _entry(
    item: GoalIndicator, theme: ThemeName, today: date
) -> tuple[str, str, str, str, list[str]] | None:
    """Return headline, reason, attribution, address and notes; None when it cannot be read."""
    try:
        series = load_series(item.indicator)
        made = indicator_exhibit(item.indicator, Asked(), today, (theme,))
    except DataError as problem:
        log.error("%s", problem)
        return None
    address = f"./regio-in-beeld?onderdeel={load_registry().get(item.indicator).topic}"
    return made.headline, item.reason, series.provenance.attribution, address, [*made.notes]
