"""The start page: the region in one screen, and the way to every part."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import lru_cache
from time import monotonic
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components.exhibit.on_page import compared
from components.markup.templates import macro
from components.overview import cards as overview_cards
from components.widgets.deck_tray import offer_tiles
from components.widgets.labels import plain_label
from components.widgets.page_link import AREA, TOPIC
from components.widgets.parts import show_chart
from components.widgets.selection import chosen_areas, current_theme
from components.widgets.tiles import show_foot
from components.words.choice import Choice
from components.words.hosting import has_own_routes
from components.words.registers import agreements_mark
from components.words.texts import load_section
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
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
    st.html(_key_figures(dutch_today(), _minute()))
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
def _key_figures(today: date, _minute: int) -> Markup:
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
    _way("insluiten", ("Maak de code voor uw website", share), ("Kies uit alle tegels", "./tegel"))


def _meet() -> None:
    _way("vergaderen")
    st.page_link(MEETING_PAGE, label="Open de vergaderweergave")


def _download() -> None:
    if has_own_routes():
        everything = ("Download alles (ZIP)", "./api/v1/alles.zip")
        _way("downloaden", everything, ("Gegevens opvragen (API)", "./api"))
    else:
        _way("downloaden")
        st.page_link(SOURCES_PAGE, label="Naar de downloads")


def _way(name: str, *links: tuple[str, str]) -> None:
    """Show what can be done, with links (name, address) to what is not a page of the app."""
    st.html(macro("overzicht", "way", load_section(PAGE, f"weg-{name}"), links))


def show_uneven() -> None:
    """Show the map of the figure that differs most between municipalities."""
    found = _most_uneven(_minute())
    if found is None:
        st.html(macro("basis", "empty", "Voor geen enkel cijfer zijn er genoeg gemeenten."))
        return
    choice = Choice((load_regions().default,), found.period, found.characteristic)
    made = compared(found.indicator, choice, current_theme(), dutch_today())
    st.html(macro("vitrine", "head", made.ranking))
    for drawn in made.on_map.drawn:
        show_chart(drawn.spec, f"Kaart. {made.on_map.headline}", "kaart-overzicht")
        st.html(macro("basis", "legend", drawn.legend))
    show_foot(made.ranking, made.links)


@lru_cache(maxsize=2)
def _most_uneven(_minute: int) -> Spread | None:
    return most_uneven(load_regions().default)


def show_goals() -> None:
    """Show the goals of the Human Capital Akkoord and their state."""
    st.html(_goals(dutch_today(), agreements_mark()))


@lru_cache(maxsize=2)
def _goals(today: date, _mark: Fingerprint) -> Markup:
    return overview_cards.goals(today)


def show_due() -> None:
    """Show what is due this quarter."""
    st.html(_due(dutch_today(), agreements_mark()))


@lru_cache(maxsize=2)
def _due(today: date, _mark: Fingerprint) -> Markup:
    return overview_cards.due(today)


def show_changes() -> None:
    """Show what changed lately in the data."""
    st.html(_changes(dutch_today(), agreements_mark(), _minute()))


@lru_cache(maxsize=2)
def _changes(today: date, _mark: Fingerprint, _minute: int) -> Markup:
    return overview_cards.changes(today)


def show_doors() -> None:
    """Show a link to every part of Regio in beeld."""
    st.html(macro("basis", "heading", "Alle cijfers, per onderdeel", level=2))
    for topic in load_topics().values():
        with st.container(key=f"deur-{topic.id}", gap=None):
            where = {TOPIC: topic.id, AREA: list(chosen_areas())}
            st.page_link(REGION_PAGE, label=plain_label(topic.title), query_params=where)
            st.html(macro("basis", "sub", topic.intro))
