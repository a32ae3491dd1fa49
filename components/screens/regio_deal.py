"""The page Regio Deal: all projects with their places and parties, or one project."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.deal.cards import project_list
from components.deal.links import PROJECT
from components.deal.partners import partners
from components.deal.places import places
from components.deal.sheet import project_sheet
from components.deal.unsaid import unsaid
from components.markup.templates import macro
from components.screens.regio_deal_filters import (
    asked_project,
    choose_projects,
    choose_view,
    chosen_deal_link,
    chosen_projects,
    clear_filters,
    set_municipalities,
)
from components.widgets.choice_map import show_choice_map
from components.widgets.deck_tray import offer_tile
from components.widgets.parts import show_downloads, show_part
from components.widgets.selection import current_theme
from components.words.registers import agreements_mark
from data_loaders.agreements.project_search import find_projects
from data_loaders.agreements.projects import Project
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state

PAGE = "regio-deal"
MAP_KEY = "projectenkaart"
PARTS = {
    "projecten": "Projecten",
    "projectdoelen": "Doelen met een getal",
    "projectresultaten": "Resultaten zonder getal",
    "partners": "Partijen",
}
"""The registers of a project, and what they are called at a download."""
UNKNOWN_PROJECT = "Het project in deze link kennen wij niet. Hieronder staan alle projecten."
NOTHING = "Geen project past bij deze keuze."
log = logging.getLogger(__name__)


def show_regio_deal() -> None:
    """Show the project that the address asks for, or else all projects."""
    marks = agreements_mark()
    try:
        project = asked_project()
        unknown = project is None and PROJECT in st.query_params
    except DataError:  # each part of the list says for itself that it cannot be shown
        project, unknown = None, False
    if project is not None:
        _show_project(project, marks)
        return
    if unknown:
        st.html(macro("basis", "notice", UNKNOWN_PROJECT))
    show_part(PAGE, "projecten", partial(_show_projects, marks))
    show_part(PAGE, "plaatsen", partial(_show_places, marks))
    show_part(PAGE, "partners", partial(_show_partners, marks))
    show_part(PAGE, "niet-genoemd", partial(_show_unsaid, marks))


def _show_project(project: Project, marks: Fingerprint) -> None:
    try:
        st.html(project_sheet(project.id, chosen_deal_link(), marks, dutch_today()))
    except (DataError, KeyError) as problem:  # KeyError: an id that no register knows
        log.error("%s", problem, exc_info=isinstance(problem, KeyError))
        text = "Dit project is nu niet te tonen: er zit een fout in de gegevens."
        st.html(macro("basis", "empty", text))
        return
    _show_downloads(list(PARTS), {project.id})
    offer_tile(DeckTile("project", project.id))


def _show_projects(marks: Fingerprint) -> None:
    choice = choose_projects()
    with st.container(horizontal=True, vertical_alignment="bottom", key="dealkeuze"):
        view = choose_view()
        clear_filters(choice)
    st.html(project_list(choice, view, chosen_deal_link(), marks, dutch_today()))
    found = set(find_projects(choice).shown)
    if found:
        _show_downloads(["projecten", "projectdoelen", "projectresultaten"], found)


def _show_places(marks: Fingerprint) -> None:
    marks = (*marks, *boundaries_state())
    made = places(chosen_projects(), chosen_deal_link(), current_theme(), marks)
    if made is None:
        st.html(macro("basis", "empty", NOTHING))
        return
    st.html(macro("basis", "heading", made.title))
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_choice_map(made.map, f"{made.title}.", made.legend, MAP_KEY, set_municipalities)
    with right:
        st.html(made.beside)
    st.html(made.below)


def _show_partners(marks: Fingerprint) -> None:
    shown = find_projects(chosen_projects()).shown
    if not shown:
        st.html(macro("basis", "empty", NOTHING))
        return
    made = partners(shown, chosen_deal_link(), marks)
    st.html(macro("basis", "heading", made.title) + made.matrix + made.below)
    _show_downloads(["partners"], set(shown))


def _show_unsaid(marks: Fingerprint) -> None:
    st.html(unsaid(marks, dutch_today()))


def _show_downloads(registers: Sequence[str], projects: set[str]) -> None:
    with st.container(gap=None, key=f"dealbestanden-{registers[-1]}"):
        for register in registers:
            column = "id" if register == "projecten" else "project_id"
            show_downloads(register, projects, f"deal-{register}", PARTS[register], column)
