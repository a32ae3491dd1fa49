"""The profile of an area, made once for each version of the data. Pure."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from components.exhibit.indicator import MAP
from components.profile.figures import profile_rows
from components.profile.model import Profile, ProfilePlace, ProfileRow
from components.words.choice import REGION_LEVELS, context_area
from components.words.disputes import disputes_of
from components.words.formatting import join_words
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.documents import ProfileFigure, load_profile_figures, load_topics
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Region, load_regions
from data_loaders.registry import load_registry

log = logging.getLogger(__name__)


@lru_cache(maxsize=64)
def profile_of(code: str, beside: str, today: date, _mark: Hashable) -> Profile:
    """Return the profile of an area, with another one beside it (or empty).

    A figure that cannot be read is named and no more. Raises DataError for an unknown area.
    """
    place = profile_place(code, beside)
    chosen = load_profile_figures()
    rows, broken = _rows(place, chosen.own, today)
    rows = _ordered(rows, chosen.own)
    found, lost = _of_region((place.region or place.area).code, today, _mark)
    known = {row.indicator.id for row in rows}
    regional = [row for row in found if row.indicator.id not in known]
    told = [
        (row.name, text)
        for row in rows
        if row.is_main
        for text in disputes_of(row.indicator.id).warnings
    ]
    return Profile(
        place,
        tuple(rows),
        tuple(regional),
        tuple(dict.fromkeys([*broken, *lost])),
        _each_once(told),
    )


def profile_place(code: str, beside: str = "") -> ProfilePlace:
    """Return what a profile of an area is about. Raises DataError for an unknown area."""
    regions = load_regions()
    area = regions.get(code)
    other = regions.get(beside) if beside and beside != code else None
    if area.level in REGION_LEVELS:
        return ProfilePlace(area, None, regions.members(code), regions.country(), other)
    around = context_area((code,), regions)
    own = regions.find(code) is not None
    among = regions.members(_widest(area) if own else around)
    return ProfilePlace(area, regions.get(around), among, regions.country(), other)


def _widest(area: Region) -> str:
    """Return the largest of our regions that a municipality lies in."""
    regions = load_regions()
    around = [code for code in area.within if regions.get(code).level in REGION_LEVELS]
    return max(around, key=lambda code: len(regions.members(code)))


def _rows(
    place: ProfilePlace, chosen: Sequence[ProfileFigure], today: date
) -> tuple[list[ProfileRow], list[str]]:
    items = {(item.indicator, item.characteristic): item for item in chosen}
    rows: list[ProfileRow] = []
    broken: list[str] = []
    for indicator in fetched_indicators().values():
        if indicator.form != MAP:
            continue
        try:
            rows += profile_rows(indicator.id, place, items, today)
        except DataError as problem:
            log.error("%s", problem)
            broken.append(indicator.name)
    return rows, broken


@lru_cache(maxsize=32)
def _of_region(code: str, today: date, _mark: Hashable) -> tuple[list[ProfileRow], list[str]]:
    """Return the figures that are not per municipality, or that a region has besides."""
    place = ProfilePlace(load_regions().get(code), None, (), load_regions().country())
    chosen = load_profile_figures().regional
    items = {(item.indicator, item.characteristic): item for item in chosen}
    rows: list[ProfileRow] = []
    broken: list[str] = []
    for name, indicator in fetched_indicators().items():
        try:
            if code in set(load_series(name).frame["region_code"]):
                rows += profile_rows(name, place, items, today)
        except DataError as problem:
            log.error("%s", problem)
            broken.append(indicator.name)
    return _ordered(rows, chosen), broken


def _ordered(rows: Sequence[ProfileRow], chosen: Sequence[ProfileFigure]) -> list[ProfileRow]:
    """Return the rows that stand first in the order of their table, then the others by topic."""
    known = {row.indicator.id for row in rows}
    items = [item for item in chosen if item.instead_of not in known]
    order = {(item.indicator, item.characteristic): place for place, item in enumerate(items)}
    topics = list(load_topics())

    def place(row: ProfileRow) -> tuple[int, int, int]:
        at = order.get(row.key)
        if at is not None:
            return (0, at, 0)
        return (1, topics.index(row.indicator.topic), row.indicator.order)

    made = [replace(row, is_main=row.key in order) for row in rows]
    return sorted(made, key=place)


def _each_once(told: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return each caution once, with the names of all figures it is about."""
    names: dict[str, list[str]] = {}
    for name, text in told:
        names.setdefault(text, []).append(name)
    return tuple((join_words(found), text) for text, found in names.items())


@lru_cache(maxsize=2)
def profile_mark(_minute: int) -> Hashable:
    """Return what changes when a figure does; looked up once a minute, it costs milliseconds."""
    return tuple(_version(name) for name in load_registry().indicators)


def _version(name: str) -> str:
    try:
        return load_series(name).version
    except DataError as problem:
        return str(problem)
