"""The name of each part of a page and what to know first, from assets/teksten. Pure."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.files.tomlfile import read_toml

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
