"""Downloads on the page: one per format, at an address of our server where there is one.

A link needs nothing of the process in which a visitor's session lives, so that it works behind
several of them. Under a plain `streamlit run app.py` there is no such address, and Streamlit's own
buttons hand the files out; a file is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import streamlit as st

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.files.formats import BUTTONS
from components.markup.templates import macro
from components.words.hosting import has_own_routes
from components.words.share_links import FilePlace


class FileOffer(NamedTuple):
    """A file on the page: its text and full name, its form, its address, and what makes it."""

    label: str
    name: str
    form: Format
    place: FilePlace
    stem: str
    make: Callable[[], bytes]


def show_files(offers: Sequence[FileOffer], key: str) -> None:
    """Show files as links to our server, and without one as buttons of Streamlit."""
    if has_own_routes():
        links = [each.place.link(each.label, each.form.ending, each.name) for each in offers]
        st.html(macro("basis", "share_links", links))
        return
    for each in offers:
        st.download_button(
            each.label,
            each.make,
            file_name=each.form.file_name(each.stem),
            mime=each.form.media_type,
            key=f"{each.form.ending}-{key}-{each.stem}",
            on_click="ignore",
            type="tertiary",
        )


def show_download_buttons(
    make: Callable[[], Sheet], stem: str, key: str, place: FilePlace, name: str = ""
) -> None:
    """Show the downloads of a sheet; `stem` names the files, and `name` says of what they are."""
    of = "" if name else f": {stem.replace('_', ' ').replace('-', ' ')}"
    offers = []
    for item in BUTTONS:
        label = _label(item, name)
        offers.append(
            FileOffer(label, f"{label}{of}", item, place, stem, partial(_file, item, make))
        )
    show_files(offers, key)


def _label(item: Format, name: str) -> str:
    return f"{name}: {item.label[:1].lower()}{item.label[1:]}" if name else item.label


def _file(item: Format, make: Callable[[], Sheet]) -> bytes:
    assert item.write
    return item.write(make())
