"""The choices of a visitor, kept in the URL: a link shows the same thing.

Options are codes; Streamlit puts their labels in the URL. A link with codes works too.
What a link asks for and does not exist is skipped, with one quiet sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components.theme import ThemeName
from data_loaders.documents import load_topics
from data_loaders.regions import load_regions

AREA, TOPIC, INDICATOR, PERIOD, CHARACTERISTIC, EXPLORE = (
    "gebied",
    "onderdeel",
    "cijfer",
    "periode",
    "kenmerk",
    "verken",
)
MAX_AREAS = 4
_SKIPPED = "_overgeslagen"


def current_theme() -> ThemeName:
    """Return the theme the visitor sees."""
    return "donker" if st.context.theme.type == "dark" else "licht"


def choose_areas() -> None:
    """Show the choice of areas, kept on every page; pages read it with `chosen_areas`."""
    regions = load_regions()
    options = [r.code for r in regions.regions if r.level != "provincie"]
    _accept_link(AREA, options, area_label)
    st.multiselect(
        "Gebied",
        options,
        default=None if AREA in st.session_state else [regions.default],
        format_func=area_label,
        max_selections=MAX_AREAS,
        key=AREA,
        bind="query-params",
        placeholder="Kies een of meer gebieden",
        help="Kies een arbeidsmarktregio of hoogstens vier gebieden om te vergelijken.",
    )


def chosen_areas() -> tuple[str, ...]:
    """Return the codes the visitor chose; an empty choice is the region we start with."""
    chosen = st.session_state.get(AREA) or ()
    return tuple(chosen) or (load_regions().default,)


def area_label(code: str) -> str:
    """Return the name of an area for a list of options."""
    return load_regions().get(code).label


def choose_topic() -> str:
    """Show the parts of the page and return the id of the chosen one."""
    topics = load_topics()
    options = list(topics)
    _accept_link(TOPIC, options, topic_label)
    chosen = st.pills(
        "Onderdeel",
        options,
        default=None if TOPIC in st.session_state else options[0],
        format_func=topic_label,
        key=TOPIC,
        bind="query-params",
        required=True,
    )
    return chosen or options[0]


def topic_label(topic: str) -> str:
    """Return the name of a part of the page."""
    return load_topics()[topic].title


def choose_one(
    label: str, options: Sequence[str], key: str, name: Callable[[str], str], default: int = 0
) -> str:
    """Show a list of which one is chosen, kept in the URL as `key`, and return the code."""
    _accept_link(key, options, name)
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    return st.selectbox(
        label, list(options), index=default, format_func=name, key=key, bind="query-params"
    )


def explore_flows(indicator_id: str) -> bool:
    """Show the switch that opens the map of flows of one indicator, kept in the URL."""
    return st.toggle(
        "Open de kaart die u kunt draaien en vergroten",
        key=f"{EXPLORE}-{indicator_id}",
        bind="query-params",
    )


def skipped_in_link() -> tuple[str, ...]:
    """Return the names of the parameters of the link that could not be followed."""
    return tuple(sorted(st.session_state.get(_SKIPPED, ())))


def _accept_link(key: str, options: Sequence[str], name: Callable[[str], str]) -> None:
    """Let the first run take codes from the URL, and note what it cannot take."""
    if key in st.session_state:
        return
    asked = st.query_params.get_all(key)
    limit = MAX_AREAS if key == AREA else 1
    labels = {name(option) for option in options}
    # Streamlit itself takes labels, and only those when a link has both.
    by_label = list(dict.fromkeys(value for value in asked if value in labels))
    by_code = [] if by_label else list(dict.fromkeys(v for v in asked if v in options))
    if not set(asked) <= {*by_label[:limit], *by_code[:limit]}:
        st.session_state.setdefault(_SKIPPED, set()).add(key)
    if by_code:
        st.session_state[key] = by_code[:limit] if key == AREA else by_code[0]
