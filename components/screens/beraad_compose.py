"""The part of the page Beraad where a presentation is made: its slides and the ways on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.deck.labels import HANDOUT, LONGEST_QUERY, SHOWING, SLIDES, deck_address, tile_label
from components.deck.pins import pin_deck
from components.deck.slides import Slide, make_slides
from components.deck.thumbnails import thumbnails
from components.markup.templates import macro
from components.screens.beraad_picker import show_picker
from components.screens.beraad_since import PAGE
from components.screens.beraad_written import show_texts
from components.widgets.block import show_block
from components.widgets.deck_state import (
    DAY_FIELD,
    PLACE,
    TITLE_FIELD,
    change,
    double,
    move,
    open_deck,
    read_meeting,
    remove,
    take_fields,
)
from components.widgets.labels import plain_label
from components.widgets.parts import show_part
from components.words.hosting import has_own_routes
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import MAX_TILES, MAX_TITLE, Deck
from data_loaders.decks.link import deck_query

_HALL_SECONDS = "20"
NO_DAY = "Dit is geen dag. Schrijf bijvoorbeeld 30-09-2026."
NO_ROUTES = "Tonen en afdrukken werkt alleen op de server van de monitor."
TOO_LONG = "Deze presentatie is te lang voor een link. Haal een dia weg of kort de titel in."
FULL = f"Een presentatie heeft hoogstens {MAX_TILES} dia's."
NOTHING = "Er staat nog geen dia in. Begin met een kant-en-klare, of voeg hieronder een dia toe."


def show_deck() -> None:
    """Show the presentation that is open, with all that can be done with it."""
    deck, skipped = open_deck()
    if skipped:
        st.html(macro("basis", "notice", skipped))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input("Titel", key=TITLE_FIELD, max_chars=MAX_TITLE, on_change=take_fields)
        st.text_input(
            "Datum van het beraad",
            key=DAY_FIELD,
            max_chars=20,
            placeholder="dag-maand-jaar",
            on_change=take_fields,
            width=200,
        )
        if deck.tiles:
            _show_ways(deck)
    if st.session_state[DAY_FIELD] and read_meeting(st.session_state[DAY_FIELD]) is None:
        st.html(macro("basis", "notice", NO_DAY))
    if deck.tiles:
        _show_slides(deck)
    else:
        st.html(macro("basis", "empty", NOTHING))
        show_part(PAGE, "toevoegen", show_picker)


def _show_slides(deck: Deck) -> None:
    """Show the slides in their order, and the one that is chosen with what can be done to it."""
    slides = make_slides(deck, dutch_today())
    pictures = thumbnails(slides)
    left, right = st.columns([2, 1], gap="medium")
    with left:
        st.html(macro("beraad", "count", sum(len(slide.screens) for slide in slides)))
        place = _choose(deck, pictures)
        if len(deck.tiles) == MAX_TILES:
            st.html(macro("basis", "notice", FULL))
        show_part(PAGE, "toevoegen", show_picker)
    with right:
        _show_chosen(deck, slides[place], pictures[place], place)
        _show_newer(slides)
        st.html(macro("beraad", "address", f"{_here()}?{deck_query(deck)}"))


def _here() -> str:
    return str(st.context.url).partition("?")[0]


def _choose(deck: Deck, pictures: Sequence[object]) -> int:
    """Show all slides as pictures with their names; return which one is chosen."""
    labels = [f"{n}. {plain_label(tile_label(tile))}" for n, tile in enumerate(deck.tiles, start=1)]
    with st.container(key="dias"):
        show_block(macro("beraad", "pictures", pictures))
        return st.radio(
            "Dia's in volgorde",
            range(len(deck.tiles)),
            format_func=labels.__getitem__,
            key=PLACE,
            label_visibility="collapsed",
        )


def _show_chosen(deck: Deck, slide: Slide, picture: object, place: int) -> None:
    show_block(macro("beraad", "chosen", f"Dia {place + 1}: {tile_label(slide.tile)}", picture))
    count = len(deck.tiles)
    with st.container(key="dia-knoppen", horizontal=True, gap="xsmall"):
        st.button(
            "Naar voren", key="dia-eerder", on_click=move, args=(place, -1), disabled=place == 0
        )
        last = place == count - 1
        st.button("Naar achteren", key="dia-later", on_click=move, args=(place, 1), disabled=last)
        full = count == MAX_TILES
        st.button("Kopieer", key="dia-dubbel", on_click=double, args=(place,), disabled=full)
        st.button("Verwijder", key="dia-weg", on_click=remove, args=(place,))
    show_texts(slide.tile, place)


def _show_newer(slides: Sequence[Slide]) -> None:
    """Say how many slides have newer figures, and offer those."""
    older = sum(slide.newer for slide in slides)
    if older:
        count = "1 dia zijn" if older == 1 else f"{older} dia's zijn"
        st.html(macro("basis", "notice", f"Voor {count} er nieuwere cijfers."))
        st.button("Vernieuw", key="dia-vernieuw", on_click=change, args=(pin_deck,))


def _show_ways(deck: Deck) -> None:
    """Show the ways on: the showing, the handout, and the file to change."""
    if len(deck_query(deck)) > LONGEST_QUERY:
        st.html(macro("basis", "notice", TOO_LONG))
        return
    if not has_own_routes():
        st.html(macro("basis", "notice", NO_ROUTES))
        return
    show = deck_address(SHOWING, deck)
    st.link_button("Toon", show, type="primary")
    st.link_button("PDF", deck_address(HANDOUT, deck))
    st.link_button("PowerPoint", deck_address(SLIDES, deck))
    with st.popover("Anders tonen"):
        st.link_button("Toon met donkere kleuren", deck_address(SHOWING, deck, thema="donker"))
        hall = deck_address(SHOWING, deck, wissel=_HALL_SECONDS)
        st.link_button(f"Toon zonder bediening, elke {_HALL_SECONDS} seconden een dia", hall)
