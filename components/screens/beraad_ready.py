"""The part of the page Beraad with ready-made presentations: one click shows one."""

from __future__ import annotations

from time import monotonic

import streamlit as st

from components.deck.pins import pin_deck
from components.deck.thumbnails import DeckCard, deck_card
from components.markup.templates import macro
from components.widgets.block import show_block
from components.widgets.deck_state import put_deck
from components.words.hosting import has_own_routes
from data_loaders.clock import dutch_today
from data_loaders.decks.ready import ReadyDeck, decks_by_place, load_ready_decks, make_ready_deck
from data_loaders.geo.regions import load_regions

PLACE = "kant-en-klaar-gemeente"


def show_ready() -> None:
    """Show the ready-made presentations as cards. Raises DataError."""
    decks = load_ready_decks()
    shown = [item for item in decks.values() if not item.audience]
    own = next((item for item in decks.values() if item.audience), None)  # of one area: one card
    shown += [own] if own else []
    for column, ready in zip(st.columns(len(shown)), shown, strict=True):
        with column, st.container(key=f"dek-{ready.id}"):
            _show(ready)


def _show(ready: ReadyDeck) -> None:
    # The choice stands below the picture that it changes.
    place = _place() if ready.audience else ""
    deck_id = decks_by_place()[place] if place else ready.id
    card = deck_card(deck_id, place, dutch_today(), int(monotonic() // 60))
    show_block(macro("beraad", "card", card))
    if ready.audience:
        st.selectbox(
            "Gemeente of regio",
            list(decks_by_place()),
            format_func=lambda code: load_regions().get(code).name,
            key=PLACE,
            label_visibility="collapsed",
        )
    _show_ways(deck_id, place, card)


def _place() -> str:
    """Return the area that was chosen, here or anywhere else in the app."""
    known = list(decks_by_place())
    asked = st.session_state.get(PLACE, "")
    return asked if asked in known else known[0]


def _show_ways(deck_id: str, place: str, card: DeckCard) -> None:
    with st.container(horizontal=True, gap="small"):
        if has_own_routes():
            st.link_button("Toon", card.show, type="primary")
        st.button("Pas aan", key=f"pas-aan-{deck_id}", on_click=_open, args=(deck_id, place))
        if has_own_routes():
            st.link_button("PDF", card.paper)


def _open(deck_id: str, place: str) -> None:
    """Make a ready-made presentation the open one; for a callback."""
    put_deck(pin_deck(make_ready_deck(deck_id, dutch_today(), place)), 0)
