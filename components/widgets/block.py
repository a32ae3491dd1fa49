"""A block of HTML with drawings on a page: each drawing as a picture, in the visitor's theme."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.charts.theme import PALETTES, ThemeName, roles_of
from components.markup.pictures import as_pictures
from components.widgets.selection import current_theme


def show_block(block: Markup) -> None:
    """Show a block; its drawings name colours by their role, `var(--accent)`."""
    st.html(_in_theme(block, current_theme()))


@lru_cache(maxsize=128)
def _in_theme(block: Markup, theme: ThemeName) -> Markup:
    return as_pictures(block, roles_of(PALETTES[theme]))
