"""A deck as an address and back. Pure: what exists is given as `Known`.

    v=1&titel=Beraad&dag=2026-09-30&tegels=t~c.bijstand-aandeel.AM07_0202.k~d.contact-jongeren

Whatever an address holds, `decode_deck` gives a deck: what it does not know is left out, and
said in one Dutch sentence that repeats no more of the address than a word for an area. An
address of an older version stays readable: a new way of writing gets a new `v` and its own reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from data_loaders.decks.deck import MAX_TILES, MAX_TITLE, Deck
from data_loaders.decks.link_v1 import Known, read_v1, write_tile

__all__ = ["Known", "Opened", "deck_query", "decode_deck", "encode_deck", "open_query"]

VERSION, TITLE, DAY, TILES = "v", "titel", "dag", "tegels"
PARAMETERS = (VERSION, TITLE, DAY, TILES)
_MAX_FIELDS = 50
_READERS = {"1": read_v1}


@dataclass(frozen=True)
class Opened:
    """The deck of an address, and a sentence for each part of it that was left out."""

    deck: Deck
    skipped: tuple[str, ...] = ()


def encode_deck(deck: Deck) -> dict[str, str]:
    """Return the parameters of the address of a deck; what says nothing is left out.

    Raises ValueError for more than MAX_TILES tiles or a title that is too long.
    """
    if len(deck.tiles) > MAX_TILES or len(deck.title) > MAX_TITLE:
        raise ValueError("a deck of this size has no address")
    found = {
        VERSION: "1",
        TITLE: deck.title,
        DAY: deck.day.isoformat() if deck.day else "",
        TILES: "~".join(map(write_tile, deck.tiles)),
    }
    return {name: text for name, text in found.items() if text}


def deck_query(deck: Deck) -> str:
    """Return the address of a deck, what stands behind the question mark."""
    return urlencode(encode_deck(deck), quote_via=quote)


def decode_deck(parameters: Mapping[str, str], known: Known) -> Opened:
    """Return the deck of the parameters of an address; other parameters are left alone."""
    asked = {name: parameters.get(name, "") for name in PARAMETERS}
    if not any(asked.values()):
        return Opened(Deck("", None, ()))
    reader = _READERS.get(asked[VERSION])
    if reader is None:
        sentence = "Deze link is gemaakt met een versie van de monitor die wij niet kennen."
        return Opened(Deck("", None, ()), (sentence,))
    deck, skipped = reader(asked[TITLE], asked[DAY], asked[TILES], known)
    return Opened(deck, tuple(skipped))


def open_query(query: str, known: Known) -> Opened:
    """Return the deck of an address, given as what stands behind its question mark."""
    try:
        pairs = parse_qsl(query.removeprefix("?"), max_num_fields=_MAX_FIELDS, errors="replace")
    except ValueError:
        return Opened(Deck("", None, ()), ("Deze link heeft te veel onderdelen.",))
    return decode_deck(dict(pairs), known)
