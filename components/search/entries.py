"""Everything a visitor can look for: its name, what it is, and where it stands. Pure."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from components.exhibit.goal import goal_address
from components.exhibit.indicator import PAGE
from components.markup.menu import PageEntry
from components.stories.roles import organisation_address
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import WorkTable
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import fetched_indicators
from data_loaders.documents import load_documents, load_topics
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Region, load_regions

log = logging.getLogger(__name__)
MUNICIPALITIES = "gemeenten"
"""The page with a profile of each municipality."""


class Entry(NamedTuple):
    """Something to find: `address` is from the root, `more` are other words it is found by."""

    name: str
    kind: str
    address: str
    more: str = ""


Pages = tuple[PageEntry, ...]


@lru_cache(maxsize=2)
def search_entries(pages: Pages, _mark: Hashable) -> tuple[Entry, ...]:
    """Return all there is to find, what is looked for most first; `_mark` is that of the data.

    What cannot be read now is left out; the log says why.
    """
    parts: tuple[Callable[[Pages], Iterator[Entry]], ...] = (
        _pages,
        _areas,
        _sectors,
        _figures,
        _agreements,
        _documents,
        _elsewhere,
    )
    found: list[Entry] = []
    for part in parts:
        try:
            found += part(pages)
        except DataError as problem:
            log.error("%s", problem)
    return tuple(found)


def _pages(pages: Pages) -> Iterator[Entry]:
    for place, page in enumerate(pages):
        yield Entry(page.title, "Pagina", page.slug if place else "")


def _areas(pages: Pages) -> Iterator[Entry]:
    regions = load_regions()
    for region in regions.regions:
        yield _area(region, pages)
    for item in regions.subregions:
        asked = [("gebied", code) for code in item.municipalities]
        yield Entry(item.name, "Streek", f"{PAGE}?{urlencode(asked)}", " ".join(item.also))


def _elsewhere(pages: Pages) -> Iterator[Entry]:
    regions = load_regions()
    for region in regions.every():
        if not regions.find(region.code) and not region.last_year:
            yield _area(region, pages)


def _area(region: Region, pages: Pages) -> Entry:
    has_profile = region.level == "gemeente" and any(p.slug == MUNICIPALITIES for p in pages)
    name, slug = ("gemeente", MUNICIPALITIES) if has_profile else ("gebied", PAGE)
    kind = region.level.capitalize()
    return Entry(region.name, kind, f"{slug}?{urlencode({name: region.code})}", region.short)


def _sectors(_pages: Pages) -> Iterator[Entry]:
    for sector in sorted(load(Sector), key=lambda item: item.order):
        address = f"speerpuntsectoren?{urlencode({'sector': sector.id})}"
        more = " ".join((sector.short, sector.focus, *sector.other_names))
        yield Entry(sector.name, "Sector", address, more)


def _figures(_pages: Pages) -> Iterator[Entry]:
    topics = load_topics()
    for topic in topics.values():
        address = f"{PAGE}?{urlencode({'onderdeel': topic.id})}"
        yield Entry(topic.title, "Onderdeel", address, topic.intro)
    for item in fetched_indicators().values():
        asked = {"onderdeel": item.topic} | ({"cijfer": item.id} if item.form == "kaart" else {})
        yield Entry(item.title, "Cijfer", f"{PAGE}?{urlencode(asked)}", topics[item.topic].title)


def _agreements(_pages: Pages) -> Iterator[Entry]:
    for project in load(Project):
        address = f"regio-deal?{urlencode({'project': project.id})}"
        yield Entry(project.name, "Project", address, f"{project.line} {project.aim}")
    for goal in load_goals().values():
        yield Entry(goal.title, "Doel", goal_address(goal))
    for table in load(WorkTable):
        yield Entry(
            table.name, "Werktafel", "hca-doelen?deel=werktafels", f"{table.focus} {table.sector}"
        )
    for action in load(Action):
        yield Entry(action.text, "Actie", "uitvoeringsagenda")
    for item in load(Organisation):
        address = organisation_address(item.id)
        yield Entry(item.name, "Organisatie", address, " ".join((item.short, *item.aliases)))


def _documents(_pages: Pages) -> Iterator[Entry]:
    for item in load_documents().values():
        yield Entry(item.title, "Document", "bronnen", f"{item.short} {item.publisher}")
