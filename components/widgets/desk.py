"""What the parts of Beheer share: to do something and say how it went, and fields that empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.markup.templates import macro
from data_loaders.files.errors import DataError, as_sentence

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
