"""Texts of the pages, kept in assets/teksten: whole pages in Markdown, sections in TOML."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
import streamlit as st

from components.markup import blocks as markup
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.boundary_file import boundaries_source

FOLDER: Path = ASSETS / "teksten"


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a page: its name and what a visitor should know first."""

    title: str = msgspec.field(name="titel")
    intro: str = msgspec.field(name="inleiding", default="")


def load_section(page: str, section: str) -> Section:
    """Return a section of `assets/teksten/<page>.toml`. Raises DataError."""
    path = FOLDER / f"{page}.toml"
    sections = _sections(path, file_state(path))
    if section not in sections:
        raise DataError(f"het stuk '{section}' ontbreekt", path)
    return sections[section]


@lru_cache(maxsize=16)
def _sections(path: Path, _state: Fingerprint) -> dict[str, Section]:
    return read_toml(path, dict[str, Section])


def show_text(name: str) -> None:
    """Show the text `assets/teksten/<name>.md` in one column of reading width.

    `{bron_grenzen}` in a text becomes the source line of the boundaries in use.
    """
    path = FOLDER / f"{name}.md"
    with st.container(key="leestekst"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            st.markdown(text.replace("{bron_grenzen}", boundaries_source()))
        else:
            st.html(markup.notice("Deze tekst is nu niet beschikbaar."))
