"""The explorer: one indicator for all municipalities as map, ranking, trend and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from components.charts.maps import SELECT
from components.exhibit.areas import EXTENTS, REGION, options_of
from components.exhibit.asked import EXTENT, MEASURE
from components.exhibit.measure import MEASURES, measures_of
from components.exhibit.model import Exhibit
from components.exhibit.on_page import Compared, compared
from components.markup.templates import macro
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
from data_loaders.clock import dutch_today
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
            with right:
                choice = _choose_rest(indicator_id, areas)
            made = compared(indicator_id, choice, current_theme(), dutch_today())
        except DataError as problem:
            show_unavailable(titles[indicator_id], problem)
            return
        _show(made)


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
    choice, measure = Choice(areas, period, characteristic), ""
    measures = measures_of(indicator, choice)
    if len(measures) > 1:
        measure = choose_one("Maat", measures, MEASURE, MEASURES.__getitem__)
    extent = choose_one("Kaart", list(EXTENTS), EXTENT, EXTENTS.__getitem__)
    asked = "" if extent == REGION else extent
    return replace(choice, measure="" if measure == measures[0] else measure, extent=asked)


def _show(made: Compared) -> None:
    notice = macro("basis", "notice", made.notice) if made.notice else Markup("")
    st.html(macro("vitrine", "head", made.ranking) + notice)
    left, right = st.columns(2)
    with left:
        _show_map(made.on_map)
    with right:
        _show_figure(made.ranking, f"Ranglijst. {made.ranking.headline}")
    if made.trend is not None:
        st.html(macro("basis", "heading", made.trend.headline, level=4))
        _show_figure(made.trend, made.trend.headline)
        st.html(macro("vitrine", "trend", made.trend))
    show_foot(made.ranking, made.links, made.tile)


def _show_figure(exhibit: Exhibit, alt: str) -> None:
    for drawn in exhibit.drawn:
        st.vega_lite_chart(drawn.spec, theme=None, alt=alt)


def _show_map(exhibit: Exhibit) -> None:
    if not exhibit.drawn:
        st.html(macro("basis", "empty", "De kaart is nu niet beschikbaar."))
        return
    (drawn,) = exhibit.drawn
    st.vega_lite_chart(
        drawn.spec,
        theme=None,
        alt=f"Kaart. {exhibit.headline}",
        key=MAP_KEY,
        on_select=_choose_on_map,
        selection_mode=SELECT,
    )
    st.html(macro("basis", "legend", drawn.legend))


def _choose_on_map() -> None:
    """Take a municipality that was clicked on the map into the choice of areas."""
    picked = st.session_state[MAP_KEY]["selection"].get(SELECT, [])
    codes = [item["code"] for item in picked if "code" in item]
    known = {region.code for region in load_regions().municipalities()}
    set_areas([code for code in codes if code in known])
