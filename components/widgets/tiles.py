"""The parts of a figure on a page: its title, and its foot with table, source and downloads."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import streamlit as st

from components.exhibit.model import Exhibit
from components.markup.templates import macro
from components.widgets.deck_tray import offer_tile
from components.widgets.download_buttons import show_download_buttons
from components.widgets.labels import plain_label
from components.words.share_links import FilePlace, ShareLink
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError

log = logging.getLogger(__name__)

ROOM = "regio-in-beeld"


def show_head(exhibit: Exhibit, notice: str = "") -> None:
    """Show what a figure finds, in what unit and of which area; `notice` says what else to know."""
    st.html(macro(ROOM, "head", exhibit, notice))


def show_foot(
    exhibit: Exhibit,
    links: Sequence[ShareLink],
    place: FilePlace,
    tile: DeckTile | None = None,
    trend: Exhibit | None = None,
) -> None:
    """Show what is under a figure in one row; a download is made when asked for.

    `place` is where our server gives the same rows.
    `tile` is what a presentation takes of it; by default the figure as it is. `trend` is the
    development that stands with it.
    """
    with st.container(horizontal=True, gap="small", key=f"voet-{exhibit.id}"):
        beside = [link for link in links if not link.is_taken]
        st.html(macro(ROOM, "foot", exhibit, beside, trend))
        files = st.popover(
            "Download", type="tertiary", key=f"bestanden-{exhibit.id}", on_change="rerun"
        )
        if files.open:
            with files:
                show_download_buttons(
                    exhibit.sheet, exhibit.stem, exhibit.id, place, plain_label(exhibit.title)
                )
                st.html(macro("basis", "share_links", [link for link in links if link.is_taken]))
        offer_tile(tile or DeckTile(exhibit.kind, exhibit.id))


def show_unavailable(name: str, problem: DataError) -> None:
    """Show that one figure cannot be shown now; the rest of the page goes on."""
    log.error("%s", problem)
    st.html(macro(ROOM, "unavailable", name))
