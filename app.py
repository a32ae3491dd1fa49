"""The frame: page settings, menu, what was chosen, and foot. No data and no charts here."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.exhibit.warmup import warm_up
from components.screens.frame import (
    begin,
    run_page,
    show_footer,
    show_header,
    show_notices,
    show_style,
)
from components.widgets.account import has_inside, is_inside
from components.widgets.page_link import notices_of_link
from components.widgets.selection import keep_areas
from components.words.reported import outage
from pages import BESIDE, INSIDE, PAGES

HERE = Path(__file__).parent

warm_up()
entries = [
    st.Page(
        HERE / "pages" / entry.slug / "page.py",
        title=entry.title,
        url_path=entry.slug,
        default=entry is PAGES[0],
    )
    for entry in (*PAGES, *(INSIDE if has_inside() else ()))
]
page = st.navigation(entries, position="hidden")
opened = page.url_path or PAGES[0].slug
begin(opened, "" if opened == PAGES[0].slug else page.title)
show_style()
keep_areas()
menu = (*PAGES, *INSIDE) if is_inside() else PAGES
show_header(menu, BESIDE, opened)
notices = st.container(key="meldingen")
run_page(page)
with notices:  # known only now, but belongs above the page
    show_notices([*notices_of_link(), *outage()])
show_footer(menu, BESIDE, opened)
