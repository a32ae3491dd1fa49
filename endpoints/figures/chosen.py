"""What is chosen on a page of the app, for who asks for that page without running it."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from components.exhibit.asked import RefusalError
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from endpoints.figures.oembed import tile_on
from endpoints.figures.tile_address import read_address
from endpoints.http.resource import Pairs, RequestError, as_query


class TileWords(NamedTuple):
    """A figure, goal or project: its words, and below `/tegel/` the path and query of its tile."""

    title: str
    sentence: str
    subtitle: str
    path: str
    query: str


def chosen_on(page: str, query: Pairs) -> TileWords | None:
    """Return what the address of a page chooses; None for nothing, or for what is not there."""
    found = tile_on(page, query)
    return chosen_at(*found) if found else None


def chosen_at(path: str, query: Pairs) -> TileWords | None:
    """Return what a tile is about; None for what is not there."""
    try:
        address = read_address(path, query)
        exhibit = address.exhibit(dutch_today())
    except (RequestError, RefusalError, DataError):
        return None
    words = (exhibit.title, exhibit.headline, exhibit.subtitle)
    return TileWords(*words, quote(address.page), as_query(query))
