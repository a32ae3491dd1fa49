"""The start page: highlighted figures and a door to every part."""

from __future__ import annotations

from html import escape

import streamlit as st

from components.markup import heading
from components.selection import AREA, TOPIC, chosen_areas
from components.tiles import show_key_figures
from data_loaders.documents import load_topics
from data_loaders.registry import load_registry

REGION_PAGE = "pages/regio-in-beeld/page.py"


def show_highlights() -> None:
    """Show the figures whose indicator file says `uitgelicht`."""
    st.html(heading("Midden-Gelderland in het kort", level=2))
    show_key_figures([i for i in load_registry().indicators.values() if i.highlight])


def show_doors() -> None:
    """Show a link to every part of Regio in beeld."""
    st.html(heading("Alle cijfers, per onderdeel", level=2))
    for topic in load_topics().values():
        with st.container(key=f"deur-{topic.id}", gap=None):
            where = {TOPIC: topic.id, AREA: list(chosen_areas())}
            st.page_link(REGION_PAGE, label=topic.title, query_params=where)
            st.html(f'<p class="amm-sub">{escape(topic.intro)}</p>')
