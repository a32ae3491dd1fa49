"""The part of the page Beraad that tells what changed since the previous meeting."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from components.exhibit.changes import changes_sheet
from components.markup.templates import macro
from components.since.ready import likely_days, ready_since
from components.widgets.download_buttons import show_download_buttons
from components.widgets.page_link import is_to_follow, note_skipped, write_link
from components.words.days import read_day, shown_day
from components.words.formatting import format_date
from components.words.share_links import FilePlace
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError

PAGE = "beraad"
SINCE = "sinds"
_FIELD = "sinds-veld"
LOOK_AGAIN_S = 0.5
LONGEST = 4000  # characters: a day, or the link of a presentation
EXPLANATION = (
    "Kies de dag van het vorige beraad. U ziet dan welke cijfers, metingen, doelen en acties "
    "sindsdien zijn veranderd. U kunt ook de link van de vorige presentatie plakken."
)
NO_DAY = "Dit is geen dag van 2000 tot vandaag. Schrijf bijvoorbeeld 30-09-2026."
BUSY = "Dit wordt uitgerekend. Het staat hier zo meteen."


def show_since() -> None:
    """Show the choice of a day, and what changed since then."""
    today = dutch_today()
    day = _choose(today)
    if day is None:
        st.html(macro("basis", "sentence", EXPLANATION))
        return
    _show(day, today)


def _choose(today: date) -> date | None:
    """Show the field and the likely days; return the chosen day, None without one."""
    if is_to_follow(_FIELD):
        asked = st.query_params.get(SINCE, "")
        known = read_day(asked, today)
        if asked and known is None:
            note_skipped(SINCE)
        st.session_state[_FIELD] = shown_day(known)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = st.text_input(
            "Datum van het vorige beraad",
            key=_FIELD,
            max_chars=LONGEST,
            placeholder="dag-maand-jaar",
            on_change=_remember,
        )
        for likely in likely_days(today)[:2]:
            label = f"Sinds {format_date(likely)}"
            st.button(label, key=f"sinds-{likely}", on_click=_pick, args=(likely,))
    day = read_day(text, today)
    if text and day is None:
        st.html(macro("basis", "notice", NO_DAY))
    return day


def _pick(day: date) -> None:
    st.session_state[_FIELD] = shown_day(day)
    _remember()


def _remember() -> None:
    """Put the day in the URL; what is no day stays out of it."""
    day = read_day(st.session_state[_FIELD], dutch_today())
    write_link(SINCE, [day.isoformat()] if day else [], [])


def _show(day: date, today: date) -> None:
    ready = ready_since(day, today)
    if ready is None:
        _wait(day, today)
        return
    st.html(ready.html)
    with st.container(horizontal=True, gap="small"):
        make = partial(changes_sheet, ready.since)
        place = FilePlace("tegel/wijzigingen", ((SINCE, day.isoformat()),))
        show_download_buttons(make, f"veranderd-sinds-{day}", SINCE, place)


@st.fragment(run_every=LOOK_AGAIN_S)
def _wait(day: date, today: date) -> None:
    """Say that it is being worked out, and look again until it is there."""
    st.html(macro("basis", "notice", BUSY))
    try:
        is_ready = ready_since(day, today, patience_s=0) is not None
    except DataError:
        is_ready = True  # the part itself says what is wrong
    if is_ready:
        st.rerun()
