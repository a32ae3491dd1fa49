"""Links from a figure in the app to its images, its data, and the page where it is shared. Pure.

They lead to routes of our own server, so that under a plain `streamlit run app.py` there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from components.words.choice import Choice
from components.words.hosting import has_own_routes
from data_loaders.geo.regions import load_regions

Pairs = Sequence[tuple[str, str]]
EVERYTHING = (("omvang", "alles"),)
TILE = "tegel"


class ShareLink(NamedTuple):
    """A link: what it shows, where it leads, and its full name for who does not see the figure.

    A file is downloaded; anything else opens in a new window.
    """

    label: str
    address: str
    name: str
    is_file: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether it leads to something to take along: a file, or a picture to look at."""
        return self.address.startswith(f"./{TILE}/")


class FilePlace(NamedTuple):
    """Where our server gives files: a path without an ending, and what is asked of it."""

    path: str
    query: Pairs = ()

    def link(self, label: str, ending: str, name: str) -> ShareLink:
        """Return the link to one of them; `name` is its full name."""
        return ShareLink(label, _address(f"{self.path}.{ending}", self.query), name, is_file=True)


def choice_query(choice: Choice, newest: str, first: str) -> list[tuple[str, str]]:
    """Return what to ask of a tile to have this choice; what it does by itself stays out.

    By itself it has the region the monitor starts with, the newest period and the first
    characteristic.
    """
    areas = () if choice.areas == (load_regions().default,) else choice.areas
    query = [("gebied", code) for code in areas]
    query += [("periode", choice.period)] if choice.period != newest else []
    query += [("kenmerk", choice.characteristic)] if choice.characteristic != first else []
    asked = (("maat", choice.measure), ("uitsnede", choice.extent))
    return query + [(name, value) for name, value in asked if value]


def share_links(path: str, title: str, query: Pairs = (), label: str = "Deel") -> list[ShareLink]:
    """Return the link to share a tile, if there is one; `path` is what comes after `tegel/`."""
    return [_beside(label, f"deel/{path}", title, query)] if has_own_routes() else []


def figure_links(
    path: str, title: str, query: Pairs = (), *, everything: bool = False
) -> list[ShareLink]:
    """Return the links beside the downloads of a figure: its images, and to share it.

    With `everything` also the data of all areas, for a figure that shows some of them.
    """
    if not has_own_routes():
        return []
    files = [_every(path, title, ending) for ending in ("xlsx", "csv")] if everything else []
    pictures = [
        _beside(ending.upper(), f"{TILE}/{path}.{ending}", title, query)
        for ending in ("png", "svg")
    ]
    return [*files, *pictures, *share_links(path, title, query, "Deel of sluit in")]


def _every(path: str, title: str, ending: str) -> ShareLink:
    label = f"Alle gebieden ({ending.upper()})"
    address = _address(f"{TILE}/{path}.{ending}", EVERYTHING)
    return ShareLink(label, address, f"{label}: {title}", is_file=True)


def _beside(label: str, path: str, title: str, query: Pairs) -> ShareLink:
    return ShareLink(label, _address(path, query), f"{label}: {title} (nieuw venster)")


def _address(path: str, query: Pairs) -> str:
    return f"./{path}?{urlencode(query)}" if query else f"./{path}"
