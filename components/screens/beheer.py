"""Beheer: the desk of who reports and who publishes, and the door for everybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import streamlit as st

from components.markup.hero import Hero
from components.markup.templates import macro
from components.screens.beheer_bestand import show_file
from components.screens.beheer_doorgeven import show_entry
from components.screens.beheer_gevraagd import show_asked
from components.screens.beheer_logboek import show_log
from components.screens.beheer_mensen import show_people
from components.screens.beheer_wachten import show_proposals
from components.widgets.account import current_insider
from components.widgets.desk import PAGE, show_told
from components.widgets.hero import show_hero
from components.widgets.parts import show_part
from components.widgets.tabs import open_tab, tab_links
from components.words.hosting import inside_access
from data_loaders.access.insiders import LOGIN, DeniedError, Insider
from data_loaders.clock import dutch_time, utc_now
from data_loaders.files.errors import DataError
from data_loaders.reports.desk import proposals
from data_loaders.reports.reading import load_everything
from data_loaders.reports.rows import Everything

FAILED = ("aanmelden", "mislukt")
# `st.login` and `st.logout` lead to the root of the site, also below a sub-path.
SIGN_IN = ("./auth/login", "Aanmelden")
SIGN_OUT = ("./auth/logout", "Afmelden")
DOOR = "Hier geven de organisaties achter de doelen door hoe het ervoor staat."
AWAY = (
    "Er kan nu niets worden bewaard, en wat al is doorgegeven is hier niet te zien. Bezoekers van "
    "de monitor zien wat het laatst bekend was."
)
SOON = timedelta(minutes=10)


def show_desk() -> None:
    """Show the desk to who is in, and to others how to sign in."""
    try:
        insider = current_insider()
    except DeniedError as denied:
        _show_door(str(denied))
        return
    try:
        everything = load_everything()
    except DataError as problem:
        show_hero(Hero("Beheer kan nu niets bewaren", _told(insider), name="Beheer"))
        st.html(macro("basis", "notice", f"{problem.sentence} {AWAY}"))
    else:
        _show_parts(insider, everything)
    _show_way_out(insider)


def _show_parts(insider: Insider, everything: Everything) -> None:
    shown: dict[str, tuple[str, Callable[[], None]]] = {
        "gevraagd": ("Wat wordt gevraagd", partial(show_asked, everything)),
        "doorgeven": ("Doorgeven", partial(show_entry, insider, everything)),
        "bestand": ("Bestand of plakken", partial(show_file, insider)),
        "wachten": (
            f"Wacht ({len(proposals(everything, insider))})",
            partial(show_proposals, insider, everything),
        ),
        "logboek": ("Logboek", partial(show_log, insider, everything)),
    }
    if insider.is_administrator:
        shown["mensen"] = ("Mensen", partial(show_people, insider, everything))
    names = {word: name for word, (name, _) in shown.items()}
    opened = open_tab(names)
    tabs = tab_links(names, opened)
    show_hero(Hero("Doorgeven hoe het ervoor staat", _told(insider), tabs=tabs, name="Beheer"))
    show_told()
    show_part(PAGE, opened, shown[opened][1])


def _show_door(why: str) -> None:
    show_hero(Hero("Alleen na aanmelden", DOOR, name="Beheer"))
    if why:
        st.html(macro("basis", "notice", why))
    elif st.query_params.get(FAILED[0]) == FAILED[1]:
        st.html(macro("basis", "notice", "Het aanmelden is niet gelukt. Probeer het opnieuw."))
    st.html(macro("beheer", "ways", [SIGN_IN, *([SIGN_OUT] if why else [])]))


def _told(insider: Insider) -> str:
    """Return who is in and until when, as one sentence."""
    if insider.until is None:
        return "Deze monitor is alleen op deze machine te zien; niemand hoeft zich aan te melden."
    told = (
        f"U bent aangemeld als {insider.account} ({insider.role}), "
        f"tot {dutch_time(insider.until):%H.%M} uur."
    )
    if insider.until - utc_now() > SOON:
        return told
    return f"{told} Dat is zo meteen: verstuur eerst wat u hebt ingevuld."


def _show_way_out(insider: Insider) -> None:
    if inside_access().mode == LOGIN and insider.until:
        st.html(macro("beheer", "ways", [SIGN_OUT]))
