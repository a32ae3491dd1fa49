"""Whole pages of text, kept in assets/teksten as Markdown."""

from __future__ import annotations

import streamlit as st

from components.markup.templates import macro
from components.words.texts import FOLDER
from data_loaders.geo.boundary_file import boundaries_source


def show_text(name: str) -> None:
    """Show the text `assets/teksten/<name>.md` in one column of reading width.

    `{bron_grenzen}` in a text becomes the source line of the boundaries in use.
    """
    path = FOLDER / f"{name}.md"
    with st.container(key="leestekst"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            st.markdown(text.replace("{bron_grenzen}", boundaries_source()))
        else:
            st.html(macro("basis", "notice", "Deze tekst is nu niet beschikbaar."))
