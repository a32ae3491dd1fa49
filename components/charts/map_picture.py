"""A map as HTML for a page: drawn at several sizes, of which the place shows one. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from components.charts.base import palette_of
from components.charts.map_drawing import draw_map
from components.charts.map_model import AreaMap, MapDrawing
from components.markup.templates import macro
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.map_sizes import SizeName

_SIZES: tuple[tuple[SizeName, str], ...] = (
    ("klein", "klein"),
    ("midden", "midden"),
    ("breed", "breed"),
)
_WIDE_SIZES: tuple[tuple[SizeName, str], ...] = (("klein", "klein midden"), ("breed", "breed"))
"""With hundreds of municipalities: each drawing is some tens of kilobytes."""


def map_picture(shown: AreaMap, sentence: str, *, is_choosable: bool = False) -> Markup:
    """Return a map that stands for a sentence, or one whose municipalities can be chosen.

    Raises DataError without boundaries.
    """
    return _picture(shown, sentence, is_choosable, boundaries_state())


def linked_map(shown: AreaMap, sentence: str, address: str) -> Markup:
    """Return a map that stands for a sentence, with the name of each municipality as a link.

    `address` is where they lead, but for the code of the municipality. Raises DataError without
    boundaries.
    """
    return _linked(shown, sentence, address, boundaries_state())


@lru_cache(maxsize=64)
def _linked(shown: AreaMap, sentence: str, address: str, _boundaries: Fingerprint) -> Markup:
    made = [
        (_from_above(drawn), replace(drawn, words=()), css_class)
        for drawn, css_class in _drawings(shown)
    ]
    return macro("kaart", "linked", made, palette_of(shown.theme), sentence, address)


def _from_above(drawn: MapDrawing) -> MapDrawing:
    """Return a drawing with its names in the order in which one comes by them."""
    return replace(drawn, words=tuple(sorted(drawn.words, key=lambda word: word.y)))


def _drawings(shown: AreaMap) -> list[tuple[MapDrawing, str]]:
    sizes = _WIDE_SIZES if shown.is_wide else _SIZES
    return [(draw_map(shown, size), css_class) for size, css_class in sizes]


@lru_cache(maxsize=256)
def _picture(shown: AreaMap, sentence: str, is_choosable: bool, _boundaries: Fingerprint) -> Markup:
    drawn, colours = _drawings(shown), palette_of(shown.theme)
    return macro("kaart", "block", drawn, colours, sentence, is_choosable)
