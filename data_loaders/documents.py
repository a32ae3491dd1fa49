"""Small registers of the monitor: documents, topics, and places of commuter flows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.files.tomlfile import read_toml

DOCUMENTS_FILE = DATA / "documenten.toml"
TOPICS_FILE = DATA / "onderwerpen.toml"
HIGHLIGHTS_FILE = DATA / "overzicht.toml"
FLOW_PLACES_FILE = DATA / "pendelplaatsen.toml"
PROFILE_FILE = DATA / "gemeenten.toml"
HeldAgainst = Literal["land", "jaar", "doel", "groei"]
"""What a key figure is held against: the country, a year earlier, its target, published change."""


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document that figures come from. `date` is empty when the document does not say."""

    id: str
    title: str = msgspec.field(name="titel")
    publisher: str = msgspec.field(name="uitgever")
    short: str = msgspec.field(name="kort")
    date: str = msgspec.field(name="datum", default="")
    area: str = msgspec.field(name="gebied", default="")
    url: str = ""
    note: str = msgspec.field(name="toelichting", default="")


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the page Regio in beeld."""

    id: str
    title: str = msgspec.field(name="titel")
    intro: str = msgspec.field(name="inleiding")


class FlowPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a flow of commuters is drawn: a town that stands for its region (CRS84)."""

    region: str = msgspec.field(name="regio")
    town: str = msgspec.field(name="stad")
    lon: float
    lat: float


class Highlight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A key figure of the start page: an indicator, its name there, and what it is held against.

    `area` is another than the region we start with, `years` how long its line is. `target` is the
    characteristic that is its target, `target_words` how a sentence names that; `growth` is an
    indicator of published change. `noun` is what the finding of the page calls it, if it is in it;
    `in_lead` puts it in the line below that.
    """

    indicator: str
    name: str = msgspec.field(name="naam")
    comparison: HeldAgainst = msgspec.field(name="vergelijk")
    characteristic: str = msgspec.field(name="kenmerk", default="")
    area: str = msgspec.field(name="gebied", default="")
    years: int = msgspec.field(name="jaren", default=0)
    target: str = msgspec.field(name="doel", default="")
    target_words: str = msgspec.field(name="doel_in_woorden", default="het doel")
    growth: str = msgspec.field(name="groei", default="")
    noun: str = msgspec.field(name="kop", default="")
    in_lead: bool = msgspec.field(name="in_inleiding", default=False)

    @property
    def indicators(self) -> tuple[str, ...]:
        """Every indicator that its card is made of."""
        return tuple(filter(None, (self.indicator, self.growth)))


class MapFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that the map of the start page can show, and what it is called there."""

    indicator: str
    name: str = msgspec.field(name="naam")
    characteristic: str = msgspec.field(name="kenmerk", default="")


class ProfileFigure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that stands first in the profile of an area, and what it is called there.

    `count` is an indicator with the count below a share; `noun` is how the title calls it.
    `group` is the heading it stands below, if that is not its topic. `is_share` makes a count a
    share of its parts together. Where an area has the figure `instead_of`, this one does not
    stand first.
    """

    indicator: str
    name: str = msgspec.field(name="naam")
    characteristic: str = msgspec.field(name="kenmerk", default="")
    count: str = msgspec.field(name="aantal", default="")
    noun: str = msgspec.field(name="kop", default="")
    group: str = msgspec.field(name="groep", default="")
    is_share: bool = msgspec.field(name="deel", default=False)
    instead_of: str = msgspec.field(name="in_plaats_van", default="")


class ProfileFigures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The figures that stand first: of the area itself, and of what only its region has."""

    own: tuple[ProfileFigure, ...] = msgspec.field(name="cijfer")
    regional: tuple[ProfileFigure, ...] = msgspec.field(name="regio")


class _StartPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cijfer: tuple[Highlight, ...]
    kaart: tuple[MapFigure, ...]


class _Documents(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    document: tuple[Document, ...]


class _Topics(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    onderwerp: tuple[Topic, ...]


class _FlowPlaces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    plaats: tuple[FlowPlace, ...]


@lru_cache(maxsize=1)
def load_flow_places() -> dict[str, FlowPlace]:
    """Return the places of commuter flows by region name. Raises DataError."""
    return {place.region: place for place in read_toml(FLOW_PLACES_FILE, _FlowPlaces).plaats}


@lru_cache(maxsize=1)
def load_documents() -> dict[str, Document]:
    """Return the documents by id. Raises DataError for a damaged file."""
    documents = read_toml(DOCUMENTS_FILE, _Documents).document
    _require_unique([document.id for document in documents], DOCUMENTS_FILE)
    return {document.id: document for document in documents}


@lru_cache(maxsize=1)
def load_topics() -> dict[str, Topic]:
    """Return the topics by id, in the order of the page. Raises DataError for a damaged file."""
    topics = read_toml(TOPICS_FILE, _Topics).onderwerp
    _require_unique([topic.id for topic in topics], TOPICS_FILE)
    return {topic.id: topic for topic in topics}


def _require_unique(ids: list[str], path: Path) -> None:
    for item in ids:
        if ids.count(item) > 1:
            raise DataError(f"'{item}' staat er twee keer in", path)


def get_document(document_id: str) -> Document:
    """Return one document; raises DataError when the id is unknown."""
    documents = load_documents()
    if document_id not in documents:
        raise DataError(f"het document '{document_id}' is onbekend", DOCUMENTS_FILE)
    return documents[document_id]


def load_highlights() -> tuple[Highlight, ...]:
    """Return the key figures of the start page, in their order. Raises DataError."""
    return _start_page().cijfer


def load_map_figures() -> dict[str, MapFigure]:
    """Return the figures for the map of the start page by name, in order. Raises DataError."""
    return {item.name: item for item in _start_page().kaart}


@lru_cache(maxsize=1)
def load_profile_figures() -> ProfileFigures:
    """Return the figures that stand first in a profile, in their order. Raises DataError."""
    return read_toml(PROFILE_FILE, ProfileFigures)


@lru_cache(maxsize=1)
def _start_page() -> _StartPage:
    found = read_toml(HIGHLIGHTS_FILE, _StartPage)
    _require_unique([item.name for item in found.kaart], HIGHLIGHTS_FILE)
    return found
