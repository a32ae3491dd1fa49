"""The explorer: one indicator for all municipalities as map, ranking, trend and table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from components.exhibit.areas import EXTENTS, REGION, options_of
from components.exhibit.asked import EXTENT, MEASURE
from components.exhibit.measure import MEASURES, measures_of
from components.exhibit.model import Exhibit
from components.exhibit.on_page import Compared, compared
from components.markup.templates import macro
from components.widgets.choice_map import show_choice_map
from components.widgets.page_link import (
    CHARACTERISTIC,
    INDICATOR,
    PERIOD,
    Read,
    follow_link,
    reader,
)
from components.widgets.selection import choose_one, current_theme, set_areas
from components.widgets.tiles import show_foot, show_unavailable
from components.words.choice import Choice
from components.words.formatting import period_of
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.registry import load_registry

MAP_KEY = "kaart"


def show_explorer(indicators: Sequence[Indicator], areas: tuple[str, ...]) -> None:
    """Let the visitor choose one of `indicators` and show it for every municipality."""
    titles = {indicator.id: indicator.title for indicator in indicators}
    with st.container(border=True, key="verkenner"):
        left, right = st.columns([3, 2], vertical_alignment="bottom")
        with left:
            read = _figure_reader(titles)
            indicator_id = choose_one("Cijfer", list(titles), INDICATOR, titles.__getitem__, read)
        try:
            with right:
                choice = _choose_rest(indicator_id, areas)
            made = compared(indicator_id, choice, current_theme(), dutch_today())
        except DataError as problem:
            show_unavailable(titles[indicator_id], problem)
            return
        _show(made)


def _figure_reader(titles: Mapping[str, str]) -> Read:
    """Return what reads a figure: one of the list, or one that stands below it on the page."""
    listed = reader(list(titles), titles.__getitem__)
    topic = load_registry().get(next(iter(titles))).topic
    below = reader([item.id for item in load_registry().of_topic(topic)], str)
    return lambda value: listed(value) or (() if below(value) else None)


def _choose_rest(indicator_id: str, areas: tuple[str, ...]) -> Choice:
    """Show the choice of characteristic and period, where there is one."""
    series = load_series(indicator_id)
    indicator = series.indicator
    characteristics, periods = options_of(indicator_id, series.version)
    choice = Choice(
        areas,
        characteristic=_choose_or_only(
            indicator.characteristic, characteristics, CHARACTERISTIC, lambda name: name
        ),
        period=_choose_or_only("Periode", periods, PERIOD, lambda code: period_of(indicator, code)),
    )
    measures = measures_of(indicator, choice)
    measure = _choose_or_only("Maat", measures, MEASURE, MEASURES.__getitem__)
    extent = choose_one("Kaart", list(EXTENTS), EXTENT, EXTENTS.__getitem__)
    return replace(
        choice,
        measure="" if measure == measures[0] else measure,
        extent="" if extent == REGION else extent,
    )


def _choose_or_only(
    label: str, options: Sequence[str], key: str, name: Callable[[str], str]
) -> str:
    """Show a choice where there is one; without one, what a link asks for has no effect."""
    if len(options) > 1:
        return choose_one(label, options, key, name)
    follow_link(key, options, name, options)
    return options[0]


def _show(made: Compared) -> None:
    notice = macro("basis", "notice", made.notice) if made.notice else Markup("")
    st.html(macro("vitrine", "head", made.ranking) + notice)
    left, right = st.columns(2)
    with left:
        on_map = made.on_map
        made_map, legend = next(((d.map, d.legend) for d in on_map.drawn), (None, ()))
        shown = macro("basis", "legend", legend)
        show_choice_map(made_map, on_map.headline, shown, MAP_KEY, set_areas)
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
