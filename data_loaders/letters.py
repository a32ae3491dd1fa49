"""How wide words are in the font that ships. Pure.

Liberation Sans is measured. Arial and Helvetica, which tiles, slides and PowerPoint files ask for
as well, have the same widths; Source Sans, the font of the app, is narrower.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from data_loaders.files.paths import ASSETS

FAMILY = "Liberation Sans"
REGULAR = ASSETS / "lettertypen" / "LiberationSans-Regular.ttf"
BOLD = ASSETS / "lettertypen" / "LiberationSans-Bold.ttf"


@lru_cache(maxsize=2)
def letters_of(bold: bool) -> Mapping[int, float]:
    """Return the width of each letter that the font has, by the size of the font."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  a tenth of a second

    with TTFont(BOLD if bold else REGULAR, lazy=True) as font:
        wide, units = font["hmtx"], font["head"].unitsPerEm
        return {code: wide[name][0] / units for code, name in font.getBestCmap().items()}


@lru_cache(maxsize=16384)
def _ems(word: str, bold: bool) -> float:
    """Return how wide a word is, by the size of the font: kept, as words come back."""
    widths = letters_of(bold)
    return sum(widths.get(ord(letter), 1.0) for letter in word)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line, in the unit of `size`."""
    words = text.split(" ")
    return size * (sum(_ems(word, bold) for word in words) + (len(words) - 1) * _ems(" ", bold))
