"""Tiles that a visitor puts aside for the presentation, anywhere in the app.

They wait in the session: the presentation itself stands in the URL of the page Beraad, which
takes them in when it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.deck.pins import pin_tile
from components.widgets.labels import plain_label
from data_loaders.decks.deck import DeckTile

_TRAY = "_opzij-gelegd"


def offer_tile(tile: DeckTile) -> None:
    """Show the button that puts a tile aside; a page inside another page has none."""
    if st.context.is_embedded:
        return
    st.button(
        "Voeg toe aan presentatie",
        key=f"opzij-{tile.kind}-{tile.id}",
        on_click=_put_aside,
        args=(tile,),
        type="tertiary",
    )


def offer_tiles(tiles: Mapping[str, DeckTile], key: str) -> None:
    """Show what can be put aside of figures that stand close together, by name."""
    if st.context.is_embedded or not tiles:
        return
    with st.popover("Voeg toe aan presentatie", type="tertiary", key=f"opzij-{key}"):
        for place, (name, tile) in enumerate(tiles.items()):
            st.button(
                plain_label(name),
                key=f"opzij-{key}-{place}",
                on_click=_put_aside,
                args=(tile,),
                type="tertiary",
            )


def _put_aside(tile: DeckTile) -> None:
    tray = st.session_state.setdefault(_TRAY, [])
    pinned = pin_tile(tile)
    if pinned not in tray:
        tray.append(pinned)
    count = "1 dia klaar" if len(tray) == 1 else f"{len(tray)} dia's klaar"
    st.toast(f"Toegevoegd. Op de pagina Regionaal Beraad staat nu {count}.", duration="long")


def take_tray() -> list[DeckTile]:
    """Return the tiles that were put aside, and forget them."""
    tiles: list[DeckTile] = st.session_state.pop(_TRAY, [])
    return tiles
