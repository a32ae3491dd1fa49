"""The choices of a visitor, kept in the URL: a link shows the same thing, and back works."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.charts.theme import ThemeName
from components.widgets.labels import plain_label
from components.widgets.many import choose_many
from components.widgets.page_link import (
    AREA,
    DEPENDENTS,
    EXPLORE,
    INDICATOR,
    TOPIC,
    Read,
    came_by_history,
    follow_link,
    is_to_follow,
    note_skipped,
    reader,
    write_link,
)
from components.words.formatting import join_words
from data_loaders.documents import load_topics
from data_loaders.geo.names import areas_named, unknown_area
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

MAX_AREAS = 4
MAX_NAMED = 4


def current_theme() -> ThemeName:
    """Return the theme the visitor sees."""
    return "donker" if st.context.theme.type == "dark" else "licht"


def keep_areas() -> None:
    """Take the choice of areas from the URL, and keep it where a link says nothing of it.

    Who goes back to before there was a choice, has none again.
    """
    if AREA in st.session_state and AREA not in st.query_params and not came_by_history():
        st.session_state[AREA] = st.session_state[AREA]  # else Streamlit forgets it
    else:
        _follow_areas()


def choose_areas() -> None:
    """Show the choice of areas, where a page does something with it; `chosen_areas` has it."""
    if AREA not in st.query_params and areas_for_link():
        remember_areas()  # a link led to the page without parameters
    choose_many(
        "Gebied",
        area_options(),
        area_label,
        max_selections=MAX_AREAS,
        key=AREA,
        on_change=remember_areas,
        placeholder="Typ een gemeente of regio",
    )


def _follow_areas() -> None:
    """Take the areas from the URL; what is unknown and what does not fit is told by name."""
    if not is_to_follow(AREA):
        return
    regions, codes, told = load_regions(), dict[str, None](), dict[str, None]()
    for text in st.query_params.get_all(AREA):
        found = areas_named(text, regions)
        codes |= dict.fromkeys(found)
        told |= {} if found else {unknown_area(text): None}
    if beyond := [regions.get(code).name for code in codes][MAX_AREAS:]:
        names = join_words(beyond) if len(beyond) <= MAX_NAMED else f"{len(beyond)} gebieden"
        told[f"U ziet hoogstens {MAX_AREAS} gebieden naast elkaar, dus niet: {names}."] = None
    if told:
        note_skipped(AREA, " ".join([*told][:MAX_NAMED]))
    st.session_state[AREA] = [*codes][:MAX_AREAS] or [load_regions().default]


def areas_for_link() -> list[str]:
    """Return the chosen areas as a link needs them: none for the region we start with."""
    chosen = list(chosen_areas())
    return [] if chosen == [load_regions().default] else chosen


def area_options() -> list[str]:
    """Return the codes of the areas a visitor can choose: ours, then all others that are."""
    return [region.code for region in load_regions().every() if not region.last_year]


def chosen_areas() -> tuple[str, ...]:
    """Return the codes the visitor chose; an empty choice is the region we start with."""
    return tuple(st.session_state.get(AREA) or ()) or (load_regions().default,)


def set_areas(codes: Sequence[str]) -> None:
    """Choose areas in the visitor's place (a click on a map); for use in a callback."""
    st.session_state[AREA] = list(codes[-MAX_AREAS:]) or [load_regions().default]
    remember_areas()


def remember_areas() -> None:
    """Write the chosen areas to the URL."""
    write_link(AREA, st.session_state[AREA], [load_regions().default])


def area_label(code: str) -> str:
    """Return the name of an area for a list of options."""
    return load_regions().get(code).label


def chosen_topic() -> str:
    """Return the id of the topic that is chosen, also before its list is shown."""
    options = list(load_topics())
    return follow_one(options, TOPIC, topic_label, _topic_of_link() or options[0])


def choose_topic() -> str:
    """Show the topics of the page and return the id of the chosen one."""
    options = list(load_topics())
    return choose_one("Onderwerp", options, TOPIC, topic_label, start=_topic_of_link())


def municipality_reader(options: Sequence[str], name: Callable[[str], str]) -> Read:
    """Return what reads municipalities among these options, also by the name of a subregion.

    Another area is known, and no option: a link keeps it for pages that have it.
    """
    known = reader(options, name)

    def read(value: str) -> Sequence[str] | None:
        areas = areas_named(value, load_regions())
        named = [code for code in areas if code in options]
        return known(value) or named or (() if areas else None)

    return read


def _topic_of_link() -> str:
    """Return the topic of the figure that a link asks for, if it does."""
    asked = load_registry().indicators.get(st.query_params.get(INDICATOR, ""))
    return asked.topic if asked and asked.topic in load_topics() else ""


def topic_label(topic: str) -> str:
    """Return the name of a part of the page."""
    return load_topics()[topic].title


def choose_one(
    label: str,
    options: Sequence[str],
    key: str,
    name: Callable[[str], str],
    read: Read | None = None,
    start: str = "",
) -> str:
    """Show a list of which one is chosen and return the code.

    The first to begin with, or `start` when the link does not say.
    """
    follow_one(options, key, name, start or options[0], read)
    return st.selectbox(
        label,
        list(options),
        format_func=name,
        key=key,
        on_change=_remember_one,
        args=(key, options[0]),
    )


def show_pills(label: str, names: Mapping[str, str], key: str, start: str) -> None:
    """Show names (by code) next to each other, of which one is chosen: see `follow_one`."""
    st.pills(
        label,
        list(names),
        format_func=lambda code: plain_label(names[code]),
        key=key,
        on_change=_remember_one,
        args=(key, start),
        required=True,
    )


def follow_one(
    options: Sequence[str],
    key: str,
    name: Callable[[str], str],
    start: str,
    read: Read | None = None,
) -> str:
    """Return which one is chosen, `start` without a choice; for before its control is shown."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    follow_link(key, options, name, [start], read=read)
    return str(st.session_state[key] or start)


def explore_flows(indicator_id: str) -> bool:
    """Show the switch that opens the map of flows of one indicator."""
    key = f"{EXPLORE}-{indicator_id}"
    if key not in st.session_state or came_by_history():
        st.session_state[key] = indicator_id in st.query_params.get_all(EXPLORE)
    return st.toggle(
        "Open de kaart die u kunt draaien en vergroten",
        key=key,
        on_change=_remember_explored,
        args=(indicator_id, key),
    )


def choose_view(label: str, options: Sequence[str], key: str) -> str:
    """Show a list of how to look at something, which no link keeps; the first to begin with."""
    return st.selectbox(label, options, key=key)


def _remember_one(key: str, default: str) -> None:
    for dependent in DEPENDENTS.get(key, ()):
        st.session_state.pop(dependent, None)
    write_link(key, [st.session_state[key] or default], [default])


def _remember_explored(indicator_id: str, key: str) -> None:
    opened = [name for name in st.query_params.get_all(EXPLORE) if name != indicator_id]
    write_link(EXPLORE, [*opened, indicator_id] if st.session_state[key] else opened, [])
