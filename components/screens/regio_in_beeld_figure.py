"""One figure in full: its map with ranking and development, or its own drawing, and its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from components.charts.flowmap import SIDES, WHOLE, Eye, make_flow_map
from components.exhibit.areas import EXTENTS, REGION, options_of
from components.exhibit.asked import EXTENT, FORM, MEASURE, Asked
from components.exhibit.indicator import MAP, VALUES, indicator_exhibit
from components.exhibit.measure import MEASURES, measures_of
from components.exhibit.on_page import Compared, compared, page_exhibit
from components.markup.templates import macro
from components.widgets.block import show_block
from components.widgets.choice_map import show_choice_map
from components.widgets.page_link import CHARACTERISTIC, PERIOD, follow_link
from components.widgets.selection import (
    choose_one,
    choose_view,
    current_theme,
    explore_flows,
    set_areas,
)
from components.widgets.tiles import ROOM, show_foot, show_head, show_unavailable
from components.words.choice import Choice
from components.words.formatting import join_words, period_of
from components.words.share_links import EVERYTHING, TILE, FilePlace, figure_links
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator

MAP_KEY = "kaart"
SINGLE = "cijfer"


def show_figure(indicator: Indicator, choice: Choice) -> None:
    """Show a figure for a choice; one that cannot be read says so, and the page goes on."""
    is_map = indicator.form == MAP
    try:
        if not is_map:
            _say_no_effect(indicator, choice.areas)
        with st.container(key="verkenner" if is_map else f"tegel-{indicator.id}"):
            if is_map:
                _show_compared(compared(indicator.id, choice, current_theme(), dutch_today()))
            elif indicator.form == SINGLE:
                _show_single(indicator)
            else:
                _show_drawn(indicator)
    except DataError as problem:
        show_unavailable(indicator.title, problem)


def choose_rest(indicator: Indicator, areas: tuple[str, ...]) -> Choice:
    """Show the choice of characteristic, period and measure where there is one, and of the map."""
    try:
        return _choose_rest(indicator, areas) if indicator.form == MAP else _choose_nothing(areas)
    except DataError:  # its panel says so
        return Choice(areas)


def _choose_rest(indicator: Indicator, areas: tuple[str, ...]) -> Choice:
    characteristics, periods = options_of(indicator.id, load_series(indicator.id).version)
    choice = Choice(
        areas,
        characteristic=_choose_or_only(
            indicator.characteristic, characteristics, CHARACTERISTIC, str
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


def _choose_nothing(areas: tuple[str, ...]) -> Choice:
    """Say that what a link asks of period and characteristic changes nothing here."""
    for key in (CHARACTERISTIC, PERIOD):
        follow_link(key, [], str, [""])
    return Choice(areas)


def _say_no_effect(indicator: Indicator, areas: tuple[str, ...]) -> None:
    """Say that a choice of areas changes nothing in a figure that does not compare them."""
    if areas == (load_regions().default,):
        return
    names = [load_regions().get(code).name for code in areas]
    there: list[str] = []
    with suppress(DataError):  # the figure says so itself
        codes = load_series(indicator.id).frame["region_code"].unique()
        there = [load_regions().get(str(code)).name for code in codes]
    text = f"De keuze voor {join_words(names)} verandert hier niets: dit cijfer is er niet per"
    text += " gemeente."
    text += f" De cijfers gaan over {join_words(there)}." if there else ""
    st.html(macro("basis", "notice", text))


def _show_compared(made: Compared) -> None:
    show_head(made.ranking, made.notice)
    left, right = st.columns([21, 19], gap="medium")
    with left:
        on_map = made.on_map
        drawn, legend = next(((d.map, d.legend) for d in on_map.drawn), (None, ()))
        shown = macro("basis", "legend", legend)
        show_choice_map(drawn, on_map.headline, shown, MAP_KEY, set_areas)
    told, trend = made.ranking.insights, made.trend if made.trend and made.trend.plot else None
    with right:
        show_block(macro(ROOM, "ranking", made.ranking, trend, () if trend else told))
    if trend and told:
        st.html(macro(ROOM, "told", told))
    show_foot(made.ranking, made.links, made.files, made.tile, made.trend)


def _show_drawn(indicator: Indicator) -> None:
    exhibit = page_exhibit(indicator.id, current_theme(), dutch_today())
    show_head(exhibit)
    if exhibit.plot:
        show_block(macro(ROOM, "drawn", exhibit, exhibit.insights))
    if indicator.flow is not None:
        _show_flow_map(indicator, load_series(indicator.id).version)
    place = FilePlace(f"{TILE}/{indicator.id}", EVERYTHING)
    show_foot(exhibit, figure_links(indicator.id, exhibit.title), place)


def _show_flow_map(indicator: Indicator, version: str) -> None:
    """Let the visitor open the flows as arcs; deck.gl is fetched only then."""
    if not explore_flows(indicator.id):
        return
    regions = make_flow_map(indicator.id, version, current_theme()).regions
    left, right = st.columns(2)
    with left:
        side = choose_view("Bekijk de kaart vanuit", tuple(SIDES), f"kijk-{indicator.id}")
    with right:
        at = choose_view("In beeld", (WHOLE, *regions), f"beeld-{indicator.id}")
    flow_map = make_flow_map(indicator.id, version, current_theme(), Eye(side, at))
    st.pydeck_chart(flow_map, height=flow_map.height, key=f"stroomkaart-{indicator.id}")
    st.html(macro(ROOM, "flow_map_help", join_words(flow_map.missing)))


def _show_single(indicator: Indicator) -> None:
    exhibit = indicator_exhibit(indicator.id, Asked(form=VALUES), dutch_today(), ())
    show_head(exhibit)
    st.html(Markup("").join(macro(ROOM, "single", item) for item in exhibit.values))
    tile = DeckTile("cijfer", indicator.id, form="cijfer")
    place = FilePlace(f"{TILE}/{indicator.id}", ((FORM, VALUES),))
    show_foot(exhibit, figure_links(indicator.id, exhibit.title), place, tile)
