"""Tiles of a sector on the page: CBS figures with the choice of areas, downloads and source."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import streamlit as st

from components.exhibit.sector_live import (
    INDICATORS,
    Chart,
    LiveChoice,
    live_figure,
    province,
)
from components.exhibit.sector_pairs import TogetherChoice, together
from components.markup.templates import macro
from components.sectors.compare import Pair
from components.sectors.phrases import ROOM, not_fetched
from components.sectors.ratio import ratio_of_cbs, ratio_of_documents
from components.widgets.download_buttons import show_download_buttons
from components.widgets.page_link import AREA
from components.widgets.parts import show_chart
from components.widgets.selection import choose_areas, chosen_areas, current_theme
from components.words.registers import agreements_mark
from components.words.share_links import FilePlace
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.registry import load_registry

log = logging.getLogger(__name__)

BROKEN = "Dit cijfer is nu niet beschikbaar: er zit een fout in de gegevens."


def show_live(sector_id: str) -> None:
    """Show every CBS figure of a sector for the areas that the visitor chooses."""
    choose_areas()
    columns = st.columns(2, gap="small")
    for number, indicator_id in enumerate(INDICATORS):
        with columns[number % 2], st.container(border=True, key=f"sectorreeks-{indicator_id}"):
            _show_or_say(indicator_id, partial(_show_one, sector_id, indicator_id))


def _show_or_say(indicator_id: str, show: Callable[[], None]) -> None:
    """Show a figure, or say that it was not fetched yet or cannot be shown."""
    title = load_registry().get(indicator_id).title
    try:
        show()
    except NotFetchedError as problem:
        st.html(macro(ROOM, "no_figure", title, not_fetched(problem)))
    except DataError as problem:
        log.error("%s", problem)
        st.html(macro(ROOM, "no_figure", title, BROKEN))


def _show_one(sector_id: str, indicator_id: str) -> None:
    choice = LiveChoice(sector_id, indicator_id, chosen_areas(), current_theme(), dutch_today())
    made = live_figure(choice, agreements_mark())
    st.html(macro("basis", "heading", made.title, [made.notice]))
    for number, chart in enumerate(made.charts):
        _show_line(chart, f"{indicator_id}-{number}")
    if made.exhibit:
        st.html(macro("vitrine", "foot", made.exhibit))
        with st.container(horizontal=True, gap="small"):
            exhibit = made.exhibit
            path = f"speerpuntsectoren/{sector_id}/{indicator_id}"
            place = FilePlace(path, tuple((AREA, code) for code in made.areas))
            show_download_buttons(exhibit.sheet, exhibit.stem, f"sector-{indicator_id}", place)


def _show_line(chart: Chart, key: str) -> None:
    st.html(macro("basis", "heading", chart.title, [chart.below], level=4))
    if chart.spec is None:
        text = "Geen figuur: er zijn te weinig cijfers bekend voor deze gebieden."
        st.html(macro("basis", "empty", text))
    else:
        show_chart(chart.spec, chart.alt, f"sectorlijn-{key}")


def show_ratio(sector_id: str) -> None:
    """Show how large a sector is beside the Netherlands, by documents and by CBS."""
    choose_areas()
    marks = agreements_mark()
    areas = tuple(dict.fromkeys((*chosen_areas(), province())))
    by_documents = ratio_of_documents(sector_id, marks)
    st.html(macro("basis", "heading", "Volgens documenten") + by_documents)
    by_cbs = ratio_of_cbs(sector_id, areas, marks, dutch_today())
    st.html(macro("basis", "heading", "Volgens het CBS, berekend") + by_cbs)


def show_together(pair: Pair) -> None:
    """Show every CBS figure of two sectors, each on one axis."""
    choose_areas()
    for indicator_id in INDICATORS:
        with st.container(border=True, key=f"sectorsamen-{indicator_id}"):
            _show_or_say(indicator_id, partial(_show_pair, pair, indicator_id))


def _show_pair(pair: Pair, indicator_id: str) -> None:
    choice = TogetherChoice(pair, indicator_id, chosen_areas(), current_theme(), dutch_today())
    made = together(choice, agreements_mark())
    st.html(macro("basis", "heading", made.title, [made.below]))
    if made.spec is None:
        text = "Geen figuur: er zijn te weinig cijfers bekend voor dit gebied."
        st.html(macro("basis", "empty", text))
    else:
        show_chart(made.spec, made.alt, f"sectorsamen-figuur-{indicator_id}")
    if made.exhibit:
        st.html(macro("vitrine", "foot", made.exhibit))
