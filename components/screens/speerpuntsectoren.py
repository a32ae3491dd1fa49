"""The page Speerpuntsectoren: all sectors, one of them, or two beside each other."""

from __future__ import annotations

import logging
from functools import partial

import streamlit as st

from components.markup.templates import macro
from components.screens.speerpuntsectoren_choice import (
    asked_sector,
    choose_compared,
    choose_municipality,
    chosen_sector_link,
)
from components.screens.speerpuntsectoren_tiles import show_live, show_ratio, show_together
from components.sectors.cards import sector_cards
from components.sectors.compare import Pair, compare_table
from components.sectors.definition import definition
from components.sectors.matrix import agendas_for, matrix
from components.sectors.phrases import SECTOR, figures_of
from components.sectors.positions import positions
from components.sectors.profile import pair_head, profile_head, sector_neighbours
from components.sectors.questions import fetched_sources, sector_questions
from components.sectors.themes import in_short, sector_themes
from components.sectors.work import sector_work
from components.widgets.parts import show_chart, show_downloads, show_part
from components.widgets.selection import current_theme
from components.words.registers import agreements_mark
from data_loaders.agreements.sectors import EVERY, Sector
from data_loaders.files.errors import DataError

PAGE = "speerpuntsectoren"
UNKNOWN_SECTOR = "De sector in deze link kennen wij niet. Hieronder staan alle sectoren."
BROKEN = "Deze sector is nu niet te tonen: er zit een fout in de gegevens."
log = logging.getLogger(__name__)


def show_sectors() -> None:
    """Show the sector that the address asks for, or else all sectors."""
    sector = asked_sector()
    if sector is not None:
        _show_sector(sector)
        return
    if SECTOR in st.query_params:
        st.html(macro("basis", "notice", UNKNOWN_SECTOR))
    show_part(PAGE, "sectoren", _show_cards)
    show_part(PAGE, "keuzes", _show_matrix)
    show_part(PAGE, "posities", _show_positions)


def _show_cards() -> None:
    st.html(sector_cards(chosen_sector_link(), agreements_mark()))
    show_downloads("sectoren", None, "sectoren")


def _show_matrix() -> None:
    municipality = choose_municipality()
    st.html(matrix(municipality, chosen_sector_link(), agreements_mark()))
    shown = {agenda.id for agenda in agendas_for(municipality)}
    show_downloads("keuzes", shown, "keuzes", column="agenda_id")


def _show_positions() -> None:
    made = positions(current_theme(), chosen_sector_link(), agreements_mark())
    st.html(macro("basis", "heading", made.headline) + made.table)
    show_chart(made.spec, made.alt, "sectorposities")
    st.html(made.foot)
    show_downloads("posities", None, "posities")


def _show_sector(sector: Sector) -> None:
    head = st.container()
    try:
        compared = choose_compared(sector)
        marks, link = agreements_mark(), chosen_sector_link()
        made = (
            pair_head((sector.id, compared), link, marks)
            if compared
            else profile_head(sector.id, link, marks)
        )
    except (DataError, KeyError) as problem:  # KeyError: an id that no register knows
        log.error("%s", problem, exc_info=isinstance(problem, KeyError))
        head.html(macro("basis", "empty", BROKEN))
        return
    head.html(made)
    if compared:
        _show_pair((sector.id, compared))
    else:
        _show_profile(sector.id)
        st.html(sector_neighbours(sector.id, link, marks))


def _show_profile(sector_id: str) -> None:
    parts = {
        "kort": _show_short,
        "cijfers": _show_figures,
        "afbakening": _show_definition,
        "reeksen": show_live,
        "verhouding": show_ratio,
        "werk": _show_work,
        "vragen": _show_questions,
    }
    for name, show in parts.items():
        show_part(PAGE, name, partial(show, sector_id))


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


def _show_pair(pair: Pair) -> None:
    show_part(PAGE, "naast", partial(_show_compared, pair))
    show_part(PAGE, "samen", partial(show_together, pair))


def _show_compared(pair: Pair) -> None:
    st.html(compare_table(pair, chosen_sector_link(), agreements_mark()))
