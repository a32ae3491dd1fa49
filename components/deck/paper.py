"""What a slide has on paper: printed from the browser, as PDF and in PowerPoint alike. Pure."""

from __future__ import annotations

from dataclasses import replace

from components.deck.slides import Slide
from components.exhibit.model import Exhibit
from components.words.table import Table

NEWER = "Let op: er zijn inmiddels nieuwere cijfers dan deze."
UNDRAWN = "De figuur is nu niet te tekenen. De cijfers staan in de tabel."
LONGEST = 80
"""Characters of what the caption of a table tells of all its rows."""


def paper_table(content: Exhibit | None, *, has_figure: bool) -> Table | None:
    """Return the table that goes with a slide on paper, if it has one.

    Beside its figure a long one is shortened; without a figure it is all there is. Values in
    large type say it all themselves. What is the same in every row stands in the caption.
    """
    if content is None or content.table is None or content.values:
        return None
    table, same = without_same(content.table, LONGEST)
    if same:
        told = "; ".join(f"{name}: {text}" for name, text in same)
        table = replace(table, caption=f"{table.caption} ({told})")
    return table.beside_figure() if has_figure else table


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


def paper_remarks(slide: Slide, *, is_undrawn: bool = False) -> tuple[str, ...]:
    """Return what stands below a slide: what to know, and the source as the last."""
    marks = [NEWER] if slide.newer else []
    marks += [UNDRAWN] if is_undrawn else []
    return (*marks, *(slide.content.remarks if slide.content else ()))
