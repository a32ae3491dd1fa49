"""The frame: page settings, menu, choice of area and foot. No data and no charts here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.exhibit.warmup import warm_up
from components.screens.frame import TITLE, page_icon, show_footer, show_notices, show_style
from components.widgets.page_link import notices_of_link
from components.widgets.selection import choose_areas
from pages import PAGES

HERE = Path(__file__).parent

warm_up()
st.set_page_config(page_title=TITLE, page_icon=page_icon(), layout="wide")
show_style()
entries = [
    st.Page(
        HERE / "pages" / entry.slug / "page.py",
        title=entry.title,
        url_path=entry.slug,
        default=entry is PAGES[0],
    )
    for entry in PAGES
]
page = st.navigation(entries, position="hidden" if st.context.is_embedded else "top")
choose_areas(shown=False)
notices = st.container()
page.run()
with notices:  # known only now, but belongs above the page
    show_notices(notices_of_link())
show_footer()
