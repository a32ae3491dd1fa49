"""What the address of a page asks for, and how a choice is written into it.

The URL holds codes; a link with names works too, whatever their case. What a link asks for and
does not exist is skipped, with a quiet sentence. We write the URL ourselves instead of with
Streamlit's `bind`, which makes no history entry: the back button would leave the site.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.words.links import Link
from data_loaders.geo.names import plain_words

AREA, MUNICIPALITY, TOPIC, INDICATOR, PERIOD, CHARACTERISTIC, EXPLORE = (
    "gebied",
    "gemeente",
    "onderdeel",
    "cijfer",
    "periode",
    "kenmerk",
    "verken",
)
Read = Callable[[str], Sequence[str] | None]
"""What makes options of a value in a link: None for an unknown one, none for one that is known
but no option."""
MAX_VALUE, MAX_KEPT = 2000, 40
EMBEDDED = ("embed", "true")
_SKIPPED = "_overgeslagen"
# Choosing the one on the left makes the ones on the right begin anew.
DEPENDENTS = {
    TOPIC: (INDICATOR, CHARACTERISTIC, PERIOD, EXPLORE),
    INDICATOR: (CHARACTERISTIC, PERIOD),
}


def notices_of_link() -> tuple[str, ...]:
    """Return the sentences on what of the link could not be followed."""
    skipped: dict[str, str] = st.session_state.get(_SKIPPED, {})
    told = tuple(sentence for sentence in skipped.values() if sentence)
    if names := sorted(key for key, sentence in skipped.items() if not sentence):
        rest = f"Een deel van de link is niet bekend en is overgeslagen: {', '.join(names)}."
        return (*told, rest)
    return told


def follow_link(
    key: str,
    options: Sequence[str],
    name: Callable[[str], str],
    default: Sequence[str],
    most: int = 1,
    read: Read | None = None,
) -> None:
    """Take a choice from the URL on the first run and after back or forward.

    Values are codes or names in any case, or what `read` makes of them; at most `most` are
    taken, the rest is noted as skipped. A choice of more than one is a list.
    """
    if not is_to_follow(key):
        return
    taken: dict[str, None] = {}
    for value in st.query_params.get_all(key):
        found = (read or reader(options, name))(value)
        taken |= dict.fromkeys(found or ())
        if found is None:
            note_skipped(key)
    if len(taken) > most:
        note_skipped(key)
    chosen = [*taken][:most] or list(default)
    st.session_state[key] = chosen if most > 1 else chosen[0]


def reader(options: Sequence[str], name: Callable[[str], str]) -> Read:
    """Return what reads a value of a link as one of these options, by code or by name."""
    names = {plain_words(name(option)): option for option in options}
    names |= {plain_words(option): option for option in options}

    def read(value: str) -> Sequence[str] | None:
        found = names.get(plain_words(value))
        return None if found is None else [found]

    return read


def is_to_follow(key: str) -> bool:
    """Tell whether a choice is to be read from the URL in this run."""
    return key not in st.session_state or came_by_history()


def note_skipped(key: str, sentence: str = "") -> None:
    """Remember that this part of a link could not be followed; the page says so."""
    st.session_state.setdefault(_SKIPPED, {})[key] = sentence


def clear_skipped(key: str) -> None:
    """Forget that this part of a link could not be followed: now it can."""
    st.session_state.get(_SKIPPED, {}).pop(key, None)


def kept_in_link(*gone: str) -> Link:
    """Return what the address says, to keep in a link of the same page, without `gone`.

    What is too long, and more than a few, is not kept: it is not ours.
    """
    kept = [
        (name, value)
        for name in st.query_params
        if name not in gone
        for value in st.query_params.get_all(name)
        if 0 < len(value) <= MAX_VALUE
    ][:MAX_KEPT]
    return (*kept, EMBEDDED) if st.context.is_embedded else tuple(kept)


def came_by_history() -> bool:
    """Return whether this run follows the back or forward button."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def write_link(key: str, values: Sequence[str], default: Sequence[str]) -> None:
    """Put one choice in the URL, as one step of the browser's history; a default stays out."""
    st.session_state.pop(_SKIPPED, None)
    gone = {key, *DEPENDENTS.get(key, ())}
    kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in gone}
    if list(values) != list(default) and values:
        kept[key] = list(values)
    st.query_params.from_dict(kept)
