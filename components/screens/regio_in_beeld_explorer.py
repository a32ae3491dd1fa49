"""The explorer: one indicator for all municipalities as map, ranking, trend and table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.charts.maps import SELECT
from components.exhibit.areas import AreaCard, download_frame, make_area_card, options_of
from components.markup.blocks import heading, notice
from components.widgets.selection import (
    CHARACTERISTIC,
    INDICATOR,
    PERIOD,
    choose_one,
    current_theme,
    set_areas,
)
from components.widgets.tiles import show_foot, show_unavailable
from components.words.choice import Choice
from components.words.formatting import period_of
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator

MAP_KEY = "kaart"


def show_explorer(indicators: Sequence[Indicator], areas: tuple[str, ...]) -> None:
    """Let the visitor choose one of `indicators` and show it for every municipality."""
    titles = {indicator.id: indicator.title for indicator in indicators}
    with st.container(border=True, key="verkenner"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            indicator_id = choose_one("Cijfer", list(titles), INDICATOR, titles.__getitem__)
        try:
            series = load_series(indicator_id)
            with right:
                choice = _choose_rest(indicator_id, areas)
            card = make_area_card(
                indicator_id, series.version, choice, current_theme(), date.today()
            )
        except DataError as problem:
            show_unavailable(titles[indicator_id], problem)
            return
        _show_card(indicator_id, card)


def _choose_rest(indicator_id: str, areas: tuple[str, ...]) -> Choice:
    """Show the choice of characteristic and period, where there is one."""
    series = load_series(indicator_id)
    indicator = series.indicator
    characteristics, periods = options_of(indicator_id, series.version)
    characteristic = characteristics[0]
    if len(characteristics) > 1:
        characteristic = choose_one(
            indicator.characteristic, characteristics, CHARACTERISTIC, lambda name: name
        )
    period = periods[0]
    if len(periods) > 1:
        period = choose_one("Periode", periods, PERIOD, lambda code: period_of(indicator, code))
    return Choice(areas, period, characteristic)


def _show_card(indicator_id: str, card: AreaCard) -> None:
    st.html(card.card.head + (notice(card.notice) if card.notice else ""))
    left, right = st.columns(2)
    with left:
        _show_map(card)
    with right:
        st.vega_lite_chart(card.ranking, theme=None, alt=f"Ranglijst. {card.card.headline}")
    if card.trend is not None:
        st.html(heading(card.trend_headline, level=4))
        st.vega_lite_chart(card.trend, theme=None, alt=card.trend_headline)
        st.html(card.trend_table)
    show_foot(
        indicator_id,
        card.card,
        lambda frame: download_frame(frame, card.choice),
        _as_tile(indicator_id, card.choice),
    )


def _as_tile(indicator_id: str, choice: Choice) -> DeckTile:
    """Return the choice as a presentation takes it; the newest period stays the newest."""
    _, periods = options_of(indicator_id, load_series(indicator_id).version)
    period = "" if choice.period == periods[0] else choice.period
    return DeckTile(
        "cijfer",
        indicator_id,
        choice.areas,
        period=period,
        characteristic=choice.characteristic,
    )


def _show_map(card: AreaCard) -> None:
    if card.map is None:
        st.html('<p class="amm-leeg">De kaart is nu niet beschikbaar.</p>')
        return
    st.vega_lite_chart(
        card.map,
        theme=None,
        alt=card.map_alt,
        key=MAP_KEY,
        on_select=_choose_on_map,
        selection_mode=SELECT,
    )
    st.html(card.map_legend)


def _choose_on_map() -> None:
    """Take a municipality that was clicked on the map into the choice of areas."""
    picked = st.session_state[MAP_KEY]["selection"].get(SELECT, [])
    codes = [item["code"] for item in picked if "code" in item]
    known = {region.code for region in load_regions().municipalities()}
    set_areas([code for code in codes if code in known])
