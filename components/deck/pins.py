"""The versions of a deck: all it shows, held still as it is now. Pure."""

from __future__ import annotations

from dataclasses import replace

from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.pinned import version_of
from data_loaders.files.errors import DataError


def pin_deck(deck: Deck) -> Deck:
    """Return a deck with every tile held to the newest there is."""
    return replace(deck, tiles=tuple(map(pin_tile, deck.tiles)))


def pin_tile(tile: DeckTile) -> DeckTile:
    """Return a tile held to the newest there is; what cannot be read now has no version."""
    try:
        return replace(tile, pin=version_of(tile))
    except DataError:
        return replace(tile, pin="")
