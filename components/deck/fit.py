"""How much fits on a slide: estimates of text, in pixels of a screen of 1920 by 1080. Pure.

A slide is made before it is known who will look at it, so what fits is reckoned with the
widths of letters, a little from above. On any other screen all sizes change together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from components.words.table import Table

WIDTH, HEIGHT = 1920, 1080
SMALLEST = 26
"""The smallest type; 24 is still readable at 8 metres, the rest is for estimates that are off."""

# Widths of letters by the size of the font, as in Arial and the fonts of the same widths.
_NARROW, _SLIM, _LETTER, _CAPITAL, _WIDE = 0.25, 0.34, 0.56, 0.72, 0.89
_WIDTHS = dict.fromkeys("ijl.,:;'|!", _NARROW) | dict.fromkeys("ftrI()[]/- \u00a0·", _SLIM)
_WIDTHS |= dict.fromkeys("mwMW@%—€", _WIDE)
_BOLD = 1.07
_LINE = 1.3  # height of a line, by the size of the font
_CELL = 28  # pixels between two columns
_ROW = 14  # pixels, the air of a row
_WIDEST_CELL = 44  # times the size of its type: what a column asks for at most
_SLACK = 1.04


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 1.0, *, bold: bool = False) -> float:
    """Return how wide a text is on one line, in the unit of `size`."""
    ems = sum(_WIDTHS.get(letter, _CAPITAL if letter.isupper() else _LETTER) for letter in text)
    return ems * size * (_BOLD if bold else 1.0)


def text_lines(text: str, size: float, width: float, *, bold: bool = False) -> int:
    """Return over how many lines a text runs, broken between words, or in them if it must."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        own = text_width(word, size, bold=bold)
        if used and used + own > width:
            lines, used = lines + 1, 0.0
        lines += int(own // width)
        used += own % width + _SLIM * size
    return lines


def text_height(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return how high a text is, with all of its lines."""
    return text_lines(text, size, width, bold=bold) * size * _LINE


def shortened(text: str, size: float, width: float, lines: int) -> str:
    """Return a text cut at a word, so that it takes at most so many lines."""
    if text_lines(text, size, width) <= lines:
        return text
    kept = text
    while kept and text_lines(f"{kept}…", size, width) > lines:
        kept = kept.rpartition(" ")[0] or kept[:-1] if " " in kept else kept[:-1]
    return f"{kept.rstrip(' ,;:·')}…"


@dataclass(frozen=True)
class FittedTable:
    """A table as it stands on a slide.

    `widths` are those of the columns and `size` that of the type; `left_out` counts the rows
    that do not fit; `same` are the columns that say the same in every row, with what they say.
    """

    table: Table
    widths: tuple[int, ...]
    size: int
    left_out: int
    same: tuple[tuple[str, str], ...]


def fit_table(table: Table, width: float, height: float, largest: int = 36) -> FittedTable:
    """Return a table in the largest type in which it fits whole, else as many rows as fit."""
    table, same = without_same(table)
    height -= text_height("x", SMALLEST, width) if same else 0
    for size in range(largest, SMALLEST - 1, -2):
        widths = _widths(table, size, width)
        heights = _heights(table, widths, size)
        if sum(heights) <= height:
            return FittedTable(table, widths, size, 0, same)
    kept = _kept(heights, height - text_height("x", SMALLEST, width))
    shown = Table(table.caption, table.columns, table.rows[:kept], table.numeric)
    return FittedTable(shown, widths, size, len(table.rows) - kept, same)


def without_same(table: Table) -> tuple[Table, tuple[tuple[str, str], ...]]:
    """Return a table without the columns that say the same in every row, and what they say."""
    if len(table.rows) < 2:
        return table, ()
    kept = [
        column
        for column in range(len(table.columns))
        if column == 0 or column in table.numeric or len({row[column] for row in table.rows}) > 1
    ]
    same = tuple(
        (name, table.rows[0][column])
        for column, name in enumerate(table.columns)
        if column not in kept and table.rows[0][column]
    )
    return Table(
        table.caption,
        tuple(table.columns[column] for column in kept),
        tuple(tuple(row[column] for column in kept) for row in table.rows),
        tuple(kept.index(column) for column in table.numeric),
    ), same


def _widths(table: Table, size: int, width: float) -> tuple[int, ...]:
    """Return the widths of the columns: what they ask for, or their share of what there is.

    Narrow columns get what they ask; only those that ask more than an equal share give in.
    """
    columns = range(len(table.columns))
    asked = [_asked(table, column, size, [table.columns[column]]) for column in columns]
    if sum(asked) > width:
        asked = [_asked(table, column, size, table.columns[column].split()) for column in columns]
    given: dict[int, float] = {}
    room = width
    for column in sorted(columns, key=asked.__getitem__):
        given[column] = min(asked[column], room / (len(asked) - len(given)))
        room -= given[column]
    return tuple(int(given[column]) for column in columns)


def _asked(table: Table, column: int, size: int, head: Sequence[str]) -> float:
    """Return how wide a column would like to be: its cells on one line, up to a point.

    `head` is its name, whole or in words.
    """
    named = max((text_width(word, size, bold=True) for word in head), default=0.0)
    cells = [row[column] for row in table.rows]
    longest = max((text_width(cell, size) for cell in cells), default=0.0)
    word = max((text_width(word, size) for cell in cells for word in cell.split()), default=0.0)
    return max(named, word, min(longest, _WIDEST_CELL * size)) * _SLACK + _CELL


def _heights(table: Table, widths: Sequence[int], size: int) -> list[float]:
    """Return the height of the head and of each row."""
    rows = [(table.columns, True), *((row, False) for row in table.rows)]
    return [
        max(
            text_height(text or "x", size, max(width - _CELL, size), bold=bold)
            for text, width in zip(cells, widths, strict=True)
        )
        + _ROW
        for cells, bold in rows
    ]


def _kept(heights: Sequence[float], room: float) -> int:
    """Return how many rows fit below the head."""
    count, used = 0, heights[0]
    for height in heights[1:]:
        used += height
        if used > room:
            break
        count += 1
    return count
