"""What stands around every page: look, notices and the foot with sources and freshness."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components.charts.theme import PALETTES, ThemeName
from components.markup.standalone import style_sheet
from components.markup.templates import macro
from components.render.colours import role_values
from components.widgets.selection import current_theme
from components.words.formatting import format_date, join_words
from components.words.hosting import has_own_routes
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.monitor import MONITOR
from data_loaders.registry import load_registry

TITLE = MONITOR.name
ROOM = "kader"
FAILED = (
    "Deze pagina kan nu niet worden getoond: er zit een fout in de gegevens of in de monitor. "
    "Probeer een andere pagina, of kom later terug."
)
log = logging.getLogger(__name__)
STYLES: Path = ASSETS / "css"
GENERAL = ("rollen.css", "monitor.css")
STANDALONE = ("tegel.css", "tonen.css")
"""The style sheets of pages that stand outside the app. Any other is one of the app."""


def page_icon() -> str | None:
    """Return the icon of a tab, where the page that `server.py` sends does not name it already.

    Streamlit would hand it out from the memory of one process, and another knows nothing of it.
    """
    return None if has_own_routes() else str(ASSETS / "icoon.png")


def show_style() -> None:
    """Load our own style; without it the page is plain, but it works."""
    st.html(_style(current_theme()))


@lru_cache(maxsize=2)
def _style(theme: ThemeName) -> Markup:
    """Return the colours of a theme and every style sheet of the app, the general ones first."""
    names = {path.name for path in STYLES.glob("*.css")} - {*GENERAL, *STANDALONE}
    rules = [Markup(f":root{{{role_values(PALETTES[theme])}}}")]
    for name in (*GENERAL, *sorted(names)):
        try:
            rules.append(style_sheet(name))
        except DataError as problem:
            log.error("%s", problem)
    return macro(ROOM, "style", Markup("").join(rules))


def show_failure(error: Exception) -> bool:
    """Tell the visitor in Dutch that this page failed; the log has the reason."""
    log.error("Pagina mislukt: %s", error, exc_info=error)
    st.html(macro("basis", "notice", FAILED))
    return True


def show_notices(told: Sequence[str]) -> None:
    """Say quietly what of a link could not be followed."""
    if told:
        st.html(macro("basis", "notice", " ".join(told)))


def show_footer() -> None:
    """Show where the figures come from and how fresh they are, at most a minute behind.

    In the page of somebody else: one line, with a link to the page itself and the same choices.
    """
    if st.context.is_embedded:
        asked = st.query_params
        st.html(embedded_foot([(name, v) for name in asked for v in asked.get_all(name)]))
        return
    st.html(_footer(dutch_today(), int(monotonic() // 60)))


def embedded_foot(chosen: Sequence[tuple[str, str]]) -> Markup:
    """Return the foot of an embedded page; `chosen` are the parameters of its address.

    Streamlit keeps those that embed out of them, and a link of only a query leads to this page.
    """
    return macro(ROOM, "embedded_foot", TITLE, f"?{urlencode(chosen)}")


@lru_cache(maxsize=2)
def _footer(today: date, _minute: int) -> Markup:
    fresh, stale, documents = _sources(today)
    lines = [
        f"Cijfers van het CBS (CC BY 4.0, bewerkt): {len(fresh) + len(stale)} reeksen.",
        f"Nieuwste wijziging door het CBS in onze kopie: {_newest(fresh + stale)}.",
        f"Verouderd volgens het ritme van de bron: {len(stale)} reeksen." if stale else "",
        f"Cijfers uit documenten: {len(documents)}, uit: {join_words(sorted(set(documents)))}.",
        "Elk cijfer heeft zijn eigen bron en peildatum.",
    ]
    return macro(ROOM, "foot", TITLE, lines)


def _sources(today: date) -> tuple[list[date], list[date], list[str]]:
    """Return the source dates of fresh and stale CBS series, and a document per figure."""
    fresh: list[date] = []
    stale: list[date] = []
    documents: list[str] = []
    for indicator_id in load_registry().indicators:
        try:
            source = load_series(indicator_id).provenance
        except DataError:
            continue
        if source.copied:
            documents.append(source.title)
        elif source.freshness(today) == "verouderd":
            stale.append(source.modified or date.min)
        else:
            fresh.append(source.modified or date.min)
    return fresh, stale, documents


def _newest(dates: list[date]) -> str:
    known = [day for day in dates if day != date.min]
    return format_date(max(known)) if known else "onbekend"
