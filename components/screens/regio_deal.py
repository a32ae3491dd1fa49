"""The page Regio Deal: all projects with their places and parties, or one project."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.deal.finding import deal_finding
from components.deal.goals import goals_per_line, goals_tables
from components.deal.links import PROJECT, list_address
from components.deal.partners import partners, partners_door
from components.deal.places import places
from components.deal.rows import VIEWS, View, project_list
from components.deal.sheet import project_sheet
from components.deal.unsaid import unsaid
from components.markup.hero import Hero
from components.markup.templates import macro
from components.screens.regio_deal_filters import (
    asked_project,
    choose_projects,
    chosen_deal_link,
    chosen_projects,
    chosen_view,
    set_municipalities,
    view_address,
)
from components.widgets.block import show_block
from components.widgets.choice_map import show_choice_map
from components.widgets.deck_tray import offer_tile, offer_tiles
from components.widgets.hero import show_hero
from components.widgets.parts import show_downloads, show_plain_part
from components.widgets.selection import current_theme
from components.widgets.tabs import PART, open_tab, tab_links
from components.widgets.terms import show_terms_of
from components.words.registers import agreements_mark
from components.words.share_links import share_links
from components.words.source import records_source
from components.words.texts import load_section
from data_loaders.agreements.project_search import find_projects
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state

PAGE, NAME = "regio-deal", "Regio Deal"
MAP_KEY = "projectenkaart"
TABS = {
    "projecten": "Projecten",
    "partners": "Partners",
    "doelen": "Doelen in een tabel",
    "niet-genoemd": "Wat er niet staat",
}
"""The parts of the page, by their word in a link."""
REGISTERS = {
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
    opened = _show_head(marks)
    if unknown:
        st.html(macro("basis", "notice", UNKNOWN_PROJECT))
    if opened == "niet-genoemd":
        _show_panel("niet-genoemd", partial(_show_unsaid, marks))
        return
    show_plain_part(PAGE, "filters", choose_projects)
    shows = {"projecten": _show_overview, "partners": _show_partners, "doelen": _show_goals}
    shows[opened](marks)


def _show_head(marks: Fingerprint) -> str:
    """Show the band with the finding, and return which part is open."""
    lead = load_section(PAGE, "top").intro
    try:
        found = deal_finding(marks, dutch_today())
    except (DataError, KeyError):  # the parts say so themselves
        opened = open_tab(TABS)
        show_hero(Hero(NAME, lead, tabs=tab_links(TABS, opened, PROJECT), name=NAME))
        return opened
    counts = {word: f" ({count})" for word, count in found.counts.items()}
    tabs = {word: f"{name}{counts.get(word, '')}" for word, name in TABS.items()}
    opened = open_tab(tabs)
    links = tab_links(tabs, opened, PROJECT)
    show_hero(Hero(found.title, lead, tabs=links, side=found.side, name=NAME))
    return opened


def _show_panel(part: str, show: Callable[[], None]) -> None:
    with st.container(key=f"paneel-deal-{part}"):
        show_plain_part(PAGE, part, show)


def _show_project(project: Project, marks: Fingerprint) -> None:
    steps = ((NAME, list_address(chosen_deal_link())), (project.name, ""))
    show_hero(Hero(project.name, project.aim, steps, name=f"{project.name} – {NAME}"))
    try:
        st.html(project_sheet(project.id, chosen_deal_link(), marks, dutch_today()))
    except (DataError, KeyError) as problem:  # KeyError: an id that no register knows
        log.error("%s", problem, exc_info=isinstance(problem, KeyError))
        text = "Dit project is nu niet te tonen: er zit een fout in de gegevens."
        st.html(macro("basis", "empty", text))
        return
    with st.container(horizontal=True, gap="small", key="voet-project"):
        _offer_downloads(list(REGISTERS), [project.id])
        offer_tile(DeckTile("project", project.id))


def _show_overview(marks: Fingerprint) -> None:
    """Show the projects, and beside them where they are, what they promise and who takes part."""
    left, right = st.columns([8, 5], gap="small")
    with left:
        _show_panel("projecten", partial(_show_projects, marks))
    with right:
        _show_panel("plaatsen", partial(_show_places, marks))
        show_plain_part(PAGE, "doelen", _show_per_line)
        show_plain_part(PAGE, "partners", _show_door)
        show_terms_of(PAGE)


def _show_projects(marks: Fingerprint) -> None:
    choice, view, link = chosen_projects(), chosen_view(), chosen_deal_link()
    show_block(project_list(choice, view, link, marks, dutch_today()))
    if found := find_projects(choice).shown:
        _show_foot(found, view)


def _show_foot(found: Sequence[str], view: View) -> None:
    """Show in one row where the list is from, and what can be done with it."""
    projects = [load_by_id(Project)[project] for project in found]
    other = VIEWS[view == VIEWS[0]]
    way = ("Toon als tabel" if other == "tabel" else "Toon als lijst", view_address(other))
    shares = [way for p in projects for way in share_links(f"project/{p.id}", p.name, label=p.name)]
    with st.container(horizontal=True, gap="small", key="voet-deal"):
        st.html(macro("regio-deal", "foot", records_source(projects), way, shares))
        _offer_downloads(["projecten", "projectdoelen", "projectresultaten"], found)
        tiles = {project.name: DeckTile("project", project.id) for project in projects}
        offer_tiles(tiles, "projecten")


def _show_places(marks: Fingerprint) -> None:
    marks = (*marks, *boundaries_state())
    made = places(chosen_projects(), chosen_deal_link(), current_theme(), marks)
    if made is None:
        st.html(macro("basis", "empty", NOTHING))
        return
    intro = load_section(PAGE, "plaatsen").intro
    st.html(macro("basis", "heading", made.title, [f"{intro} {made.unplaced}"]))
    show_choice_map(made.map, f"{made.title}.", made.legend, MAP_KEY, set_municipalities)
    st.html(made.beside + made.below)


def _show_per_line() -> None:
    if shown := find_projects(chosen_projects()).shown:
        st.html(goals_per_line(shown, agreements_mark(), dutch_today()))


def _show_door() -> None:
    if shown := find_projects(chosen_projects()).shown:
        address = list_address((*chosen_deal_link(), (PART, "partners")))
        st.html(partners_door(shown, address, agreements_mark()))


def _show_partners(marks: Fingerprint) -> None:
    _show_panel("partners", partial(_show_matrix, marks))


def _show_matrix(marks: Fingerprint) -> None:
    shown = find_projects(chosen_projects()).shown
    if not shown:
        st.html(macro("basis", "empty", NOTHING))
        return
    made = partners(shown, chosen_deal_link(), marks)
    intro = load_section(PAGE, "partners").intro
    heading = macro("basis", "heading", made.title, [made.told, intro], level=2)
    st.html(heading + made.matrix + made.below)
    _show_downloads(["partners"], set(shown))


def _show_goals(marks: Fingerprint) -> None:
    _show_panel("doelen", partial(_show_tables, marks))


def _show_tables(marks: Fingerprint) -> None:
    shown = find_projects(chosen_projects()).shown
    if not shown:
        st.html(macro("basis", "empty", NOTHING))
        return
    st.html(goals_tables(shown, chosen_deal_link(), marks, dutch_today()))
    _show_downloads(["projectdoelen", "projectresultaten"], set(shown))


def _show_unsaid(marks: Fingerprint) -> None:
    section = load_section(PAGE, "niet-genoemd")
    heading = macro("basis", "heading", section.title, [section.intro], level=2)
    st.html(heading + unsaid(marks, dutch_today()))


def _offer_downloads(registers: Sequence[str], projects: Sequence[str]) -> None:
    """Offer files behind a button: they are made ready when somebody opens it."""
    files = st.popover("Download", type="tertiary", key="bestanden-deal", on_change="rerun")
    if files.open:
        with files:
            _show_downloads(registers, set(projects))


def _show_downloads(registers: Sequence[str], projects: set[str]) -> None:
    with st.container(gap=None, key=f"dealbestanden-{registers[-1]}"):
        for register in registers:
            column = "id" if register == "projecten" else "project_id"
            show_downloads(register, projects, f"deal-{register}", REGISTERS[register], column)
