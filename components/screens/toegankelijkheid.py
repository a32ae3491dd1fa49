"""The page Toegankelijkheid: the statement, from its file."""

from __future__ import annotations

import logging

import streamlit as st

from components.markup.templates import macro
from data_loaders.accessibility import load_statement
from data_loaders.files.errors import DataError
from data_loaders.monitor import contact, publisher

ROOM = "toegankelijkheid"
BROKEN = "De verklaring is nu niet te tonen: er zit een fout in de gegevens."


def show_statement() -> None:
    """Show the accessibility statement; what only the owner can fill in says so."""
    with st.container(key="leestekst"):
        try:
            st.html(macro(ROOM, "statement", load_statement(), publisher(), *contact()))
        except DataError as problem:
            logging.getLogger(__name__).error("%s", problem)
            st.html(macro("basis", "empty", BROKEN))
