"""The band at the top of a page of the app, and how the browser calls that page."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.markup.hero import Hero, document_title, hero_head, hero_tabs


def show_hero(hero: Hero, beside: Callable[[], None] | None = None) -> None:
    """Show the band, with its tabs on the lower edge, and name the page after it.

    `beside` shows controls to the right (a choice of municipality), where `hero.side` cannot.
    A page with parts:

        TABS = {"doelen": "Doelen", "geld": "Geld"}
        opened = open_tab(TABS)
        show_hero(Hero(finding, lead, steps, tab_links(TABS, opened)))
        SHOW[opened]()  # only the open one is built
    """
    if hero.names:
        name_document(*hero.names)
    with st.container(key="kop"):
        if beside:
            left, right = st.columns([4, 1], gap="medium")
            left.html(hero_head(hero))
            with right:
                beside()
        else:
            st.html(hero_head(hero))
        if hero.tabs:
            st.html(hero_tabs(hero))


def name_document(*names: str) -> None:
    """Let the tab of the browser say where one is, the most particular first."""
    st.set_page_config(page_title=document_title(*names))
