"""The one list from which several can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def choose_many(
    label: str,
    options: Sequence[str],
    name: Callable[[str], str],
    **settings: Any,
) -> list[str]:
    """Show the list, with the settings of `st.multiselect`; return what is chosen.

    Without a row for all: its text is English, and Enter would take it before the first match.
    """
    return st.multiselect(label, list(options), format_func=name, select_all=False, **settings)
