"""What stands around every page: look, head, notices and foot."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup
from streamlit.navigation.page import StreamlitPage

from components.charts.theme import PALETTES, ThemeName
from components.markup.hero import document_title
from components.markup.menu import Kept, PageEntry
from components.markup.site import Site, site_foot, site_head
from components.markup.standalone import style_sheet
from components.markup.templates import macro
from components.render.colours import role_values
from components.widgets.deck_state import deck_link
from components.widgets.page_link import AREA, MUNICIPALITY, clear_skipped
from components.widgets.selection import areas_for_link, current_theme
from components.widgets.tabs import PART
from components.words.hosting import has_own_routes
from data_loaders.cache import one_look
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.monitor import MONITOR

TITLE = MONITOR.name
Pages = tuple[PageEntry, ...]
ROOM, BERAAD = "kader", "beraad"
_OPENED = "_pagina"
FAILED = (
    "Deze pagina kan nu niet worden getoond: er zit een fout in de gegevens of in de monitor. "
    "Probeer een andere pagina, of kom later terug."
)
log = logging.getLogger(__name__)
STYLES: Path = ASSETS / "css"
GENERAL = ("rollen.css", "monitor.css")
STANDALONE = ("tegel.css", "tegel-site.css", "tonen.css")
"""The style sheets of pages that stand outside the app. Any other is one of the app."""


def begin(opened: str, title: str) -> None:
    """Name the page in the tab of the browser, and forget which part a link to another page asked.

    `opened` is the slug of the page; the first page has no title but that of the site.
    """
    # Where our server sends the page, that names the icon: Streamlit would hand it out from the
    # memory of one process, and another knows nothing of it.
    icon = None if has_own_routes() else str(ASSETS / "icoon.png")
    st.set_page_config(page_title=document_title(title), page_icon=icon, layout="wide")
    if st.session_state.get(_OPENED, opened) != opened:
        clear_skipped(PART)
    st.session_state[_OPENED] = opened


def show_style() -> None:
    """Load our own style; without it the page is plain, but it works."""
    st.html(_style(current_theme()))


@lru_cache(maxsize=2)
def _style(theme: ThemeName) -> Markup:
    """Return the colours of a theme and every style sheet of the app, the general ones first."""
    names = {path.name for path in STYLES.glob("*.css")} - {*GENERAL, *STANDALONE}
    rules = [
        Markup(f":root{{{role_values(PALETTES[theme])}}}"),
        Markup(f"@media print{{:root{{{role_values(PALETTES['licht'])}}}}}"),  # paper is white
    ]
    for name in (*GENERAL, *sorted(names)):
        try:
            rules.append(style_sheet(name))
        except DataError as problem:
            log.error("%s", problem)
    return macro(ROOM, "style", Markup("").join(rules))


def run_page(page: StreamlitPage) -> None:
    """Show a page; all that it shows of a figure is of one moment."""
    with one_look():
        page.run()


def show_failure(error: Exception) -> bool:
    """Tell the visitor in Dutch that this page failed; the log has the reason."""
    log.error("Pagina mislukt: %s", error, exc_info=error)
    st.html(macro("basis", "notice", FAILED))
    return True


def show_notices(told: Sequence[str]) -> None:
    """Say quietly what of a link could not be followed."""
    if told:
        st.html(macro("basis", "notice", " ".join(told)))


def show_header(pages: Pages, beside: Pages, opened: str) -> None:
    """Show brand, menu and search, with links that keep what was chosen; not when embedded."""
    if not st.context.is_embedded:
        st.html(site_head(_site(pages, beside), opened, _kept()))


def show_footer(pages: Pages, beside: Pages, opened: str) -> None:
    """Show whose the site is and how fresh its figures are.

    In the page of somebody else: one line, with a link to the page itself and the same choices.
    """
    if st.context.is_embedded:
        asked = st.query_params
        chosen = [(name, v) for name in asked for v in asked.get_all(name)]
        st.html(embedded_foot(chosen, " ".join(page.slug for page in pages)))
        return
    st.html(site_foot(_site(pages, beside), opened, _kept()))


def embedded_foot(chosen: Sequence[tuple[str, str]], slugs: str = "") -> Markup:
    """Return the foot of an embedded page; `chosen` are the parameters of its address.

    Streamlit keeps those that embed out of them, and a link of only a query leads to this page.
    `slugs` are those of the pages, by which the script knows the links of the app.
    """
    return macro("balk", "embedded_foot", TITLE, f"?{urlencode(chosen)}", slugs)


def _site(pages: Pages, beside: Pages) -> Site:
    return Site(pages, beside if has_own_routes() else ())


def _kept() -> Kept:
    """Return what goes along to other pages: the areas, my municipality, and the presentation."""
    asked = [(AREA, code) for code in areas_for_link()]
    asked += [(MUNICIPALITY, code) for code in st.query_params.get_all(MUNICIPALITY)[:1]]
    kept = (("", tuple(asked)), (BERAAD, deck_link()))
    return tuple(item for item in kept if item[1])
