"""How wide words are in the font that ships: where lines break and what fits in a box. Pure.

Sizes and widths are in one unit of choice: points on paper, pixels on a screen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from components.words.table import Table
from data_loaders.files.paths import ASSETS

FONTS = ASSETS / "lettertypen"
FAMILY = "Liberation Sans"
REGULAR = FONTS / "LiberationSans-Regular.ttf"
BOLD = FONTS / "LiberationSans-Bold.ttf"
LINE = 1.22
"""Height of a line by the size of its letters."""
_AIR = 1.04  # another program may set the same letters a little wider
_UNKNOWN = "?"
_MAY_BREAK = "\u200b"


@lru_cache(maxsize=2)
def _widths(bold: bool) -> dict[int, float]:
    """Return the width of each letter that the font has, by the size of the font."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  a tenth of a second

    with TTFont(BOLD if bold else REGULAR, lazy=True) as font:
        wide, units = font["hmtx"], font["head"].unitsPerEm
        return {code: wide[name][0] / units for code, name in font.getBestCmap().items()}


@lru_cache(maxsize=8192)
def _ems(text: str, bold: bool) -> float:
    widths = _widths(bold)
    return sum(widths.get(ord(letter), 1.0) for letter in text)


def printable(text: str) -> str:
    """Return a text on one line with a question mark for each letter that the font lacks.

    Without what cannot be seen: some of it turns the order of all that stands after it.
    """
    known = _widths(False)
    return "".join(
        letter if ord(letter) in known else _UNKNOWN
        for letter in text.replace("\n", " ")
        if unicodedata.category(letter) != "Cf"
    )


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line."""
    return size * _ems(text, bold)


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Return the lines of a text within a width, at least one; too wide a word is broken."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold) <= width:
            line = longer
            continue
        lines += [line] if line else []
        *whole, line = _pieces(word, size, width, bold)
        lines += whole
    return [*lines, line]


def breakable(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return a text in which each word that is wider than `width` says where it may break."""
    return " ".join(_MAY_BREAK.join(_pieces(word, size, width, bold)) for word in text.split(" "))


def shortened(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return a text as far as it fits on one line, with an ellipsis where it is cut."""
    shown = text
    while text_width(shown, size, bold) > width and len(shown) > 1:
        shown = f"{shown[:-2].rstrip()}…"
    return shown


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """Yield a word in pieces that fit in a width, of one letter at least."""
    room, start = width, 0
    for place, letter in enumerate(word):
        room -= text_width(letter, size, bold)
        if room < 0 and place > start:
            yield word[start:place]
            room, start = width - text_width(letter, size, bold), place
    yield word[start:]


def line_count(text: str, size: float, width: float, bold: bool = False) -> int:
    """Return over how many lines a text runs within a width, in a program that may set it wider."""
    return len(wrapped(text, size, width / _AIR**0.5, bold))


def text_height(text: str, size: float, width: float, bold: bool = False) -> float:
    """Return how high a text is within a width, in a program that may set it wider."""
    return line_count(text, size, width, bold) * size * LINE


def largest_size(
    texts: Sequence[str], box: tuple[float, float], sizes: Sequence[float], bold: bool = False
) -> float:
    """Return the largest size at which paragraphs fit in a box (width, height).

    The smallest of `sizes` when none does.
    """
    width, height = box
    for size in sizes:
        if sum(text_height(text, size, width, bold) for text in texts) <= height:
            return size
    return sizes[-1]


def column_widths(table: Table, size: float, width: float, padding: float) -> list[float]:
    """Return the width of each column, together at most `width`: words stay whole if they can.

    `padding` is the room left and right of a text together.
    """
    columns = [
        [(name, True), *((row[place], False) for row in table.rows)]
        for place, name in enumerate(table.columns)
    ]
    whole = [_AIR * max(text_width(t, size, b) for t, b in cells) + padding for cells in columns]
    least = [
        _AIR * max(text_width(word, size, b) for t, b in cells for word in t.split(" ")) + padding
        for cells in columns
    ]
    if sum(whole) <= width:
        return whole
    if sum(least) >= width:
        return [wide * width / sum(least) for wide in least]
    share = (width - sum(least)) / (sum(whole) - sum(least))
    return [low + share * (high - low) for low, high in zip(least, whole, strict=True)]


def row_height(
    cells: Sequence[str],
    widths: Sequence[float],
    size: float,
    padding: tuple[float, float],
    bold: bool = False,
) -> float:
    """Return how high a row of a table is; `padding` is that of a cell: across, and down."""
    across, down = padding
    lines = (
        line_count(text, size, max(wide - across, size), bold)
        for text, wide in zip(cells, widths, strict=True)
    )
    return max(lines) * size * LINE + down
