"""How wide and high a table is: on a slide, in a file, in a tile. Pure.

Sizes and widths are in one unit of choice: points on paper, pixels on a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.words.table import Table
from components.words.textwidth import AIR, LINE, line_count
from data_loaders.letters import text_width


@dataclass(frozen=True)
class Air:
    """The room around the text of a cell, across and down, and its line by the size of letters."""

    across: float
    down: float
    line: float = LINE

    def row(self, size: float, lines: int = 1) -> float:
        """Return how high a row of so many lines is."""
        return lines * size * self.line + self.down


@dataclass(frozen=True)
class FittedTable:
    """A table at a size of letters; `heights` are of the head and rows."""

    table: Table
    size: float
    widths: tuple[float, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """How high the table is."""
        return sum(self.heights)


def laid_out(table: Table, size: float, widths: Sequence[float], air: Air) -> FittedTable:
    """Return a table as it stands whole in columns of these widths."""
    heights = [_row_height(table.columns, widths, size, air, bold=True)]
    heights += [_row_height(row, widths, size, air) for row in table.rows]
    return FittedTable(table, size, tuple(widths), tuple(heights))


def column_widths(table: Table, size: float, width: float, padding: float) -> list[float]:
    """Return the width of each column, together at most `width`: words stay whole if they can.

    Narrow columns get what they ask; only those that ask more than an equal share give in.
    `padding` is the room left and right of a text together.
    """
    whole, least = asked_widths(table, size, padding)
    if sum(whole) <= width:
        return whole
    if sum(least) >= width:
        return [wide * width / sum(least) for wide in least]
    given, room = least.copy(), width - sum(least)
    order = sorted(range(len(whole)), key=whole.__getitem__)
    for done, place in enumerate(order):
        share = (room + sum(given[other] for other in order[done:])) / (len(order) - done)
        more = min(max(min(whole[place], share) - least[place], 0), room)
        given[place] += more
        room -= more
    return given


def asked_widths(table: Table, size: float, padding: float) -> tuple[list[float], list[float]]:
    """Return the widths of columns with each cell on one line, and with a word on each line."""
    columns = [
        [(name, True), *((row[place], False) for row in table.rows)]
        for place, name in enumerate(table.columns)
    ]
    whole = [AIR * max(text_width(t, size, b) for t, b in cells) + padding for cells in columns]
    least = [
        AIR * max(text_width(word, size, b) for t, b in cells for word in t.split(" ")) + padding
        for cells in columns
    ]
    return whole, least


def _row_height(
    cells: Sequence[str], widths: Sequence[float], size: float, air: Air, bold: bool = False
) -> float:
    lines = (
        line_count(text, size, max(wide - air.across, size), bold)
        for text, wide in zip(cells, widths, strict=True)
    )
    return air.row(size, max(lines))
