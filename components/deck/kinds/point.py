"""The slide of an agenda point: a chapter of the presentation. Pure."""

from __future__ import annotations

from components.deck.kind import Moment, SlideKind
from components.deck.screen import Screen
from components.deck.written import texts_of, written
from components.exhibit.model import Exhibit
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import DeckKind
from data_loaders.decks.texts import TextField

NAME = "Agendapunt"
DECK = DeckKind(
    "agendapunt",
    "g",
    ("texts",),
    texts=(
        TextField("Agendapunt", 80, "De arbeidsmarkt nu", is_needed=True),
        TextField("Toelichting", 90, "Ter bespreking, 20 minuten"),
    ),
)


def _make(tile: DeckTile, _deck: Deck, _moment: Moment) -> Exhibit:
    point, more = texts_of(tile, DECK)
    return written(DECK.name, f"{NAME}: {point}", sentences=(more,) if more else ())


def _screens(tile: DeckTile, _exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    point, more = texts_of(tile, DECK)
    return (Screen(point, more, look="agendapunt", kicker=NAME),)


KIND = SlideKind(DECK, NAME, _make, _screens)
