"""The choices of a visitor, kept in the URL: a link shows the same thing, and back works.

The URL holds codes; a link with names works too. What a link asks for and does not exist is
skipped, with one quiet sentence. We write the URL ourselves instead of with Streamlit's
`bind`, which makes no history entry: the back button would leave the site.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.charts.theme import ThemeName
from data_loaders.documents import load_topics
from data_loaders.geo.regions import load_regions

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
# Choosing the one on the left makes the ones on the right begin anew.
_DEPENDENTS = {
    TOPIC: (INDICATOR, CHARACTERISTIC, PERIOD, EXPLORE),
    INDICATOR: (CHARACTERISTIC, PERIOD),
}


def current_theme() -> ThemeName:
    """Return the theme the visitor sees."""
    return "donker" if st.context.theme.type == "dark" else "licht"


def choose_areas(shown: bool) -> None:
    """Keep the choice of areas on every page, and show it where a page does something with it.

    Pages read it with `chosen_areas`.
    """
    options = area_options()
    default = [load_regions().default]
    if not shown and AREA in st.session_state and AREA not in st.query_params:
        st.session_state[AREA] = st.session_state[AREA]  # else Streamlit forgets it
        return
    follow_link(AREA, options, area_label, default, MAX_AREAS)
    if not shown:
        return
    if AREA not in st.query_params and st.session_state[AREA] not in ([], default):
        remember_areas()  # the menu led to a page without parameters
    st.multiselect(
        "Gebied",
        options,
        format_func=area_label,
        max_selections=MAX_AREAS,
        key=AREA,
        on_change=remember_areas,
        placeholder="Kies een of meer gebieden",
        help="Kies een arbeidsmarktregio of hoogstens vier gebieden om te vergelijken. "
        "Typ de naam van een gemeente: alle gemeenten van Nederland zijn er.",
    )


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


def choose_topic() -> str:
    """Show the parts of the page and return the id of the chosen one."""
    options = list(load_topics())
    follow_link(TOPIC, options, topic_label, options[:1])
    chosen = st.pills(
        "Onderdeel",
        options,
        format_func=topic_label,
        key=TOPIC,
        on_change=_remember_one,
        args=(TOPIC, options[0]),
        required=True,
    )
    return chosen or options[0]


def topic_label(topic: str) -> str:
    """Return the name of a part of the page."""
    return load_topics()[topic].title


def choose_one(label: str, options: Sequence[str], key: str, name: Callable[[str], str]) -> str:
    """Show a list of which one is chosen (the first to begin with) and return the code."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    follow_link(key, options, name, options[:1])
    return st.selectbox(
        label,
        list(options),
        format_func=name,
        key=key,
        on_change=_remember_one,
        args=(key, options[0]),
    )


def explore_flows(indicator_id: str) -> bool:
    """Show the switch that opens the map of flows of one indicator."""
    key = f"{EXPLORE}-{indicator_id}"
    if key not in st.session_state or _came_by_history():
        st.session_state[key] = indicator_id in st.query_params.get_all(EXPLORE)
    return st.toggle(
        "Open de kaart die u kunt draaien en vergroten",
        key=key,
        on_change=_remember_explored,
        args=(indicator_id, key),
    )


def skipped_in_link() -> tuple[str, ...]:
    """Return the names of the parameters of the link that could not be followed."""
    return tuple(sorted(st.session_state.get(_SKIPPED, ())))


def follow_link(
    key: str,
    options: Sequence[str],
    name: Callable[[str], str],
    default: Sequence[str],
    most: int = 1,
) -> None:
    """Take a choice from the URL on the first run and after back or forward.

    Values are codes or names; at most `most` are taken, the rest is noted as skipped. A
    choice of more than one is a list.
    """
    if not is_to_follow(key):
        return
    names = {name(option): option for option in options}
    asked = st.query_params.get_all(key)
    known = [value if value in options else names.get(value) for value in asked]
    taken = list(dict.fromkeys(code for code in known if code))[:most]
    if set(known) - set(taken):
        note_skipped(key)
    chosen = taken or list(default)
    st.session_state[key] = chosen if most > 1 else chosen[0]


def is_to_follow(key: str) -> bool:
    """Tell whether a choice is to be read from the URL in this run."""
    return key not in st.session_state or _came_by_history()


def note_skipped(key: str) -> None:
    """Remember that this part of a link could not be followed; the page says so."""
    st.session_state.setdefault(_SKIPPED, set()).add(key)


def _came_by_history() -> bool:
    """Return whether this run follows the back or forward button."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _remember_one(key: str, default: str) -> None:
    for dependent in _DEPENDENTS.get(key, ()):
        st.session_state.pop(dependent, None)
    write_link(key, [st.session_state[key] or default], [default])


def _remember_explored(indicator_id: str, key: str) -> None:
    opened = [name for name in st.query_params.get_all(EXPLORE) if name != indicator_id]
    write_link(EXPLORE, [*opened, indicator_id] if st.session_state[key] else opened, [])


def write_link(key: str, values: Sequence[str], default: Sequence[str]) -> None:
    """Put one choice in the URL, as one step of the browser's history; a default stays out."""
    st.session_state.pop(_SKIPPED, None)
    gone = {key, *_DEPENDENTS.get(key, ())}
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in gone}
    if list(values) != list(default) and values:
        kept[key] = list(values)
    st.query_params.from_dict(kept)
