"""Filters of a page: more than one choice, and a text to search for; kept in the URL."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.widgets.many import choose_many
from components.widgets.page_link import Read, follow_link, is_to_follow, note_skipped, write_link

MAX_TEXT = 80


def choose_some(
    label: str,
    options: Sequence[str],
    key: str,
    name: Callable[[str], str],
    read: Read | None = None,
) -> tuple[str, ...]:
    """Show a list of which any number is chosen; return the codes. None chosen means all."""
    if not set(st.session_state.get(key, [])) <= set(options):
        st.session_state.pop(key, None)
    follow_link(key, options, name, [], max(len(options), 2), read)
    return tuple(
        choose_many(
            label, options, name, key=key, on_change=_remember, args=(key,), placeholder="Alle"
        )
    )


def search_text(label: str, key: str, hint: str) -> str:
    """Show a box to search in; return what the visitor looks for, in small letters."""
    if is_to_follow(key):
        asked = st.query_params.get(key, "")
        if len(asked) > MAX_TEXT:
            note_skipped(key)
        st.session_state[key] = asked[:MAX_TEXT]
    text = st.text_input(
        label, key=key, max_chars=MAX_TEXT, placeholder=hint, on_change=_remember, args=(key,)
    )
    return text.strip().casefold()


def _remember(key: str) -> None:
    value = st.session_state[key]
    write_link(key, value if isinstance(value, list) else [value] if value else [], [])
