"""What fits what a visitor typed. The script of the head has the same rule. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from components.search.entries import Entry
from data_loaders.geo.names import plain_words

SHORTEST = 5
"""Letters: what begins with fewer of a word has little to do with it."""
_ALIKE = 0.8


class Found(NamedTuple):
    """What fits: the best first. `near` when it is only like what was asked."""

    entries: tuple[Entry, ...]
    near: bool = False


def find_entries(text: str, known: Sequence[Entry]) -> Found:
    """Return what has every word of a text; without any, what is spelled or begins like it."""
    words = plain_words(text).split()
    if found := _fitting(words, known):
        return Found(found)
    spelled = sorted({word for entry in known for word in plain_words(entry.name).split()})
    alike = [next(iter(get_close_matches(word, spelled, 1, _ALIKE)), word) for word in words]
    longest = max(map(len, words), default=0)
    cut = ([word[:length] for word in words] for length in range(longest - 1, SHORTEST - 1, -1))
    return Found(next(filter(None, (_fitting(them, known) for them in (alike, *cut))), ()), True)


def the_one(text: str, found: Found) -> Entry | None:
    """Return what a text names, when that is one thing: the only one found, or by its full name."""
    name = plain_words(text.strip())
    named = [entry for entry in found.entries if plain_words(entry.name) == name]
    only = named if len(named) == 1 else found.entries
    return only[0] if len(only) == 1 and not found.near else None


def _fitting(words: Sequence[str], known: Sequence[Entry]) -> tuple[Entry, ...]:
    if not words:
        return ()
    fit = [
        entry
        for entry in known
        if all(word in plain_words(f"{entry.name} {entry.kind} {entry.more}") for word in words)
    ]
    return tuple(sorted(fit, key=lambda entry: _rank(plain_words(entry.name), words)))


def _rank(name: str, words: Sequence[str]) -> int:
    if name.startswith(words[0]):
        return 0
    return 1 if all(word in name for word in words) else 2
