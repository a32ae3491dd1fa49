"""Beheer: the desk of who reports and who publishes, and the door for everybody else."""

from __future__ import annotations

import streamlit as st

from components.markup.hero import Hero
from components.markup.templates import macro
from components.widgets.account import current_insider
from components.widgets.hero import show_hero
from components.words.hosting import inside_access
from data_loaders.access.insiders import LOGIN, DeniedError, Insider
from data_loaders.clock import dutch_time

PAGE = "beheer"
FAILED = {"aanmelden": "mislukt"}
DOOR = "Hier geven de organisaties achter de doelen door hoe het ervoor staat."


def show_desk() -> None:
    """Show the desk to who is in, and to others how to sign in."""
    try:
        insider = current_insider()
    except DeniedError as denied:
        _show_door(str(denied))
        return
    show_hero(Hero("Doorgeven hoe het ervoor staat", _told(insider), name="Beheer"))
    _show_way_out()


def _show_door(why: str) -> None:
    show_hero(Hero("Alleen na aanmelden", DOOR, name="Beheer"))
    if why:
        st.html(macro("basis", "notice", why))
    elif all(st.query_params.get(name) == value for name, value in FAILED.items()):
        st.html(macro("basis", "notice", "Het aanmelden is niet gelukt. Probeer het opnieuw."))
    if st.button("Aanmelden", type="primary"):
        st.login()
    if why and st.button("Afmelden"):
        st.logout()


def _told(insider: Insider) -> str:
    """Return who is in and until when, as one sentence."""
    if insider.until is None:
        return "Deze monitor is alleen op deze machine te zien; niemand hoeft zich aan te melden."
    until = f"{dutch_time(insider.until):%H.%M}"
    return f"U bent aangemeld als {insider.account} ({insider.role}), tot {until} uur."


def _show_way_out() -> None:
    if inside_access().mode == LOGIN and st.button("Afmelden"):
        st.logout()
