"""The ready-made decks as addresses, and decks of our own."""

from __future__ import annotations

from datetime import date

from components.deck.pins import pin_deck
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from data_loaders.decks.ready import load_ready_decks, make_ready_deck

DAY = date(2026, 9, 30)
ARNHEM = "GM0202"
READY = tuple(load_ready_decks())


def ready_query(deck_id: str) -> str:
    """Return the address of a ready-made deck, held to the data of now."""
    place = next(iter(load_ready_decks()[deck_id].places), "")
    return deck_query(pin_deck(make_ready_deck(deck_id, DAY, place)))


def query_of(*tiles: DeckTile, title: str = "Beraad") -> str:
    return deck_query(Deck(title, DAY, tiles))


FIGURES = tuple(
    DeckTile("cijfer", name)
    for name in ("bevolking", "werkloosheid-nederland", "arbeidspotentieel", "mbo-studenten")
)
