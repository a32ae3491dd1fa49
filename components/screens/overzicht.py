"""The start page: the region in one screen, and the way to every part."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import lru_cache
from html import escape
from time import monotonic
from urllib.parse import urlencode

import streamlit as st

from components.exhibit.areas import AreaCard, download_frame, make_area_card
from components.markup.blocks import heading
from components.markup.registers import source_line
from components.overview import cards as overview_cards
from components.widgets.deck_tray import offer_tiles
from components.widgets.parts import show_chart
from components.widgets.selection import AREA, TOPIC, chosen_areas, current_theme
from components.widgets.texts import load_section
from components.widgets.tiles import show_foot
from components.words.choice import Choice
from components.words.hosting import has_own_routes
from components.words.registers import agreements_mark
from data_loaders.agreements.hca import load_hca_goals
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.documents import load_highlights, load_topics
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.spread import Spread, most_uneven

PAGE = "overzicht"
REGION_PAGE = "pages/regio-in-beeld/page.py"
MEETING_PAGE = "pages/beraad/page.py"
SOURCES_PAGE = "pages/bronnen/page.py"


def _minute() -> int:
    """Return the minute: the start page is at most that far behind the data."""
    return int(monotonic() // 60)


def show_key_figures() -> None:
    """Show the key figures of the region."""
    st.html(_key_figures(date.today(), _minute()))
    offer_tiles(_tiles(), "kerncijfers")


def _tiles() -> dict[str, DeckTile]:
    """Return the key figures as a presentation can take them, by name; without broken ones."""
    tiles = {}
    for item in load_highlights():
        with suppress(DataError):  # its card says so
            name = item.characteristic or load_series(item.indicator).indicator.title
            tiles[name] = DeckTile(
                "cijfer", item.indicator, form="cijfer", characteristic=item.characteristic
            )
    return tiles


@lru_cache(maxsize=2)
def _key_figures(today: date, _minute: int) -> str:
    return overview_cards.key_figures(today)


def show_ways() -> None:
    """Show what else can be done with the figures: embed, show in a meeting, download."""
    ways = {"insluiten": _embed} if has_own_routes() else {}
    ways |= {"vergaderen": _meet, "downloaden": _download}
    for column, (name, show) in zip(st.columns(len(ways)), ways.items(), strict=True):
        with column, st.container(border=True, height="stretch", gap=None, key=f"weg-{name}"):
            show()


def _embed() -> None:
    key_figure = load_highlights()[0]
    share = f"./deel/{key_figure.indicator}?{urlencode(overview_cards.tile_query(key_figure))}"
    links = {share: "Maak de code voor uw website", "./tegel": "Kies uit alle tegels"}
    st.html(_way("weg-insluiten") + _links(links))


def _meet() -> None:
    st.html(_way("weg-vergaderen"))
    st.page_link(MEETING_PAGE, label="Open de vergaderweergave")


def _download() -> None:
    if has_own_routes():
        links = {"./api/v1/alles.zip": "Download alles (ZIP)", "./api": "Gegevens opvragen (API)"}
        st.html(_way("weg-downloaden") + _links(links))
    else:
        st.html(_way("weg-downloaden"))
        st.page_link(SOURCES_PAGE, label="Naar de downloads")


def _way(part: str) -> str:
    section = load_section(PAGE, part)
    return heading(section.title, [section.intro])


def _links(links: dict[str, str]) -> str:
    """Return links to what is not a page of the app; each opens beside it."""
    items = "".join(
        f'<a href="{escape(address, quote=True)}" target="_blank" rel="noopener" '
        f'aria-label="{escape(name, quote=True)} (nieuw venster)">{escape(name)}</a>'
        for address, name in links.items()
    )
    return f'<p class="amm-delen">{items}</p>'


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
    show_foot(found.indicator, card.card, lambda frame: download_frame(frame, card.choice))


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
