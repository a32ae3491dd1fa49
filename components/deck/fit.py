"""How much fits on a slide, in pixels of a screen of 1920 by 1080. Pure.

A slide is made before it is known who will look at it. On any other screen all sizes change
together.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from components.words import textwidth
from components.words.table import Table
from components.words.tablefit import Air, FittedTable, fit_table

WIDTH, HEIGHT = 1920, 1080
SMALLEST = 26
"""The smallest type; 24 is still readable at 8 metres, the rest is for estimates that are off."""
LINE = 1.3  # height of a line, by the size of the font
_AIR = Air(28, 14, LINE)  # a browser makes the height of each row a whole number

text_height = partial(textwidth.text_height, line=LINE)


def fit_slide_table(
    table: Table, width: float, height: float, largest: int = 36
) -> tuple[FittedTable, str]:
    """Return a table in the largest type in which it fits whole, else as many rows as fit.

    And what stands above it: the columns that say the same in every row, with what they say.
    """
    table, same = without_same(replace(table, left_out=0))
    told = " · ".join(f"{name}: {text}" for name, text in same)
    height -= text_height(told, SMALLEST, width) + 8 if told else 0
    return fit_table(table, (width, height), range(largest, SMALLEST - 1, -2), _AIR), told


def without_same(
    table: Table, longest: int | None = None
) -> tuple[Table, tuple[tuple[str, str], ...]]:
    """Return a table without the columns that say the same in every row, and what they say.

    What is longer than `longest` characters stays in its column.
    """
    if len(table.rows) < 2:
        return table, ()
    kept = [
        column
        for column in range(len(table.columns))
        if column == 0
        or column in table.numeric
        or len({row[column] for row in table.rows}) > 1
        or len(table.rows[0][column][:longest]) < len(table.rows[0][column])
    ]
    same = tuple(
        (name, table.rows[0][column])
        for column, name in enumerate(table.columns)
        if column not in kept and table.rows[0][column]
    )
    return replace(
        table,
        columns=tuple(table.columns[column] for column in kept),
        rows=tuple(tuple(row[column] for column in kept) for row in table.rows),
        numeric=tuple(kept.index(column) for column in table.numeric),
    ), same
