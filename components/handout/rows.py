"""Tables on paper: real rows and cells, with the head again on every page. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from fpdf.enums import YPos

from components.handout.paper import SIDE, Paper
from components.handout.tags import Part
from components.handout.type import LINE, column_widths, line_count, printable, row_height
from components.words.table import Table

SIZE = 8.5
CELL = 4.0  # points above and below the text of a cell
GAP = 10.0  # points between columns


@dataclass(frozen=True)
class _Columns:
    """The widths of columns, and which of them hold numbers."""

    widths: tuple[float, ...]
    numeric: tuple[int, ...]

    def height(self, cells: Sequence[str], bold: bool = False) -> float:
        """Return how high a row is."""
        return row_height(cells, self.widths, SIZE, (GAP, CELL), bold)

    def runs_over(self, text: str, place: int, bold: bool) -> bool:
        """Tell whether a text in this column takes more than one line."""
        return line_count(text, SIZE, self.widths[place] - GAP, bold) > 1


def write_table(paper: Paper, table: Table) -> None:
    """Write a table with its caption; its head stands on every page it runs over."""
    columns = _columns(paper, table)
    head = columns.height(table.columns, bold=True)
    first = max((columns.height(row) for row in table.rows[:1]), default=0.0)
    paper.need(paper.text_height(table.caption, SIZE + 1, True) + head + first + 2 * CELL)
    paper.write_text(table.caption, SIZE + 1, kind="H3")
    made = Part("Table")
    paper.here().append(made)
    _write_row(paper, table.columns, columns, made, is_head=True)
    for row in table.rows:
        if columns.height(row) > paper.room:
            paper.add_page()
            with paper.artifact():
                _draw_row(paper, table.columns, columns, bold=True)
            paper.line_to(SIDE, SIDE + sum(columns.widths))
        _write_row(paper, row, columns, made, is_head=False)
    paper.y += 4


def table_height(paper: Paper, table: Table) -> float:
    """Return about how many points a table takes with its caption, on one page."""
    columns = _columns(paper, table)
    head = columns.height(table.columns, bold=True) + sum(map(columns.height, table.rows))
    return paper.text_height(table.caption, SIZE + 1, True) + head + 10


def _columns(paper: Paper, table: Table) -> _Columns:
    widths = column_widths(table, SIZE, paper.epw, CELL + GAP)
    return _Columns(tuple(widths), table.numeric)


def _write_row(
    paper: Paper, cells: Sequence[str], columns: _Columns, table: Part, is_head: bool
) -> None:
    """Write one row of a table, and what each of its cells is."""
    row = Part("TR", [_cell_part(place, is_head) for place in range(len(cells))])
    table.inside.append(row)
    parts = [part for part in row.inside if isinstance(part, Part)]
    _draw_row(paper, cells, columns, is_head, parts)
    paper.line_to(SIDE, SIDE + sum(columns.widths))


def _cell_part(place: int, is_head: bool) -> Part:
    if is_head:
        return Part("TH", scope="Column")
    return Part("TH", scope="Row") if place == 0 else Part("TD")


def _draw_row(
    paper: Paper,
    cells: Sequence[str],
    columns: _Columns,
    bold: bool,
    parts: Sequence[Part] = (),
) -> None:
    """Draw the letters of one row; go to below it."""
    top, x = paper.y, SIDE
    paper.letters(SIZE, bold)
    for place, (text, width) in enumerate(zip(cells, columns.widths, strict=True)):
        paper.set_xy(x, top + CELL / 2)
        align = "R" if place in columns.numeric else "L"
        with ExitStack() as stack:
            if parts:
                parts[place].text = printable(text) if columns.runs_over(text, place, bold) else ""
                stack.enter_context(paper.marked(parts[place]))
            paper.multi_cell(width - GAP, SIZE * LINE, printable(text), align=align, new_y=YPos.TOP)
        x += width
    paper.set_xy(SIDE, top + columns.height(cells, bold))
