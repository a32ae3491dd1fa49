"""The start page: us, now, better or worse; and the way to every part."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from time import monotonic
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components.charts.map_picture import linked_map
from components.exhibit.on_page import Compared, compared, newest_choice
from components.markup.hero import Hero
from components.markup.templates import macro
from components.overview import doors as overview_doors
from components.overview import figures as overview_figures
from components.overview.goals import goals
from components.overview.map_words import extremes_title, own_standing
from components.profile.model import SLUG as PROFILES
from components.widgets.block import show_block
from components.widgets.choice_map import NO_MAP
from components.widgets.deck_tray import offer_tiles
from components.widgets.hero import show_hero
from components.widgets.page_link import MUNICIPALITY
from components.widgets.selection import (
    choose_one,
    current_theme,
    follow_one,
    municipality_reader,
    show_pills,
)
from components.words.choice import Choice
from components.words.formatting import written_period
from components.words.registers import agreements_mark
from components.words.texts import load_section
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.documents import MapFigure, load_map_figures
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

PAGE = "overzicht"
ON_MAP = "kaart"


def _minute() -> int:
    """Return the minute: the start page is at most that far behind the data."""
    return int(monotonic() // 60)


def show_finding() -> None:
    """Show what stands out in the region, and let the visitor say which municipality is theirs."""
    show_hero(_hero(dutch_today(), _minute()), _choose_mine)


def _choose_mine() -> None:
    regions = load_regions()
    whole = f"Heel {regions.get(regions.default).name}"
    names = {"": whole} | {region.code: region.name for region in regions.municipalities()}
    read = municipality_reader([*names][1:], names.__getitem__)
    mine = choose_one("Mijn gemeente", list(names), MUNICIPALITY, names.__getitem__, read)
    asked = f"?{urlencode({MUNICIPALITY: mine})}" if mine else ""
    told = f"Alle cijfers van {names[mine]}" if mine else "Alle gemeenten"
    st.html(macro("basis", "link", f"./{PROFILES}{asked}", told))


@lru_cache(maxsize=2)
def _tiles(today: date, _minute: int) -> dict[str, DeckTile]:
    return overview_figures.tiles(today)


def _mine() -> str:
    """Return the municipality that the visitor chose, or nothing."""
    return str(st.session_state.get(MUNICIPALITY) or "")


@lru_cache(maxsize=2)
def _hero(today: date, _minute: int) -> Hero:
    return Hero(overview_figures.finding(today), overview_figures.lead(today))


def show_key_figures() -> None:
    """Show the key figures: each with a direction and a comparison, and what to know of them."""
    show_block(_key_figures(dutch_today(), _minute(), _mine()))


@lru_cache(maxsize=32)
def _key_figures(today: date, _minute: int, mine: str) -> Markup:
    title = load_section(PAGE, "cijfers").title
    return overview_figures.key_figures(title, today, mine) + overview_figures.remarks(today)


def show_map() -> None:
    """Show a figure per municipality on the map and as a ranking; a visitor chooses which."""
    figures = load_map_figures()
    with st.container(key="paneel-kaart"):
        names, first = {name: name for name in figures}, next(iter(figures))
        item = figures[follow_one(list(names), ON_MAP, str, first)]
        show_pills("Cijfer op de kaart", names, ON_MAP, first)
        newest = newest_choice(item.indicator, (_mine() or load_regions().default,))
        choice = Choice(newest.areas, newest.period, item.characteristic)
        made = compared(item.indicator, choice, current_theme(), dutch_today())
        show_block(_map_head(item, made.choice, dutch_today(), load_series(item.indicator).version))
        if made.choice.areas != newest.areas:  # the municipality that was chosen has none
            st.html(macro("basis", "sub", made.notice))
        left, right = st.columns([10, 9], gap="medium")
        with left:
            _show_drawn_map(made)
        with right:
            _show_ranking(made)


def _show_drawn_map(made: Compared) -> None:
    drawn = next((item.map for item in made.on_map.drawn if item.map), None)
    if drawn:
        address = f"./{PROFILES}?{MUNICIPALITY}="
        show_block(linked_map(drawn, f"Kaart. {made.on_map.headline}", address))
    else:
        st.html(macro("basis", "empty", NO_MAP))


def _show_ranking(made: Compared) -> None:
    """Show the ranking, who says it and what can be opened; nothing is told twice on the page."""
    shown, tiles = made.ranking, _tiles(dutch_today(), _minute())
    told = _told(dutch_today(), _minute())
    cautions = [text for text in shown.disputes.warnings if text not in told]
    links = [*made.links[:1], *made.links[-1:]]  # a workbook with all areas, and to share it
    legend = next((item.legend for item in made.on_map.drawn), ())
    foot = macro("overzicht", "map_foot", shown, cautions, f"./{shown.live}", links)
    st.html(macro("overzicht", "ranking", shown, legend) + foot)
    offer_tiles({f"Kaart: {shown.title}": made.tile} | tiles, "kerncijfers")


@lru_cache(maxsize=2)
def _told(today: date, _minute: int) -> frozenset[str]:
    return overview_figures.cautions(today)


@lru_cache(maxsize=32)
def _map_head(item: MapFigure, choice: Choice, today: date, _version: str) -> Markup:
    series = load_series(item.indicator)
    title = extremes_title(item.name, series, choice)
    period = written_period(series.indicator, choice.period)
    standing = own_standing(item, choice.areas[0], today)
    return macro("overzicht", "map_head", title, series.indicator, period, standing)


def show_goal_rows() -> None:
    """Show the goals of the Human Capital Akkoord: time, state, and who drives them."""
    show_block(_goals(dutch_today(), agreements_mark()))


@lru_cache(maxsize=2)
def _goals(today: date, _mark: Fingerprint) -> Markup:
    return goals(today)


def show_doors() -> None:
    """Show what is due this quarter, what is new, and the way to the other parts."""
    show_block(_doors(dutch_today(), agreements_mark(), _minute()))


@lru_cache(maxsize=2)
def _doors(today: date, _mark: Fingerprint, _minute: int) -> Markup:
    return overview_doors.doors(load_section(PAGE, "deuren").title, today)
