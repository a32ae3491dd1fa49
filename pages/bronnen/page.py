"""Bronnen: every figure with its source, what contradicts what, and the open data."""

from __future__ import annotations

from components.markup.hero import Hero
from components.screens.bronnen import (
    show_contradictions,
    show_indicators,
    show_open_data,
    show_sources,
)
from components.widgets.hero import show_hero

show_hero(
    Hero("Bronnen", "Waar elk cijfer vandaan komt, hoe vers het is, en waar bronnen verschillen.")
)
show_sources()
show_indicators()
show_contradictions()
show_open_data()
