"""The page Speerpuntsectoren: all sectors, one of them, or two beside each other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import streamlit as st

from components.markup.hero import Hero
from components.markup.templates import macro
from components.screens.speerpuntsectoren_choice import (
    asked_sector,
    choose_compared,
    choose_municipality,
    chosen_compared,
    chosen_municipality,
    chosen_sector_link,
)
from components.screens.speerpuntsectoren_tiles import show_live, show_ratio, show_together
from components.sectors.cards import sector_cards
from components.sectors.compare import Pair, compare_table
from components.sectors.definition import definition
from components.sectors.matrix import agendas_for, matrix, sectors_finding
from components.sectors.phrases import SECTOR, figures_of
from components.sectors.positions import positions
from components.sectors.profile import profile_head, sector_neighbours, sector_steps
from components.sectors.questions import fetched_sources, sector_questions
from components.sectors.themes import in_short, sector_themes
from components.sectors.work import sector_work
from components.widgets.hero import show_hero
from components.widgets.parts import show_downloads, show_part, show_plain_part
from components.widgets.tabs import open_tab, tab_links
from components.widgets.terms import show_terms_of
from components.words.registers import agreements_mark
from components.words.source import records_source
from components.words.texts import load_section
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import EVERY, Sector
from data_loaders.files.errors import DataError

PAGE, NAME = "speerpuntsectoren", "Speerpuntsectoren"
UNKNOWN_SECTOR = "De sector in deze link kennen wij niet. Hieronder staan alle sectoren."
BROKEN = "Deze sector is nu niet te tonen: er zit een fout in de gegevens."
TABS = {
    "kort": "In het kort",
    "documenten": "Uit documenten",
    "cbs": "Van het CBS",
    "nederland": "Naast Nederland",
    "werk": "Wie eraan werkt",
    "vragen": "Vragen",
}
"""The parts of one sector, by their word in a link."""
PAIR_TABS = {"kort": "Thema voor thema", "cbs": "Cijfers van het CBS"}
log = logging.getLogger(__name__)


def show_sectors() -> None:
    """Show the sector that the address asks for, or else all sectors."""
    sector = asked_sector()
    if sector is not None:
        _show_sector(sector)
        return
    show_hero(_hero(), choose_municipality)
    if SECTOR in st.query_params:
        st.html(macro("basis", "notice", UNKNOWN_SECTOR))
    left, right = st.columns([6, 5], gap="small")
    with left, st.container(key="paneel-sector-keuzes"):
        show_plain_part(PAGE, "keuzes", _show_matrix)
    with right, st.container(key="paneel-sector-posities"):
        show_plain_part(PAGE, "posities", _show_positions)
    show_plain_part(PAGE, "sectoren", _show_cards)
    show_terms_of(PAGE)


def _hero() -> Hero:
    try:
        title, lead = sectors_finding(agreements_mark())
    except DataError:  # each part says for itself that it cannot be shown
        title, lead = load_section(PAGE, "top").title, load_section(PAGE, "top").intro
    return Hero(title, lead, name=NAME)


def _show_matrix() -> None:
    municipality = chosen_municipality()
    st.html(matrix(municipality, chosen_sector_link(), agreements_mark()))


def _show_positions() -> None:
    st.html(positions(chosen_sector_link(), agreements_mark()))


def _show_cards() -> None:
    st.html(sector_cards(chosen_sector_link(), agreements_mark()))
    with st.container(horizontal=True, gap="small", key="voet-sectoren"):
        found = records_source(load(Sector))
        st.html(macro("basis", "sub", found.short if found else ""))
        files = st.popover("Download", type="tertiary", key="bestanden-sectoren", on_change="rerun")
        if files.open:
            with files:
                _show_files()


def _show_files() -> None:
    """Offer what stands on the page: the sectors, the choices that are shown, the positions."""
    show_downloads("sectoren", None, "sectoren", "Sectoren")
    shown = {agenda.id for agenda in agendas_for(chosen_municipality())}
    show_downloads("keuzes", shown, "keuzes", "Keuzes", column="agenda_id")
    show_downloads("posities", None, "posities", "Posities")


def _show_sector(sector: Sector) -> None:
    """Show one sector, or it and another; the part that is open is the one that is made."""
    compared = chosen_compared(sector)
    tabs = PAIR_TABS if compared else TABS
    opened = open_tab(tabs)
    link, choose = chosen_sector_link(), partial(choose_compared, sector)
    try:
        steps = sector_steps(sector.id, link, compared)
        names = " en ".join(load_by_id(Sector)[key].short for key in (sector.id, compared) if key)
        hero = Hero(names, "", steps, tab_links(tabs, opened), name=f"{names} – {NAME}")
        show_hero(hero, choose)
        if compared:
            _PAIR_PARTS[opened]((sector.id, compared))
            return
        if opened == "kort":
            _show_first(sector.id)
        for name, show in _PARTS.get(opened, {}).items():
            show_part(PAGE, name, partial(show, sector.id))
        st.html(sector_neighbours(sector.id, link, agreements_mark()))
    except (DataError, KeyError) as problem:  # KeyError: an id that no register knows
        log.error("%s", problem, exc_info=isinstance(problem, KeyError))
        st.html(macro("basis", "empty", BROKEN))


def _show_first(sector_id: str) -> None:
    """Show what is known in short, and beside it who chose the sector."""
    left, right = st.columns(2, gap="small")
    with left, st.container(key="paneel-sector-kort"):
        show_part(PAGE, "kort", partial(_show_short, sector_id))
    with right, st.container(key="paneel-sector-wie"):
        show_part(PAGE, "wie", partial(_show_who, sector_id))


def _show_who(sector_id: str) -> None:
    st.html(profile_head(sector_id, agreements_mark()))


def _show_short(sector_id: str) -> None:
    st.html(in_short(sector_id, agreements_mark()))


def _show_figures(sector_id: str) -> None:
    st.html(sector_themes(sector_id, agreements_mark()))
    figures = [*figures_of(sector_id), *figures_of(EVERY)]
    show_downloads("sectorcijfers", {item.id for item in figures}, "sectorcijfers")


def _show_definition(sector_id: str) -> None:
    st.html(definition(sector_id, agreements_mark()))
    show_downloads("sbi", {sector_id}, "sbi", column="sector_id")


def _show_work(sector_id: str) -> None:
    st.html(sector_work(sector_id, chosen_sector_link(), agreements_mark()))
    show_downloads("verbanden", {sector_id, EVERY}, "verbanden", column="sector_id")


def _show_questions(sector_id: str) -> None:
    st.html(sector_questions(sector_id, chosen_sector_link(), agreements_mark(), fetched_sources()))
    show_downloads("antwoorden", {sector_id, EVERY}, "antwoorden", column="sector_id")


def _show_beside(pair: Pair) -> None:
    show_part(PAGE, "naast", partial(_show_compared, pair))


def _show_compared(pair: Pair) -> None:
    st.html(compare_table(pair, chosen_sector_link(), agreements_mark()))


def _show_charts(pair: Pair) -> None:
    show_part(PAGE, "samen", partial(show_together, pair))


_PARTS: dict[str, dict[str, Callable[[str], None]]] = {
    "documenten": {"cijfers": _show_figures},
    "cbs": {"reeksen": show_live},
    "nederland": {"verhouding": show_ratio, "afbakening": _show_definition},
    "werk": {"werk": _show_work},
    "vragen": {"vragen": _show_questions},
}
_PAIR_PARTS: dict[str, Callable[[Pair], None]] = {"kort": _show_beside, "cbs": _show_charts}
