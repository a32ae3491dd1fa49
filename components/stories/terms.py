"""The words of the documents: all of them by theme, and those of one page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.stories.parties import ROOM, place_words
from components.words.source import records_source
from data_loaders.agreements.registers import load
from data_loaders.agreements.surroundings import Term
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.names import plain_words


def themes() -> dict[str, int]:
    """Return the themes of the words in file order, with how many there are. Raises DataError."""
    names = [item.theme for item in load(Term)]
    return {name: names.count(name) for name in dict.fromkeys(names)}


def found_terms(text: str, theme: str) -> list[Term]:
    """Return the words of a theme; with a text those of any theme that have it, by name."""
    words = plain_words(text).split()
    found = [
        item
        for item in load(Term)
        if (all(word in _all_of(item) for word in words) if words else item.theme == theme)
    ]
    return sorted(found, key=lambda item: plain_words(item.name))


def _all_of(item: Term) -> str:
    return plain_words(" ".join((item.name, *item.also, item.meaning)))


def terms_html(items: Sequence[Term]) -> Markup:
    """Return words with what they mean and where that stands."""
    return macro(ROOM, "terms", list(map(_placed, items)), records_source(items))


def _placed(item: Term) -> tuple[Term, str]:
    return item, place_words(item.document, item.section)


@lru_cache(maxsize=64)
def terms_here(place: str, _mark: Fingerprint) -> Markup:
    """Return the words that stand on a page (`werkcentrum`), folded; nothing without any.

    A register that cannot be read leaves the page as it is.
    """
    try:
        items = [item for item in load(Term) if place in item.places]
    except DataError:
        return Markup()
    return macro(ROOM, "terms_here", list(map(_placed, items))) if items else Markup()
