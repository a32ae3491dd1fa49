"""What the parts of Beheer share: to do something and say how it went, and fields that empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.markup.templates import macro
from data_loaders.access.insiders import Insider
from data_loaders.files.errors import DataError, as_sentence
from data_loaders.reports.kinds import KINDS, KindOfReport
from data_loaders.reports.record import ReportKind
from data_loaders.reports.subjects import subjects_of

PAGE = "beheer"
_TOLD, _ROUND = "beheer-gezegd", "beheer-ronde"


def do(act: Callable[[], object], told: str) -> None:
    """Do something that is kept, and run the page anew; say what went wrong if it did.

    What is in the fields stays there then.
    """
    try:
        act()
    except DataError as problem:
        show_faults([problem.sentence])
        return
    st.session_state[_TOLD] = told
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.rerun()


def show_told() -> None:
    """Say once what was done before the page ran anew."""
    if told := st.session_state.pop(_TOLD, ""):
        st.html(macro("basis", "notice", told))


def field_key(name: str) -> str:
    """Return the key of a field that is empty again once something was kept."""
    return f"{PAGE}-{name}-{st.session_state.get(_ROUND, 0)}"


def show_faults(sentences: Sequence[str]) -> None:
    """Say what is not right, each in its own sentence."""
    if len(sentences) == 1:
        st.html(macro("basis", "notice", as_sentence(sentences[0])))
    elif sentences:
        st.html(macro("beheer", "faults", [as_sentence(text) for text in sentences]))


def choose_kind(
    insider: Insider, called: Callable[[KindOfReport], str], key: str, more: str = ""
) -> ReportKind | None:
    """Show the choice of a kind to who may report of it; say so, and return None, without any."""
    kinds = [kind for kind in KINDS if subjects_of(kind, insider)]
    if not kinds:
        text = " ".join(filter(None, ["Er is u nog niets gegeven om door te geven.", more]))
        st.html(macro("basis", "empty", text))
        return None
    return st.selectbox(
        "Wat geeft u door?", kinds, format_func=lambda one: called(KINDS[one]), key=key
    )
