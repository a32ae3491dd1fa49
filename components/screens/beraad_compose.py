"""The page Beraad: choose a presentation or make one, and show it."""

from __future__ import annotations

import streamlit as st

from components.deck.labels import HANDOUT, LONGEST_QUERY, SHOWING, SLIDES, deck_address, tile_label
from components.deck.pins import pin_deck
from components.markup.templates import macro
from components.widgets.deck_state import (
    DAY_FIELD,
    PLACE,
    TITLE_FIELD,
    change,
    move,
    open_deck,
    put_deck,
    read_meeting,
    remove,
    take_fields,
)
from components.widgets.labels import plain_label
from components.words.hosting import has_own_routes
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import MAX_TILES, MAX_TITLE, Deck, DeckTile
from data_loaders.decks.link import deck_query
from data_loaders.decks.pinned import is_newest
from data_loaders.decks.ready import load_ready_decks, make_ready_deck
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions

PAGE = "beraad"
_READY, _PLACE = "kant-en-klaar", "kant-en-klaar-gemeente"
_HALL_SECONDS = "20"
NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 30-09-2026."
NO_ROUTES = "Tonen en afdrukken werkt alleen op de server van de monitor."
TOO_LONG = "Deze presentatie is te lang voor een link. Haal een dia weg of kort de titel in."
FULL = f"Een presentatie heeft hoogstens {MAX_TILES} dia's."
NOTHING = "Er staat nog geen dia in. Kies er een hieronder, of begin met een kant-en-klare."


def show_ready() -> None:
    """Show the ready-made presentations; one of them becomes the open one."""
    decks = load_ready_decks()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = st.selectbox(
            "Presentatie",
            list(decks),
            format_func=lambda key: decks[key].title.replace("{gemeente}", "Een gemeente"),
            key=_READY,
        )
        if decks[chosen].audience:
            places = {item.code: item.name for item in load_regions().municipalities()}
            st.selectbox("Gemeente", list(places), format_func=places.__getitem__, key=_PLACE)
        st.button("Neem deze", key="kant-en-klaar-open", on_click=_open_ready, type="primary")
    st.html(macro("basis", "sub", decks[chosen].about))


def _open_ready() -> None:
    name = st.session_state[_READY]
    place = st.session_state.get(_PLACE, "") if load_ready_decks()[name].audience else ""
    put_deck(pin_deck(make_ready_deck(name, dutch_today(), place)), 0)


def show_deck() -> None:
    """Show the presentation that is open, with all that can be done with it."""
    deck, skipped = open_deck()
    if skipped:
        st.html(macro("basis", "notice", skipped))
    left, right = st.columns([3, 1])
    with left:
        st.text_input("Titel", key=TITLE_FIELD, max_chars=MAX_TITLE, on_change=take_fields)
    with right:
        st.text_input(
            "Datum van het beraad",
            key=DAY_FIELD,
            max_chars=20,
            placeholder="dag-maand-jaar",
            on_change=take_fields,
        )
    if st.session_state[DAY_FIELD] and read_meeting(st.session_state[DAY_FIELD]) is None:
        st.html(macro("basis", "notice", NO_DAY))
    if deck.tiles:
        _show_slides(deck)
        _show_newer(deck)
        _show_ways(deck)
    else:
        st.html(macro("basis", "empty", NOTHING))


def _show_slides(deck: Deck) -> None:
    """Show the slides in their order, and the buttons for the one that is chosen."""
    count = len(deck.tiles)
    labels = [f"{n}. {plain_label(tile_label(tile))}" for n, tile in enumerate(deck.tiles, start=1)]
    place = st.radio("Dia's in volgorde", range(count), format_func=labels.__getitem__, key=PLACE)
    with st.container(horizontal=True, gap="small"):
        st.button("Omhoog", key="dia-omhoog", on_click=move, args=(place, -1), disabled=place == 0)
        last = place == count - 1
        st.button("Omlaag", key="dia-omlaag", on_click=move, args=(place, 1), disabled=last)
        st.button("Haal weg", key="dia-weg", on_click=remove, args=(place,))
    if count == MAX_TILES:
        st.html(macro("basis", "notice", FULL))


def _show_newer(deck: Deck) -> None:
    """Say how many slides have newer figures, and offer those."""
    older = sum(map(_is_older, deck.tiles))
    if older:
        count = "1 dia zijn" if older == 1 else f"{older} dia's zijn"
        st.html(macro("basis", "notice", f"Voor {count} er nieuwere cijfers."))
        st.button("Vernieuw", key="dia-vernieuw", on_click=change, args=(pin_deck,))


def _is_older(tile: DeckTile) -> bool:
    try:
        return not is_newest(tile)
    except DataError:
        return False


def _show_ways(deck: Deck) -> None:
    """Show the ways on: the showing, the handout, and the link itself."""
    if len(deck_query(deck)) > LONGEST_QUERY:
        st.html(macro("basis", "notice", TOO_LONG))
        return
    if not has_own_routes():
        st.html(macro("basis", "notice", NO_ROUTES))
        return
    with st.container(horizontal=True, gap="small"):
        st.link_button("Tonen", deck_address(SHOWING, deck), type="primary")
        st.link_button("Tonen, donker", deck_address(SHOWING, deck, thema="donker"))
        hall = deck_address(SHOWING, deck, wissel=_HALL_SECONDS)
        st.link_button("Tonen in een hal", hall)
        st.link_button("Handout (PDF)", deck_address(HANDOUT, deck))
        st.link_button("PowerPoint", deck_address(SLIDES, deck))
    address = f"{str(st.context.url).partition('?')[0]}?{deck_query(deck)}"
    st.html(macro("beraad", "address", address))
