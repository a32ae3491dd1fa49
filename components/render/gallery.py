"""All tiles as pictures that lead to them, by what they are about. Pure."""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup

from components.exhibit.asked import COMPACT, SINCE, THEMES
from components.exhibit.kind import Kind
from components.exhibit.kinds import KINDS
from components.exhibit.plain_path import PAGE, PlainPath
from components.markup.standalone import script
from components.markup.templates import macro
from data_loaders.documents import load_topics
from data_loaders.registry import load_registry

FIND = script("tegels.js")
"""Finds a tile by the words of its title; without it all of them can be seen."""


class Card(NamedTuple):
    """A tile: its title, and the addresses of its page, its pictures and the page to share it."""

    title: str
    page: str
    light: str
    dark: str
    share: str


class Topical(NamedTuple):
    """Tiles about one thing; `id` is where it stands in the page."""

    id: str
    title: str
    items: list[Card]


def gallery(root: str, *, as_files: bool) -> Markup:
    """Return the inside of the page; `root` is the way to the root of the site.

    `as_files` is whether addresses have an ending. Raises DataError for damaged registers.
    """
    parts = [part for kind in KINDS.values() for part in _parts(kind, root, as_files)]
    return macro("tegel", "index", parts) + macro("delen", "run", FIND)


def _parts(kind: Kind, root: str, as_files: bool) -> list[Topical]:
    if SINCE in kind.parameters:
        return []  # there is no such tile without a day
    cards = {
        name: _card(kind.path_of(name), title, root, as_files) for name, title in kind.entries()
    }
    if not kind.has_forms:
        return [Topical(kind.name, kind.group, list(cards.values()))]
    found = {topic.id: Topical(topic.id, topic.title, []) for topic in load_topics().values()}
    for name, card in cards.items():
        found[load_registry().get(name).topic].items.append(card)
    return [part for part in found.values() if part.items]


def _card(path: str, title: str, root: str, as_files: bool) -> Card:
    page = f"{path}.{PAGE}" if as_files else path
    small = [PlainPath(path, form=COMPACT, theme=theme) for theme in THEMES]
    light, dark = (f"{root}tegel/{one.file('svg', themed=True)}" for one in small)
    return Card(title, f"{root}tegel/{page}", light, dark, f"{root}deel/{page}")
