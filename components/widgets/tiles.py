"""Tiles: one figure with its title, table, source, meaning and downloads, on the page."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from components.charts.flowmap import make_flow_map
from components.exhibit.asked import Asked
from components.exhibit.indicator import VALUES, indicator_exhibit
from components.exhibit.model import Exhibit
from components.exhibit.on_page import page_exhibit
from components.markup.templates import macro
from components.widgets.deck_tray import offer_tile, offer_tiles
from components.widgets.download_buttons import show_download_buttons
from components.widgets.selection import current_theme, explore_flows
from components.words.formatting import join_words
from components.words.share_links import ShareLink, figure_links, share_links
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.registry import BrokenIndicator

log = logging.getLogger(__name__)

ROOM = "regio-in-beeld"


def show_tile(indicator: Indicator) -> None:
    """Show the figure of an indicator in its own form; a broken one says so and no more."""
    with st.container(border=True, key=f"tegel-{indicator.id}"):
        try:
            exhibit = page_exhibit(indicator.id, current_theme(), dutch_today())
        except DataError as problem:
            show_unavailable(indicator.title, problem)
            return
        st.html(macro("vitrine", "head", exhibit))
        for drawn in exhibit.drawn:
            st.vega_lite_chart(drawn.spec, theme=None, alt=exhibit.headline)
        if indicator.flow is not None:
            _show_flow_map(indicator, load_series(indicator.id).version)
        show_foot(exhibit, figure_links(indicator.id, exhibit.headline))


def _show_flow_map(indicator: Indicator, version: str) -> None:
    """Let the visitor open the flows as arcs; deck.gl is fetched only then."""
    if not explore_flows(indicator.id):
        return
    flow_map = make_flow_map(indicator.id, version, current_theme())
    st.pydeck_chart(flow_map, height=flow_map.height, key=f"stroomkaart-{indicator.id}")
    st.html(macro(ROOM, "flow_map_help", join_words(flow_map.missing)))


def show_foot(exhibit: Exhibit, links: Sequence[ShareLink], tile: DeckTile | None = None) -> None:
    """Show what is under a figure; a download is made when asked for.

    `tile` is what a presentation takes of it; by default the figure as it is.
    """
    legend = exhibit.drawn[0].legend if exhibit.drawn else ()
    told = macro("vitrine", "insights", exhibit.insights) + macro("vitrine", "foot", exhibit)
    st.html(macro("basis", "legend", legend) + told)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_download_buttons(exhibit.sheet, exhibit.stem, exhibit.id)
        if links:
            st.html(macro("basis", "share_links", links), width="content")
        offer_tile(tile or DeckTile(exhibit.kind, exhibit.id))


def show_single_values(indicators: Sequence[Indicator]) -> None:
    """Show single values side by side; a broken one says so and no more."""
    cards, tiles = [], {}
    for indicator in indicators:
        try:
            exhibit = indicator_exhibit(indicator.id, Asked(form=VALUES), dutch_today(), ())
            links = share_links(indicator.id, indicator.title)
            cards.append(macro("vitrine", "key_figure", exhibit, links))
            tiles[indicator.title] = DeckTile("cijfer", indicator.id, form="cijfer")
        except DataError as problem:
            log.error("%s", problem)
            cards.append(macro(ROOM, "single_value", _unavailable(indicator.title)))
    if cards:
        st.html(macro(ROOM, "side_by_side", cards))
        offer_tiles(tiles, indicators[0].id)


def show_unavailable(name: str, problem: DataError) -> None:
    """Show that one figure cannot be shown now; the rest of the page goes on."""
    log.error("%s", problem)
    st.html(_unavailable(name))


def show_broken(broken: Sequence[BrokenIndicator]) -> None:
    """Show the figures whose description cannot be read."""
    for item in broken:
        with st.container(border=True, key=f"tegel-{item.id}"):
            show_unavailable(item.id, item.problem)


def _unavailable(name: str) -> Markup:
    return macro(ROOM, "unavailable", name)
