"""Which area a word asks the profile of, and what is said when there is none. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from components.words.choice import REGION_LEVELS
from components.words.formatting import join_words
from data_loaders.geo.names import areas_named, plain_words, quotable, unknown_area
from data_loaders.geo.regions import Region, Regions, load_regions

LEVELS = (*REGION_LEVELS, "gemeente")
_MOST, _ALIKE = 3, 0.6


@lru_cache(maxsize=1)
def profile_areas() -> dict[str, Region]:
    """Return the areas with a profile by code: our municipalities, our regions, then all others."""
    own = sorted(load_regions().regions, key=lambda region: region.level != "gemeente")
    every = [*own, *load_regions().every()]
    return {r.code: r for r in every if r.level in LEVELS and not r.last_year}


def read_area(text: str) -> tuple[str, str]:
    """Return the code of the area that a code or name stands for; or nothing and a sentence.

    The sentence has near names for a word that is not known, and the municipalities of a part of
    the region.
    """
    regions, known = load_regions(), profile_areas()
    codes = areas_named(text, regions)
    if len(codes) == 1 and codes[0] in known:
        return codes[0], ""
    if len(codes) > 1:
        names = join_words([regions.get(code).name for code in codes])
        return "", f"{quotable(text) or 'Dit gebied'} heeft meer gemeenten. Kies er een: {names}."
    if codes:
        return "", f"Van {regions.get(codes[0]).name} is er geen profiel. Kies een gemeente."
    near = join_words([known[code].name for code in near_areas(text)])
    return "", f"{unknown_area(text)}{near and f' Lijkt op: {near}.'}"


def near_areas(text: str) -> tuple[str, ...]:
    """Return the codes of areas of which the name is spelled like a word, the nearest first."""
    codes = areas_named(text, load_regions())
    if len(codes) > 1:
        return codes
    names = _by_name(load_regions())
    return tuple(names[name] for name in get_close_matches(plain_words(text), names, _MOST, _ALIKE))


@lru_cache(maxsize=2)
def _by_name(_regions: Regions) -> dict[str, str]:
    return {plain_words(region.name): code for code, region in reversed(profile_areas().items())}
