"""Pages of plain text, kept as Markdown in assets/teksten."""

from __future__ import annotations

import streamlit as st

from components import markup
from data_loaders.paths import ASSETS


def show_text(name: str) -> None:
    """Show the text `assets/teksten/<name>.md` in one column of reading width."""
    path = ASSETS / "teksten" / f"{name}.md"
    with st.container(key="leestekst"):
        if path.is_file():
            st.markdown(path.read_text(encoding="utf-8"))
        else:
            st.html(markup.notice("Deze tekst is nu niet beschikbaar."))
