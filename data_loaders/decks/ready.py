"""Ready-made decks: entries of `assets/data/decks.toml`, and nothing else to change for one more.

A deck with `voor = "gemeente"` is made for one municipality at a time, one with `voor = "regio"`
for one region: `{gemeente}` or `{regio}` stands for its name in the title, and for its code among
the areas of a tile.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import field

from data_loaders.agreements.calendar import quarter_of, quarter_span
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.cache import is_fetched, load_series
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile, Form
from data_loaders.decks.kinds import DECK_KINDS, TITLE
from data_loaders.decks.known import known_now
from data_loaders.decks.link import decode_deck, encode_deck
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Region, load_regions
from data_loaders.registry import load_registry

DECKS_FILE = DATA / "decks.toml"
_LEVELS = {"gemeente": ("gemeente",), "regio": ("arbeidsmarktregio", "regio"), "": ()}


class ReadyTile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tile of a ready-made deck. `since` says relative to the day of the deck what it means."""

    kind: str = field(name="soort")
    id: str = ""
    areas: tuple[str, ...] = field(name="gebieden", default=())
    form: Form = field(name="vorm", default="eigen")
    period: str = field(name="periode", default="")
    characteristic: str = field(name="kenmerk", default="")
    since: Literal["vorig kwartaal", ""] = field(name="sinds", default="")


class ReadyDeck(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ready-made deck: `audience` is what it is made for, one by one, or nothing."""

    id: str
    title: str = field(name="titel")
    about: str = field(name="omschrijving")
    tiles: tuple[ReadyTile, ...] = field(name="tegel")
    audience: Literal["gemeente", "regio", ""] = field(name="voor", default="")

    @property
    def places(self) -> dict[str, Region]:
        """The areas of ours that it is made for, by their code; none for a deck about all."""
        levels = _LEVELS[self.audience]
        return {item.code: item for item in load_regions().regions if item.level in levels}


class _ReadyDecks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    deck: tuple[ReadyDeck, ...]


def load_ready_decks() -> dict[str, ReadyDeck]:
    """Return the ready-made decks by id, in their order. Raises DataError.

    Kept in the process; read again when the file changes.
    """
    return _load(file_state(DECKS_FILE))


@lru_cache(maxsize=2)
def _load(_state: Fingerprint) -> dict[str, ReadyDeck]:
    decks = read_toml(DECKS_FILE, _ReadyDecks).deck
    ids = [deck.id for deck in decks]
    for name in ids:
        if ids.count(name) > 1:
            raise DataError(f"de presentatie '{name}' staat er twee keer in", DECKS_FILE)
    for kind in {tile.kind for deck in decks for tile in deck.tiles} - set(DECK_KINDS):
        raise DataError(f"de soort '{kind}' bestaat niet", DECKS_FILE)
    return {deck.id: deck for deck in decks}


def decks_by_place() -> dict[str, str]:
    """Return for each area that has a deck of its own the id of that deck. Raises DataError."""
    return {code: ready.id for ready in load_ready_decks().values() for code in ready.places}


def make_ready_deck(deck_id: str, day: date, place: str = "") -> Deck:
    """Return a ready-made deck for a day, without the figures that were never fetched.

    Its title slide says how many there are of those. `place` is the code of the area it is for.
    Its tiles have no pins yet. Raises DataError for an unknown deck, or for one without its area.
    """
    ready = load_ready_decks().get(deck_id)
    if ready is None:
        known = ", ".join(load_ready_decks())
        raise DataError(f"de presentatie '{deck_id[:60]}' bestaat niet (wel: {known})")
    whole = _make(ready, day, place)
    tiles = tuple(filter(_is_there, whole.tiles))
    told = left_out_text(len(whole.tiles) - len(tiles))
    if told and tiles and tiles[0].kind == TITLE.name:
        tiles = (replace(tiles[0], texts=(told,)), *tiles[1:])
    return replace(whole, tiles=tiles)


def left_out_text(count: int) -> str:
    """Return that so many slides are left out of a deck, and why; empty for none."""
    if not count:
        return ""
    return "1 dia wacht nog op de bron" if count == 1 else f"{count} dia's wachten nog op de bron"


def _make(ready: ReadyDeck, day: date, place: str) -> Deck:
    title, word = ready.title, f"{{{ready.audience}}}"
    if ready.audience:
        if place not in ready.places:
            raise DataError(f"kies voor de presentatie '{ready.id}' een {ready.audience}")
        title = title.replace(word, ready.places[place].name)
    return Deck(title, day, tuple(_tile(tile, day, word, place) for tile in ready.tiles))


def _tile(tile: ReadyTile, day: date, word: str, place: str) -> DeckTile:
    quarter = quarter_span(quarter_of(day))
    return DeckTile(
        kind=tile.kind,
        id=tile.id,
        areas=tuple(area.replace(word, place or word) for area in tile.areas),
        form=tile.form,
        period=tile.period,
        characteristic=tile.characteristic,
        since=quarter[0] - timedelta(days=1) if tile.since else None,
    )


def check_ready_decks() -> None:
    """Check that every ready-made deck has an address that gives it back whole.

    So all that it names exists. Raises DataError for the first that does not, and for a
    register that cannot be read.
    """
    load_goals()
    load_by_id(Project)
    known, day = known_now(), dutch_today()
    for ready in load_ready_decks().values():
        for code in ready.places or [""]:
            deck = _make(ready, day, code)
            deck = replace(deck, tiles=tuple(filter(None, map(_checkable, deck.tiles))))
            try:
                opened = decode_deck(encode_deck(deck), known)
            except ValueError as error:
                raise DataError(f"'{ready.id}' is te groot", DECKS_FILE) from error
            if opened.deck != deck:
                said = " ".join(opened.skipped) or "hij komt anders terug uit zijn eigen link"
                raise DataError(f"'{ready.id}': {said}", DECKS_FILE)


def _checkable(tile: DeckTile) -> DeckTile | None:
    """Return what can be checked of a tile: a figure that cannot be read says so itself."""
    if tile.id in {broken.id for broken in load_registry().broken}:
        return None
    try:
        if tile.id in load_registry().indicators:
            load_series(tile.id)
    except DataError:
        return replace(tile, characteristic="")
    return tile


def _is_there(tile: DeckTile) -> bool:
    """Tell whether a tile has something to show or to complain of."""
    return tile.id not in load_registry().indicators or is_fetched(tile.id)
