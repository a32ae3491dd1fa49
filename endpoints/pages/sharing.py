"""What stands outside a page about that page: its description, and lines made from the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from components.insights.sentences import fill_headline
from components.markup.menu import PageEntry
from components.screens.frame import TITLE
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml
from data_loaders.monitor import MONITOR
from data_loaders.open_registers import register_rows
from endpoints.figures.chosen import chosen_on
from endpoints.figures.oembed import tile_first_on
from endpoints.http.resource import Pairs, as_query
from pages import PAGES

WORDS = ASSETS / "teksten" / "delen.toml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say of a page: ids of indicators, and registers with the word for their rows."""

    description: str = msgspec.field(name="omschrijving", default="")
    indicators: tuple[str, ...] = msgspec.field(name="cijfers", default=())
    registers: dict[str, str] = msgspec.field(default_factory=dict)


class Fact(NamedTuple):
    """A line made from the data; `indicator` is the id it is about, or empty."""

    text: str
    indicator: str = ""


class Sharing(NamedTuple):
    """All that is said of a page: its address below the site, title, description and facts.

    `tile` is that of what is chosen on it, if anything; `image` is the picture beside a link.
    """

    slug: str
    path: str
    title: str
    description: str
    facts: tuple[Fact, ...]
    image: str
    tile: str = ""


def sharing_of(entry: PageEntry, query: Pairs = ()) -> Sharing:
    """Return what to say of a page now. What cannot be read is left out, never guessed."""
    first = entry is PAGES[0]
    words = _words_of(entry)
    said = Sharing(
        slug=entry.slug,
        path="" if first else entry.slug,
        title=TITLE if first else f"{entry.title} – {TITLE}",
        description=words.description,
        facts=tuple(_facts(words)),
        image=f"og/{entry.slug}.png",
    )
    chosen = chosen_on(entry.slug, query) if query else None
    if chosen is None:
        shown = tile_first_on(entry.slug, query)
        return said._replace(tile=f"tegel/{shown[0]}{as_query(shown[1])}") if shown else said
    return said._replace(
        title=f"{chosen.title} – {TITLE}",
        description=chosen.sentence,
        image=f"og/tegel/{chosen.path}.png{chosen.query}",
        tile=f"tegel/{chosen.path}{chosen.query}",
    )


def _words_of(entry: PageEntry) -> Words:
    """Return the words of a page; of one that has none of its own, what it is a part of."""
    part = f"{entry.title}: onderdeel van de {MONITOR.name}, met cijfers en afspraken per bron."
    try:
        return load_words(WORDS, file_state(WORDS)).get(entry.slug, Words(part))
    except DataError:
        return Words()


@lru_cache(maxsize=2)
def load_words(path: Path, _state: Fingerprint) -> dict[str, Words]:
    """Return the words per slug. Raises DataError for a damaged file."""
    return read_toml(path, dict[str, Words])


def _facts(words: Words) -> Iterator[Fact]:
    makers: list[Callable[[], Fact]] = [partial(_figure, name) for name in words.indicators]
    makers += [partial(_count, name, word) for name, word in words.registers.items()]
    for make in makers:
        try:
            yield make()
        except DataError:
            continue


def _figure(indicator_id: str) -> Fact:
    return Fact(fill_headline(load_series(indicator_id)), indicator_id)


def _count(register: str, word: str) -> Fact:
    return Fact(f"{len(register_rows(register))} {word}")
