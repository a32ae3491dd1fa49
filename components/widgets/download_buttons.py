"""Buttons for downloads on the page: one per dialect; a file is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from components.exhibit.cards import DIALECTS
from components.files.downloads import MEDIA_TYPES, Dialect


def show_download_buttons(
    files: Mapping[Dialect, str], make: Callable[[Dialect], bytes], key: str, name: str = ""
) -> None:
    """Show the buttons; `files` are the names of the files, and `name` says of what they are."""
    for dialect, label in DIALECTS.items():
        st.download_button(
            f"{name}: {label[:1].lower()}{label[1:]}" if name else label,
            partial(make, dialect),
            file_name=files[dialect],
            mime=MEDIA_TYPES[dialect],
            key=f"{dialect}-{key}",
            on_click="ignore",
            type="tertiary",
        )
