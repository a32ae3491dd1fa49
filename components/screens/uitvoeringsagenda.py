"""The page Uitvoeringsagenda: its band with tabs, and the calendar of the actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.agenda.calendar import CalendarView, calendar_view
from components.agenda.doors import ambitions_door, dates_door, money_door
from components.agenda.figure import PlannedActions
from components.agenda.phrases import agenda_finding, quarter_words
from components.markup.doors import door_row
from components.markup.hero import Hero
from components.markup.templates import macro
from components.widgets.filters import choose_some
from components.widgets.hero import show_hero
from components.widgets.page_link import follow_link
from components.widgets.parts import show_actions_row
from components.widgets.selection import choose_one, follow_one
from components.widgets.tabs import PART, open_tab, tab_address, tab_links
from components.widgets.terms import show_terms_of
from components.words.registers import agreements_mark
from components.words.share_links import share_links
from components.words.texts import load_section
from data_loaders.agreements.agenda import Action, Ambition, KeyDate, Line
from data_loaders.agreements.calendar import STATES, ActionChoice, plan_of, quarters_of
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.reports.actions import agenda_states

PAGE = "uitvoeringsagenda"
TABS = {
    "kalender": "Kalender",
    "geld": "Geld",
    "posten": "Posten en afspraken",
    "sleuteldata": "Sleuteldata",
    "ambities": "Ambities",
}
STEPS = (("Doelen en projecten", "./hca-doelen"), ("Uitvoeringsagenda", ""))
LINE, AMBITION, STATE, QUARTER, POSTS = "lijn", "ambitie", "stand", "kwartaal", "begroting"
FILTERS = (LINE, AMBITION, STATE)
EVERY = "alle"
NOTHING = "Geen enkele actie past bij deze keuze. Wis de filters, of kies er minder tegelijk."


def show_calendar() -> str:
    """Show the band of the page and return which of its parts is open.

    A link to the posts of an ambition opens the part that has them.
    """
    asked = POSTS in st.query_params and PART not in st.query_params
    opened = "posten" if asked else open_tab(TABS)
    tabs = tab_links(TABS, opened, POSTS)
    show_hero(Hero(_finding(agreements_mark(), dutch_today()), steps=STEPS, tabs=tabs))
    return opened


@lru_cache(maxsize=2)
def _finding(_mark: Fingerprint, day: date) -> str:
    """Return what stands out; without its register the page has its own name."""
    try:
        return agenda_finding(agenda_states(load(Action), day).values())
    except DataError:
        return load_section(PAGE, "kop").title


def show_actions() -> None:
    """Show the calendar of the actions that fit the visitor's choice."""
    choice = _choose()
    made = _calendar(agreements_mark(), choice, dutch_today())
    with st.container(key="paneel-kalender"):
        title = load_section(PAGE, "acties").title
        st.html(macro(PAGE, "count", title, made.count, choice == ActionChoice()))
        if choice != ActionChoice():
            st.button("Wis alle filters", on_click=_clear, key="wis-agenda")
        if not made.ids:
            st.html(macro("basis", "empty", NOTHING))
            return
        st.html(made.calendar + made.differences)
        links = share_links("agenda", "Acties van het kwartaal", label="Deel of sluit in")
        show_actions_row(
            "acties", "acties", frozenset(made.ids), made.foot, links, DeckTile("agenda")
        )


def _choose() -> ActionChoice:
    """Show the filters, each behind a button that says what is chosen, and return the choice."""
    agenda = _agenda()
    with st.container(key="agenda-filters", horizontal=True):
        lines = _choose_some("Lijn", [i.id for i in agenda.lines], LINE, agenda.line_name)
        keys = [item.id for item in agenda.ambitions]
        ambitions = _choose_some("Ambitie", keys, AMBITION, agenda.ambition_name)
        states = _choose_some("Stand", STATES, STATE, str)
        quarter = _choose_quarter()
    return ActionChoice(lines, ambitions, states, "" if quarter == EVERY else quarter)


def _choose_some(
    label: str, options: Sequence[str], key: str, name: Callable[[str], str]
) -> tuple[str, ...]:
    follow_link(key, options, name, [], max(len(options), 2))  # for the words on the button
    count = len(st.session_state[key])
    with st.popover(f"{label}: {f'{count} gekozen' if count else 'alle'}", key=f"filter-{key}"):
        return choose_some(label, options, key, name)


def _choose_quarter() -> str:
    quarters = _quarters(agreements_mark())
    chosen = follow_one(quarters, QUARTER, _quarter_name, EVERY)
    said = "alle" if chosen == EVERY else quarter_words(chosen)
    with st.popover(f"Actief in: {said}", key=f"filter-{QUARTER}"):
        return choose_one("Actief in", quarters, QUARTER, _quarter_name)


@lru_cache(maxsize=2)
def _quarters(_mark: Fingerprint) -> tuple[str, ...]:
    return (EVERY, *quarters_of([plan_of(action) for action in load(Action)]))


def _quarter_name(quarter: str) -> str:
    return "Alle kwartalen" if quarter == EVERY else quarter_words(quarter)


def _clear() -> None:
    """Take every choice away, in the link too, as one step of the browser's history."""
    for key in FILTERS:
        st.session_state[key] = []
    st.session_state[QUARTER] = EVERY
    gone = {*FILTERS, QUARTER}
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in gone}
    st.query_params.from_dict(kept)


def _agenda() -> PlannedActions:
    return PlannedActions(load(Action), load(Line), load(Ambition))


@lru_cache(maxsize=128)
def _calendar(_mark: Fingerprint, choice: ActionChoice, day: date) -> CalendarView:
    return calendar_view(_agenda(), choice, day)


def show_agenda_ways() -> None:
    """Show what is behind the other tabs, each in a few lines."""
    addresses = tuple(tab_address(part) for part in ("geld", "sleuteldata", "ambities"))
    st.html(_ways(agreements_mark(), dutch_today(), addresses))
    show_terms_of(PAGE)


@lru_cache(maxsize=32)
def _ways(_mark: Fingerprint, day: date, addresses: tuple[str, ...]) -> Markup:
    money, dates, ambitions = addresses
    doors = (
        money_door(load(Amount), day, money),
        dates_door(load(KeyDate), day, dates),
        ambitions_door(load(Ambition), load(Line), ambitions),
    )
    return door_row(load_section(PAGE, "wegen").title, doors)
