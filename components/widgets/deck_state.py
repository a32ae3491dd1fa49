"""The presentation that is open: it stands in the URL, and in the session only to come back to.

The menu leads to pages without parameters; who returns to Beraad finds the presentation again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from components.deck.labels import skipped_sentence
from components.widgets.deck_tray import take_tray
from components.widgets.page_link import is_to_follow
from components.words.days import read_day, shown_day
from components.words.links import Link
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import MAX_TILES, Deck, DeckTile, clean_title
from data_loaders.decks.known import known_now
from data_loaders.decks.link import PARAMETERS, decode_deck, encode_deck

TITLE_FIELD, DAY_FIELD, PLACE = "titel-veld", "dag-veld", "dia"
_KEPT, _SHOWN = "_presentatie", "_presentatie-getoond"
_LAST_DAY = date(2099, 12, 31)
EMPTY = Deck("", None, ())


def open_deck() -> tuple[Deck, str]:
    """Return the presentation that is open, and a sentence on what its link could not give."""
    asked = tuple((name, st.query_params[name]) for name in PARAMETERS if name in st.query_params)
    opened = decode_deck(dict(asked), known_now())
    # Who goes back to before there was a presentation, must be able to.
    deck = opened.deck if asked else EMPTY if is_to_follow(_KEPT) else st.session_state[_KEPT]
    tray = [tile for tile in take_tray() if tile not in deck.tiles]
    full = _with(deck, *tray) if tray else deck
    if full != deck or (not asked and deck != EMPTY):
        put_deck(full)
    elif st.session_state.get(_SHOWN) != deck or TITLE_FIELD not in st.session_state:
        _follow(deck)
    return full, skipped_sentence(opened.skipped)


def deck_link() -> Link:
    """Return what a link to the page keeps of the open presentation; nothing without one."""
    deck: Deck = st.session_state.get(_KEPT, EMPTY)
    return () if deck == EMPTY else tuple(encode_deck(deck).items())


def put_deck(deck: Deck, place: int | None = None) -> None:
    """Make this the open presentation, as one step of the browser's history.

    `place` is the slide that is chosen in the list. For a callback, or before the fields.
    """
    others = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in PARAMETERS
    }
    st.query_params.from_dict({**others, **encode_deck(deck)})
    _follow(deck)
    if place is not None:
        st.session_state[PLACE] = place


def _follow(deck: Deck) -> None:
    """Let the fields say what the presentation says."""
    st.session_state[_KEPT] = st.session_state[_SHOWN] = deck
    st.session_state[TITLE_FIELD] = deck.title
    st.session_state[DAY_FIELD] = shown_day(deck.day)
    last = max(len(deck.tiles) - 1, 0)
    st.session_state[PLACE] = min(st.session_state.get(PLACE, 0), last)


def change(make: Callable[[Deck], Deck], place: int | None = None) -> None:
    """Change the open presentation; for a callback."""
    put_deck(make(st.session_state.get(_KEPT, EMPTY)), place)


def add_tile(tile: DeckTile) -> None:
    """Put a tile behind the others, unless there is no room; for a callback."""
    change(lambda deck: _with(deck, tile))


def _with(deck: Deck, *tiles: DeckTile) -> Deck:
    """Return a deck with more tiles; without a day it is held to that of today."""
    return replace(deck, day=deck.day or dutch_today(), tiles=(*deck.tiles, *tiles)[:MAX_TILES])


def move(place: int, by: int) -> None:
    """Change a slide with the one before or after it; for a callback."""

    def make(deck: Deck) -> Deck:
        tiles = list(deck.tiles)
        tiles[place], tiles[place + by] = tiles[place + by], tiles[place]
        return replace(deck, tiles=tuple(tiles))

    change(make, place + by)


def double(place: int) -> None:
    """Put a copy of a slide behind it; for a callback."""

    def make(deck: Deck) -> Deck:
        return replace(deck, tiles=(*deck.tiles[: place + 1], *deck.tiles[place:])[:MAX_TILES])

    change(make, place + 1)


def remove(place: int) -> None:
    """Take a slide out; for a callback."""
    change(lambda deck: replace(deck, tiles=deck.tiles[:place] + deck.tiles[place + 1 :]))


def take_fields() -> None:
    """Take title and day from their fields; for a callback. What is no day changes nothing."""
    title, text = clean_title(st.session_state[TITLE_FIELD]), st.session_state[DAY_FIELD]
    day = read_meeting(text)
    if text and day is None:
        change(lambda deck: replace(deck, title=title))
        st.session_state[DAY_FIELD] = text  # for who wrote it to mend
    else:
        change(lambda deck: replace(deck, title=title, day=day))


def read_meeting(text: str) -> date | None:
    """Return the day of a meeting as a visitor wrote it; it may be in the future."""
    return read_day(text, _LAST_DAY)
