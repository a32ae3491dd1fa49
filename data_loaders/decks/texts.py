"""Texts of the maker of a presentation: what they may hold, and how an address writes them. Pure.

Only letters and digits without an accent stand in an address as they are. A space is `_`, and
any other sign is its number in Unicode between dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.decks.deck import clean_title

SIGNS = "Gebruik geen < of >. Schrijf bijvoorbeeld \u2018minder dan\u2019."
_OTHER = re.compile(r"[^A-Za-z0-9 ]")
_WRITTEN = re.compile(r"-([0-9a-f]{1,5})-|_")
_TAGGED = str.maketrans("", "", "<>")


@dataclass(frozen=True)
class TextField:
    """A text that the maker writes: what it is called, how long it may be, an example of it."""

    label: str
    longest: int
    example: str = ""
    is_needed: bool = False


def clean_text(text: str, field: TextField) -> str:
    """Return a text as a field can have it: one line, without what could pass for HTML."""
    return clean_title(text.translate(_TAGGED), field.longest)


def problem_with(text: str, field: TextField) -> str:
    """Return in one sentence why a text is not right for a field; empty when it is."""
    if field.is_needed and not clean_text(text, field):
        return f"{field.label}: dit moet nog worden ingevuld."
    if set(text) & set("<>"):
        return f"{field.label}: {SIGNS}"
    if len(" ".join(text.split())) > field.longest:
        return f"{field.label}: hoogstens {field.longest} tekens."
    return ""


def write_text(text: str) -> str:
    """Return a text as it stands in an address."""
    return _OTHER.sub(lambda sign: f"-{ord(sign[0]):x}-", text).replace(" ", "_")


def text_in_link(written: str) -> str:
    """Return a text of an address; what is no sign is left as it is written."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)) if found[1] else " ", written)


def without_empty(texts: Sequence[str]) -> tuple[str, ...]:
    """Return texts without the empty ones at the end."""
    kept = list(texts)
    while kept and not kept[-1]:
        del kept[-1]
    return tuple(kept)
