"""The start page: the region in one screen, and the way to every part."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from html import escape
from time import monotonic

import streamlit as st

from components import overview_cards
from components.area_figures import AreaCard, make_area_card
from components.choice import Choice
from components.markup import heading
from components.parts import show_chart
from components.registers import agreements_mark, source_line
from components.selection import AREA, TOPIC, chosen_areas, current_theme
from components.tiles import show_foot
from data_loaders.agreements.hca import load_hca_goals
from data_loaders.documents import load_topics
from data_loaders.regions import load_regions
from data_loaders.spread import Spread, most_uneven
from data_loaders.textfile import Fingerprint

PAGE = "overzicht"
REGION_PAGE = "pages/regio-in-beeld/page.py"


def _minute() -> int:
    """Return the minute: the start page is at most that far behind the data."""
    return int(monotonic() // 60)


def show_key_figures() -> None:
    """Show the key figures of the region."""
    st.html(_key_figures(date.today(), _minute()))


@lru_cache(maxsize=2)
def _key_figures(today: date, _minute: int) -> str:
    return overview_cards.key_figures(today)


def show_uneven() -> None:
    """Show the map of the figure that differs most between municipalities."""
    found = _uneven(_minute())
    if found is None:
        st.html('<p class="amm-leeg">Voor geen enkel cijfer zijn er genoeg gemeenten.</p>')
        return
    card = _uneven_card(found)
    st.html(card.card.head)
    if card.map is not None:
        show_chart(card.map, card.map_alt, "kaart-overzicht")
        st.html(card.map_legend)
    show_foot(found.indicator, card.card)


@lru_cache(maxsize=2)
def _uneven(_minute: int) -> Spread | None:
    return most_uneven(load_regions().default)


def _uneven_card(found: Spread) -> AreaCard:
    choice = Choice((load_regions().default,), found.period, found.characteristic)
    return make_area_card(found.indicator, found.version, choice, current_theme(), date.today())


def show_goals() -> None:
    """Show the goals of the Human Capital Akkoord and their state."""
    st.html(_goals(date.today(), agreements_mark()))


@lru_cache(maxsize=2)
def _goals(today: date, _mark: Fingerprint) -> str:
    link = '<p class="amm-bron"><a href="./hca-doelen" target="_self">naar alle doelen</a></p>'
    return overview_cards.goals(today) + source_line(load_hca_goals()) + link


def show_due() -> None:
    """Show what is due this quarter."""
    st.html(_due(date.today(), agreements_mark()))


@lru_cache(maxsize=2)
def _due(today: date, _mark: Fingerprint) -> str:
    link = (
        '<p class="amm-bron"><a href="./uitvoeringsagenda" target="_self">naar de hele agenda'
        "</a></p>"
    )
    return overview_cards.due(today) + link


def show_changes() -> None:
    """Show what changed lately in the data."""
    st.html(_changes(date.today(), agreements_mark(), _minute()))


@lru_cache(maxsize=2)
def _changes(today: date, _mark: Fingerprint, _minute: int) -> str:
    return overview_cards.changes(today)


def show_doors() -> None:
    """Show a link to every part of Regio in beeld."""
    st.html(heading("Alle cijfers, per onderdeel", level=2))
    for topic in load_topics().values():
        with st.container(key=f"deur-{topic.id}", gap=None):
            where = {TOPIC: topic.id, AREA: list(chosen_areas())}
            st.page_link(REGION_PAGE, label=topic.title, query_params=where)
            st.html(f'<p class="amm-sub">{escape(topic.intro)}</p>')
