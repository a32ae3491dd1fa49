"""Buttons for downloads on the page: one per format; a file is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.files.formats import BUTTONS


def show_download_buttons(make: Callable[[], Sheet], stem: str, key: str, name: str = "") -> None:
    """Show the buttons; `stem` names the files, and `name` says of what they are."""
    for item in BUTTONS:
        label = f"{name}: {item.label[:1].lower()}{item.label[1:]}" if name else item.label
        st.download_button(
            label,
            partial(_file, item, make),
            file_name=item.file_name(stem),
            mime=item.media_type,
            key=f"{item.ending}-{key}",
            on_click="ignore",
            type="tertiary",
        )


def _file(item: Format, make: Callable[[], Sheet]) -> bytes:
    assert item.write
    return item.write(make())
