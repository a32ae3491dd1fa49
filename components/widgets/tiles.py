"""Tiles: one figure with its title, table, source, meaning and downloads, on the page."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from components.charts.flowmap import make_flow_map
from components.exhibit.cards import Card, key_figure, make_card
from components.files.download_files import series_file
from components.files.downloads import Dialect
from components.widgets.deck_tray import offer_tile, offer_tiles
from components.widgets.download_buttons import show_download_buttons
from components.widgets.selection import current_theme, explore_flows
from components.words.formatting import join_words
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.registry import BrokenIndicator

log = logging.getLogger(__name__)

Pick = Callable[[pd.DataFrame], pd.DataFrame]


def show_tile(indicator: Indicator) -> None:
    """Show the figure of an indicator in its own form; a broken one says so and no more."""
    with st.container(border=True, key=f"tegel-{indicator.id}"):
        try:
            series = load_series(indicator.id)
            card = make_card(indicator.id, series.version, current_theme(), date.today())
        except DataError as problem:
            show_unavailable(indicator.title, problem)
            return
        st.html(card.head)
        if card.spec is not None:
            st.vega_lite_chart(card.spec, theme=None, alt=card.headline)
        if indicator.flow is not None:
            _show_flow_map(indicator, series.version)
        show_foot(indicator.id, card)


def _show_flow_map(indicator: Indicator, version: str) -> None:
    """Let the visitor open the flows as arcs; deck.gl is fetched only then."""
    if not explore_flows(indicator.id):
        return
    flow_map = make_flow_map(indicator.id, version, current_theme())
    st.pydeck_chart(flow_map, height=flow_map.height, key=f"stroomkaart-{indicator.id}")
    st.html(
        '<p class="amm-sub">Sleep om te verschuiven, scrol om te vergroten. Een boog begint en '
        "eindigt bij de grootste stad van de regio. "
        f"Niet op de kaart: {escape(join_words(flow_map.missing))}.</p>"
    )


def show_foot(
    indicator_id: str,
    card: Card,
    pick: Pick = lambda frame: frame,
    tile: DeckTile | None = None,
) -> None:
    """Show what is under a figure. A download is made when asked for, of the rows `pick` keeps.

    `tile` is what a presentation takes of it; by default the figure as it is.
    """

    def make(dialect: Dialect) -> bytes:
        series = load_series(indicator_id)
        return series_file(series, pick(series.frame), dialect)

    st.html(card.legend + card.insights + card.foot)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_download_buttons(card.files, make, indicator_id)
        if card.share:
            st.html(card.share, width="content")
        offer_tile(tile or DeckTile("cijfer", indicator_id))


def show_key_figures(indicators: Sequence[Indicator]) -> None:
    """Show single values side by side; a broken one says so and no more."""
    cards, tiles = [], {}
    for indicator in indicators:
        try:
            version = load_series(indicator.id).version
            cards.append(key_figure(indicator.id, version, date.today()))
            tiles[indicator.title] = DeckTile("cijfer", indicator.id, form="cijfer")
        except DataError as problem:
            log.error("%s", problem)
            cards.append(f'<div class="amm-cijfer">{_unavailable(indicator.title)}</div>')
    if cards:
        st.html(f'<div class="amm-cijfers">{"".join(cards)}</div>')
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


def _unavailable(name: str) -> str:
    return (
        f'<h3 class="amm-kop">{escape(name)}</h3><p class="amm-leeg">Dit cijfer is nu niet '
        "beschikbaar: er zit een fout in de gegevens.</p>"
    )
