"""Downloads on the page: one per format, at an address of our server where there is one.

A link needs nothing of the process in which a visitor's session lives, so that it works behind
several of them. Under a plain `streamlit run app.py` there is no such address, and Streamlit's own
buttons hand the files out; a file is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.files.formats import BUTTONS
from components.markup.templates import macro
from components.words.hosting import has_own_routes
from components.words.share_links import FilePlace


def show_download_buttons(
    make: Callable[[], Sheet], stem: str, key: str, place: FilePlace, name: str = ""
) -> None:
    """Show the downloads; `stem` names the files, and `name` says of what they are."""
    labels = {item.ending: _label(item, name) for item in BUTTONS}
    if has_own_routes():
        of = "" if name else f": {stem.replace('_', ' ').replace('-', ' ')}"
        links = [place.link(label, end, f"{label}{of}") for end, label in labels.items()]
        st.html(macro("basis", "share_links", links))
        return
    for item in BUTTONS:
        show_file_button(
            labels[item.ending],
            partial(_file, item, make),
            item.file_name(stem),
            item.media_type,
            f"{item.ending}-{key}",
        )


def show_file_button(
    label: str, make: Callable[[], bytes], file_name: str, media_type: str, key: str
) -> None:
    """Show a button of Streamlit itself for one file."""
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime=media_type,
        key=key,
        on_click="ignore",
        type="tertiary",
    )


def _label(item: Format, name: str) -> str:
    return f"{name}: {item.label[:1].lower()}{item.label[1:]}" if name else item.label


def _file(item: Format, make: Callable[[], Sheet]) -> bytes:
    assert item.write
    return item.write(make())
