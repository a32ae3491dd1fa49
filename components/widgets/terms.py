"""The words of the documents that stand on a page, folded below it."""

from __future__ import annotations

import streamlit as st

from components.stories.terms import terms_here
from components.words.registers import agreements_mark


def show_terms_of(place: str) -> None:
    """Show what the words on a page mean (`regio-in-beeld?onderdeel=gwu`); nothing without any."""
    if told := terms_here(place, agreements_mark()):
        st.html(told)
