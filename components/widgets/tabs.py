"""The parts of a page: which one is open stands in the link (`?deel=`), and only that is built."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from components.markup.hero import Tab
from components.widgets.page_link import clear_skipped, kept_in_link, note_skipped
from data_loaders.geo.names import plain_words, quotable

PART = "deel"


def open_tab(names: Mapping[str, str]) -> str:
    """Return which of the parts the link asks for, by its word in the link or its name.

    The first without one, and for one that is not there; the page then says so. `names` are the
    words that stand in a link (`werktafels`) with the names to show (`Werktafels (6)`).
    """
    first, asked = next(iter(names)), st.query_params.get(PART, "")
    known = {plain_words(text): word for word, name in names.items() for text in (name, word)}
    found = known.get(plain_words(asked.strip()))
    if found or not asked:
        clear_skipped(PART)
        return found or first
    said = f"Het deel '{word}'" if (word := quotable(asked)) else "Dit deel"
    note_skipped(PART, f"{said} is er niet op deze pagina. U ziet nu: {names[first]}.")
    return first


def tab_address(part: str, *gone: str) -> str:
    """Return the link to a part of this page; it keeps what was chosen, but for `gone`."""
    return f"?{urlencode((*kept_in_link(PART, *gone), (PART, part)))}"


def tab_links(names: Mapping[str, str], opened: str, *gone: str) -> tuple[Tab, ...]:
    """Return the parts as links that keep what was chosen; what is in `gone` goes."""
    kept, first = kept_in_link(PART, *gone), next(iter(names))
    return tuple(
        Tab(
            name,
            f"?{urlencode((*kept, *([] if word == first else [(PART, word)])))}",
            word == opened,
        )
        for word, name in names.items()
    )
