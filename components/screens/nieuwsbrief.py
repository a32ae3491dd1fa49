"""The page Nieuwsbrief: the letter of a quarter, ready to send, and ways to take it along."""

from __future__ import annotations

from urllib.parse import urlencode, urljoin

import streamlit as st

from components.deal.letter import QUARTER, Letter, letter_mail, letter_of, letter_quarters
from components.markup.hero import Hero
from components.markup.templates import macro
from components.widgets.hero import show_hero
from components.widgets.selection import choose_one, follow_one
from components.words.formatting import format_when
from components.words.hosting import has_own_routes
from components.words.registers import agreements_mark
from data_loaders.clock import dutch_today

PAGE = "nieuwsbrief"
STEPS = (("Doelen en projecten", "./hca-doelen"), ("Nieuwsbrief", ""))


def _letter() -> Letter:
    quarters = letter_quarters(dutch_today())
    chosen = follow_one(quarters, QUARTER, format_when, quarters[0])
    return letter_of(chosen, dutch_today(), agreements_mark())


def show_letter_head() -> None:
    """Show what the letter comes down to."""
    letter = _letter()
    show_hero(Hero(letter.title, letter.lead, STEPS))


def show_letter() -> None:
    """Show the letter, of which quarter it is, and how to take it along."""
    letter = _letter()
    with st.container(key="brief-keuze", horizontal=True, vertical_alignment="bottom"):
        choose_one("Kwartaal", letter_quarters(dutch_today()), QUARTER, format_when)
        if has_own_routes():
            asked = urlencode({QUARTER: letter.quarter})
            links = [(name, f"./{PAGE}.{name.lower()}?{asked}") for name in ("PDF", "HTML")]
            st.html(macro(PAGE, "ways", links))
        paste = st.popover("Plak in een mail", key="brief-mail", on_change="rerun")
    if paste.open:
        with paste:
            st.html(macro(PAGE, "copy", letter_mail(letter, urljoin(st.context.url or "", "./"))))
    with st.container(key="paneel-brief"):
        st.html(macro(PAGE, "sheet", letter, "./"))
