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
from components.widgets.tabs import open_tab, tab_links

TABS = {
    "tabellen": "Tabellen en documenten",
    "cijfers": "Alle cijfers",
    "verschillen": "Verschillen tussen bronnen",
    "open-data": "Open data",
}
SHOW = {
    "tabellen": show_sources,
    "cijfers": show_indicators,
    "verschillen": show_contradictions,
    "open-data": show_open_data,
}
LEAD = "Elk cijfer heeft een bron en een dag. Hier ziet u hoe vers ze zijn en waar ze verschillen."

opened = open_tab(TABS)
show_hero(Hero("Waar elk cijfer vandaan komt", LEAD, tabs=tab_links(TABS, opened), name="Bronnen"))
SHOW[opened]()
