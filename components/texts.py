"""Pages of plain text, kept as Markdown in assets/teksten."""

from __future__ import annotations

import streamlit as st

from components import markup
from data_loaders.boundary_file import boundaries_source
from data_loaders.paths import ASSETS


def show_text(name: str) -> None:
    """Show the text `assets/teksten/<name>.md` in one column of reading width.

    `{bron_grenzen}` in a text becomes the source line of the boundaries in use.
    """
    path = ASSETS / "teksten" / f"{name}.md"
    with st.container(key="leestekst"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            st.markdown(text.replace("{bron_grenzen}", boundaries_source()))
        else:
            st.html(markup.notice("Deze tekst is nu niet beschikbaar."))
