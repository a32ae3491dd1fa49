"""The title of a profile and the line below it. Pure."""

from __future__ import annotations

from components.profile.model import Profile, ProfileRow
from components.words.formatting import join_words

_WORDS = {"lager": "minder", "hoger": "meer"}
_MOST = 2


def profile_title(profile: Profile) -> str:
    """Return how an area differs from its region, or else from the country, as a title."""
    name = profile.place.area.label
    named = [row for row in profile.main if row.noun and row.compared.word in _WORDS]
    if not named:
        return f"{name} in cijfers"
    than = named[0].compared.rest
    alike = [row for row in named if row.compared.rest == than]
    parts: dict[str, list[str]] = {}
    for row in alike:
        parts.setdefault(_WORDS[row.compared.word], []).append(row.noun)
    most = _MOST if len(parts) == 1 else 1
    told = [f"{word} {join_words(nouns[:most])}" for word, nouns in parts.items()]
    return f"{name}: {join_words(told)} {than}"


def profile_lead(profile: Profile) -> str:
    """Return how large an area is, and its first figure next to region and country."""
    told = [_people(row) for row in profile.main if row.indicator.id == "bevolking"]
    told += [_around(profile, row) for row in profile.main if row.noun and row.own.text][:1]
    return " ".join(told)


def _people(row: ProfileRow) -> str:
    change = f"{row.compared.word} {row.compared.rest}".strip()
    return f"{row.own.text} inwoners ({row.when}){change and f', {change}'}."


def _around(profile: Profile, row: ProfileRow) -> str:
    place = profile.place
    wider = [
        f"{region.label}: {cell.text}"
        for region, cell in ((place.region, row.region), (place.country, row.country))
        if region and cell.text
    ]
    unit = "" if row.indicator.is_rate else f" {row.indicator.unit}"
    more = f" {join_words(wider)}." if wider else ""
    return f"{row.name}: {row.own.text}{unit}.{more}"
