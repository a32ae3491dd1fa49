"""Beraad: choose or make a presentation, show it, and see what changed since the last one."""

from __future__ import annotations

import streamlit as st

from components.markup.hero import Hero
from components.screens.beraad_compose import show_deck
from components.screens.beraad_ready import show_ready
from components.screens.beraad_since import PAGE, SINCE, show_since
from components.widgets.hero import show_hero
from components.widgets.parts import show_part
from components.widgets.tabs import PART, open_tab, tab_links

TABS = {"presentaties": "Presentaties", "sinds": "Veranderd sinds het vorige beraad"}
LEAD = (
    "Kies een presentatie en toon hem meteen. Of stel er zelf een samen met cijfers, doelen, "
    "agendapunten en besluiten."
)
opened = open_tab(TABS)
if SINCE in st.query_params and PART not in st.query_params:
    opened = "sinds"  # as links from before there were parts ask
show_hero(
    Hero("Maak de vergadering klaar", LEAD, name="Regionaal Beraad", tabs=tab_links(TABS, opened))
)
if opened == "sinds":
    show_part(PAGE, "sinds", show_since)
else:
    show_part(PAGE, "kant-en-klaar", show_ready)
    with st.container(key="presentatie"):
        show_part(PAGE, "presentatie", show_deck)
