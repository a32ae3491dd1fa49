"""What a word stands for: one place for links, tiles, the API, filters and presentations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from data_loaders.geo.regions import Level, Regions, Subregion

_LEVEL_WORDS: tuple[tuple[Level, tuple[str, ...]], ...] = (
    ("land", ("land",)),
    ("provincie", ("provincie",)),
    ("regio", ("regio",)),
    ("arbeidsmarktregio", ("arbeidsmarktregio", "regio")),
    ("gemeente", ("gemeente",)),
)
"""What may stand before a name, by level. Of two areas with one name the last level has it."""
_WORD = re.compile(r"[^\W_]+")
_QUOTABLE = re.compile(r"'?[^\W_][\w ,'()-]{0,39}")


def areas_named(text: str, regions: Regions) -> tuple[str, ...]:
    """Return the codes of the areas that a code or a name stands for, whatever its case or signs.

    One code for an area, those of its municipalities for a subregion, none for an unknown word.
    """
    key = _key(text)
    return _by_word(regions).get(key) or _by_word(regions.elsewhere()).get(key, ())


@lru_cache(maxsize=4)
def _by_word(regions: Regions) -> dict[str, tuple[str, ...]]:
    found = {
        _key(name): item.municipalities
        for item in regions.subregions
        for name in (item.name, *item.also)
    }
    for level, words in _LEVEL_WORDS:
        own = [region for region in regions.regions if region.level == level]
        for before in (*words, ""):
            names = ((f"{before} {name}", r.code) for r in own for name in (r.name, r.label))
            found |= {_key(name): (code,) for name, code in names}
    return found | {_key(region.code): (region.code,) for region in regions.regions}


def _key(text: str) -> str:
    """Return what two spellings of a name have in common: letters without accents, and digits."""
    return "".join(sign for sign in plain_words(text) if sign.isalnum())


def plain_words(text: str) -> str:
    """Return text as a search compares it: without accents and in small letters."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def subregions_in(text: str, regions: Regions) -> tuple[Subregion, ...]:
    """Return the subregions that a text names."""
    words = _spaced(text)
    return tuple(
        item
        for item in regions.subregions
        if any(_spaced(name) in words for name in (item.name, *item.also))
    )


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(plain_words(text)))} "


def unknown_area(text: str) -> str:
    """Return the sentence on a word that is no area; it is repeated when it can be a name."""
    named = f"Het gebied '{word}'" if (word := quotable(text)) else "Dit gebied"
    return f"{named} kennen wij niet."


def quotable(text: str) -> str:
    """Return a word of a visitor as it can be said back; nothing when it cannot be a name."""
    word = " ".join(text.split())
    return word if _QUOTABLE.fullmatch(word) else ""
