"""Parts of a page about the agreements: a name, a figure, its table, its source, downloads."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.charts.base import Spec
from components.exhibit.sheet import Sheet, register_sheet
from components.markup.templates import macro
from components.widgets.deck_tray import offer_tile
from components.widgets.download_buttons import show_download_buttons
from components.words.registers import agreements_mark, kept_rows
from components.words.share_links import FilePlace, ShareLink
from components.words.texts import load_section
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint

log = logging.getLogger(__name__)


def show_part(page: str, part: str, show: Callable[[], None]) -> None:
    """Show one part of a page under its own heading (`assets/teksten/<page>.toml`).

    A fault in the data of a part takes only its own place; the log says what is wrong.
    """

    def titled() -> None:
        section = load_section(page, part)
        st.html(macro("basis", "heading", section.title, [section.intro], level=2))
        show()

    show_plain_part(page, part, titled)


def show_plain_part(page: str, part: str, show: Callable[[], None]) -> None:
    """Show one part of a page that has a heading of its own.

    A fault in the data of a part takes only its own place; the log says what is wrong.
    """
    title = part
    try:
        title = load_section(page, part).title
        show()
    except (DataError, KeyError) as problem:  # KeyError: an id that no register knows
        log.error("%s", problem, exc_info=isinstance(problem, KeyError))
        text = f"Dit onderdeel ({title}) is nu niet beschikbaar: er zit een fout in de gegevens."
        st.html(macro("basis", "empty", text))


def show_parts(page: str, shows: Mapping[str, Callable[[], None]]) -> None:
    """Show the parts of a tab under each other, each as `show_part` does."""
    for part, show in shows.items():
        show_part(page, part, show)


def show_chart(spec: Spec, alt: str, key: str) -> None:
    """Show a figure with the sentence that says what it shows."""
    st.vega_lite_chart(spec, theme=None, alt=alt, key=key)


def show_downloads(
    register: str,
    keep: Collection[str] | None,
    key: str,
    name: str = "",
    column: str = "id",
    tile: DeckTile | None = None,
) -> None:
    """Offer the rows of a register that a part shows: those whose `column` is in `keep`, or all.

    `name` says which register, where a part has more than one. `tile` is what a presentation
    can take of the part.
    """
    with st.container(horizontal=True, gap="small"):
        _show_files(register, keep, key, column, name)
        if tile:
            offer_tile(tile)


def show_actions_row(
    key: str,
    register: str,
    keep: Collection[str] | None,
    told: Markup,
    links: Sequence[ShareLink] = (),
    tile: DeckTile | None = None,
) -> None:
    """Show the one row below a panel: what it says of itself, to share it, to take it along.

    A file is made when it is asked for; see `show_downloads`.
    """
    with st.container(horizontal=True, gap="small", key=f"voet-{key}"):
        st.html(told + macro("basis", "share_links", links))
        files = st.popover("Download", type="tertiary", key=f"bestanden-{key}", on_change="rerun")
        if files.open:
            with files:
                _show_files(register, keep, key)
        if tile:
            offer_tile(tile)


def _show_files(
    register: str, keep: Collection[str] | None, key: str, column: str = "id", name: str = ""
) -> None:
    kept = _kept(register, None if keep is None else frozenset(keep), column, agreements_mark())
    if kept is None:
        return

    def make() -> Sheet:
        return register_sheet(register, kept_rows(register, keep, column))

    place = FilePlace(f"api/v1/registers/{register}", kept)
    show_download_buttons(make, register, key, place, name)


@lru_cache(maxsize=256)
def _kept(
    register: str, keep: frozenset[str] | None, column: str, _mark: Fingerprint
) -> tuple[tuple[str, str], ...] | None:
    """Return what to ask of a register to have these rows: of all of them nothing.

    None where no row is left: without a value the server would give them all.
    """
    if keep is None:
        return ()
    every = [row[column] for row in kept_rows(register, None)]
    values = [value for value in dict.fromkeys(every) if value in keep]
    if every and not values:
        return None
    return () if keep.issuperset(every) else tuple((column, value) for value in values)
