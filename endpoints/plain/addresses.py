"""Which addresses can be files: those without a question mark, from the tables of what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from components.exhibit.asked import COMPACT, SINCE, THEMES
from components.exhibit.kind import Kind
from components.exhibit.kinds import KINDS
from components.exhibit.plain_path import PAGE, PlainPath
from components.files.formats import DATA, PICTURES
from data_loaders.documents import load_topics
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from endpoints.api import catalogue
from endpoints.api.catalogue_files import observation_pages
from endpoints.api.endpoints import BASE, ENDPOINTS, Endpoint
from endpoints.api.parameters import FORMAT

_ONE_FILE = (f"tegel.{PAGE}", f"{BASE}alles.zip", f"{BASE}openapi.json")

Group = tuple[str, ...]
"""Addresses to make one after the other: what is drawn for one serves the next."""


@dataclass(frozen=True)
class Wanted:
    """What to publish: all addresses or those that `begin` so, and of which areas.

    `everywhere` adds the areas of the country that are not ours.
    """

    begin: tuple[str, ...] = ()
    everywhere: bool = False

    def has(self, path: str) -> bool:
        """Tell whether an address is among them."""
        return not self.begin or path.startswith(self.begin)


def groups(wanted: Wanted, tell: Callable[[str], None]) -> Iterator[Group]:
    """Return the addresses, without a slash before them; `tell` hears what cannot be listed now.

    An area that a figure does not have is among them; asking for it is the one way to know.
    Raises DataError when the topics or the areas themselves cannot be read.
    """
    regions = load_regions()
    areas = [region.code for region in (regions.every() if wanted.everywhere else regions.regions)]
    parts: list[Callable[[], Iterable[Group]]] = [
        _fixed,
        *(partial(_topic, topic) for topic in load_topics()),
        *(partial(_endpoint, endpoint) for endpoint in ENDPOINTS if not endpoint.paged),
        *(partial(_tiles, kind, areas) for kind in KINDS.values() if SINCE not in kind.parameters),
    ]
    for part in parts:
        try:
            for group in part():
                if found := tuple(path for path in group if wanted.has(path)):
                    yield found
        except DataError as problem:  # one that is damaged leaves the others alone
            tell(str(problem))


def _fixed() -> Iterator[Group]:
    yield from ((path,) for path in _ONE_FILE)
    yield tuple(f"catalogus.{ending}" for ending in catalogue.FORMATS)


def _topic(topic: str) -> Iterator[Group]:
    yield tuple(f"{BASE}{path}" for path in observation_pages(topic))


def _endpoint(endpoint: Endpoint) -> Iterator[Group]:
    (form,) = (item for item in endpoint.parameters if item.name == FORMAT.name)
    forms = form.choices() if form.choices else ()
    for name in endpoint.names() if endpoint.names else [""]:
        yield tuple(f"{BASE}{endpoint.file.format(naam=name, format=form)}" for form in forms)


def _tiles(kind: Kind, areas: Sequence[str]) -> Iterator[Group]:
    for name, _ in kind.entries():
        own = PlainPath(kind.path_of(name))
        for area in ("", *areas) if kind.has_forms else ("",):
            yield _tile(replace(own, area=area))
        if kind.has_forms:
            yield tuple(f"tegel/{own.everything(item.ending)}" for item in DATA)


def _tile(own: PlainPath) -> Group:
    """Return what there is of one tile: pages first, as they tell whether there is one."""
    ways = [
        replace(own, form=form, theme=theme) for form in ("", COMPACT) for theme in ("", *THEMES)
    ]
    pages = [(folder, way) for folder in ("tegel", "deel") for way in ways]
    return (
        *(f"{folder}/{way.file(PAGE, themed=True)}" for folder, way in pages),
        *(f"tegel/{own.file(item.ending)}" for item in DATA),
        *(f"tegel/{way.file(item.ending, themed=True)}" for item in PICTURES for way in ways),
    )
