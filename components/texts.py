"""Pages of plain text, kept as Markdown in assets/teksten."""

from __future__ import annotations

import streamlit as st

from data_loaders.paths import ASSETS


def show_text(name: str) -> None:
    """Show the text `assets/teksten/<name>.md` in one column of reading width."""
    with st.container(key="leestekst"):
        st.markdown((ASSETS / "teksten" / f"{name}.md").read_text(encoding="utf-8"))
