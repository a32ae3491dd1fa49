"""How wide letters are: where lines break and what fits in a box, on paper and on slides. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from fpdf import FPDF
from fpdf.fonts import TTFFont

from components.words.table import Table
from data_loaders.files.paths import ASSETS

FAMILY = "Liberation Sans"
REGULAR = ASSETS / "lettertypen" / "LiberationSans-Regular.ttf"
BOLD = ASSETS / "lettertypen" / "LiberationSans-Bold.ttf"
LINE = 1.22  # height of a line by the size of its letters
_AIR = 1.04  # another program may set the same letters a little wider
_UNKNOWN = "?"


@lru_cache(maxsize=2)
def _widths(bold: bool) -> dict[int, float]:
    """Return the width of each letter that the font has, by the size of the font."""
    sheet = FPDF()
    sheet.add_font(FAMILY, "", BOLD if bold else REGULAR)
    font = sheet.fonts[FAMILY.lower()]
    assert isinstance(font, TTFFont)
    return {code: font.cw[code] / 1000 for code in font.cmap}


def printable(text: str) -> str:
    """Return a text on one line with a question mark for each letter that the font lacks."""
    known = _widths(False)
    letters = text.replace("\n", " ")
    return "".join(letter if ord(letter) in known else _UNKNOWN for letter in letters)


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a text is on one line, in the unit of `size`."""
    widths = _widths(bold)
    return size * sum(widths.get(ord(letter), 1.0) for letter in text)


def line_count(text: str, size: float, width: float, bold: bool = False) -> int:
    """Return over how many lines a text runs within a width, in the unit of `size`."""
    lines, used, width = 1, 0.0, width / _AIR**0.5
    space = text_width(" ", size, bold)
    for word in text.split(" "):
        wide = text_width(word, size, bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0)
        if used > width:  # a word that is wider than the box is broken
            lines, used = lines + int(used // width), used % width
    return lines


def text_height(text: str, size: float, width: float, bold: bool = False) -> float:
    """Return how high a text is within a width, in the unit of `size`."""
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
