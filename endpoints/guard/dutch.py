"""Streamlit's own words that a visitor sees or hears: in Dutch, as its files are sent.

They stand in its scripts only. A test says which of them another version of Streamlit no longer
has, and one that walks over all pages which English words are new.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

MANY = "You can only select up to ${t.maxSelections} ${e}. Remove an option first."
# The library below a list has words in Dutch: how many options there are, and how to close it.
_BOTH = {
    "`No results`": "`Niets gevonden`",
    "`Open`": "`Toon de lijst`",
    "locale:`en-US`": "locale:`nl-NL`",
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "Multiselect": {
        **_BOTH,
        f"`{MANY}`": "`U kiest er hoogstens ${t.maxSelections}. Haal er eerst een weg.`",
        "`Clear all`": "`Wis alles`",
        "`Remove ${e}`": "`Haal ${e} weg`",
        "`Selected values`": "`Gekozen`",
    },
    "Selectbox": {**_BOTH, "`Clear value`": "`Wis`"},
    "InputInstructions": {
        "`Press Enter to ${e}`": "`Druk op Enter`",
        "`Press ${r()?`⌘`:`Ctrl`}+Enter to ${e}`": "`Druk op ${r()?`⌘`:`Ctrl`}+Enter`",
    },
    "Toolbar": {
        "label:`Fullscreen`": "label:`Volledig scherm`",
        "label:`Close fullscreen`": "label:`Sluit volledig scherm`",
    },
    "index": {
        '"aria-label":`Notifications`': '"aria-label":`Meldingen`',
        '"aria-label":`Close`': '"aria-label":`Sluit`',
        "`view less`:`view more`": "`minder`:`meer`",
    },
}
"""By the name of a script: what stands in it, and what takes its place."""


def words_of(name: str) -> Mapping[str, str]:
    """Return the words to replace in a file of Streamlit, by its path: none in most."""
    path = PurePosixPath(name)
    return WORDS.get(PurePosixPath(path.stem).stem, {}) if path.suffix == ".js" else {}


def in_dutch(name: str, content: bytes) -> bytes:
    """Return the content of a file of Streamlit with its words in Dutch."""
    for theirs, ours in words_of(name).items():
        content = content.replace(theirs.encode(), ours.encode())
    return content
