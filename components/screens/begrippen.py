"""The page Begrippen: the words of the documents by theme, and to be searched."""

from __future__ import annotations

import streamlit as st

from components.markup.hero import Hero
from components.markup.templates import macro
from components.stories import terms
from components.widgets.filters import search_text
from components.widgets.hero import show_hero
from components.widgets.parts import show_downloads, show_plain_part
from components.widgets.tabs import open_tab, tab_links
from components.words.texts import load_section
from data_loaders.files.errors import DataError

PAGE, NAME = "begrippen", "Begrippen"
SEARCH = "zoek"
NOTHING = "Geen begrip past bij wat u zoekt. Probeer een ander woord."


def show_terms() -> None:
    """Show the words of the theme that is open, or what was searched for."""
    section = load_section(PAGE, "kop")
    try:
        found = terms.themes()
    except DataError:  # the part below says so
        found = {}
    tabs = {name.casefold().replace(" ", "-"): name for name in found} or {"alle": NAME}
    opened = open_tab(tabs)
    title = f"{sum(found.values())} begrippen uit de documenten, kort uitgelegd"
    links = tab_links(tabs, opened, SEARCH)
    show_hero(Hero(title, section.intro, tabs=links, name=NAME))

    def show() -> None:
        text = search_text("Zoek een begrip", SEARCH, "Bijvoorbeeld: ontschot")
        items = terms.found_terms(text, tabs[opened])
        with st.container(key="paneel-begrippen"):
            if text:
                st.html(macro("basis", "sub", f"Gevonden in alle onderwerpen: {len(items)}"))
            if items:
                st.html(terms.terms_html(items))
            else:
                st.html(macro("basis", "empty", NOTHING))
        show_downloads("begrippen", None, "begrippen")

    show_plain_part(PAGE, "lijst", show)
