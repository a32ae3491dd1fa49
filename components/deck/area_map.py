"""The map of a slide. Pure."""

from __future__ import annotations

from components.deck.parts import AreaMap
from components.words.choice import Choice
from data_loaders.series import Series


def area_map_of(series: Series, choice: Choice, label: str) -> AreaMap | None:
    """Return the map of a choice; None where its areas have none."""
    return None
