"""The parts of a slide as HTML, by their kind. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from components.deck.area_map import map_html
from components.deck.parts import (
    Facts,
    Number,
    Numbers,
    Part,
    Rows,
    SlideBars,
    SlideLines,
    SlideMap,
)
from components.deck.plot import bar_shapes, line_shapes
from components.deck.screen import TEXT
from components.markup.templates import macro
from components.words.tablefit import column_widths
from components.words.textwidth import AIR, line_count, shortened
from data_loaders.letters import text_width

ROOM = "dia"
_VALUES = (220, 190, 160, 130, 110, 96, 84, 72, 60)
_SEVERAL = (120, 100, 84, 72, 60)
_CELL, _DOWN, _LINE = 36, 20, 1.2  # pixels beside the text of a cell, and above and below it
_CLOSING, _ROUNDED = 76, 20  # what stands below, and what a browser rounds rows and edges to
_EDGE = 2
_STATE, _AIRY = 60, 44  # a mark before a cell, and the most that a row may be higher


def part_html(part: Part, width: float, height: float) -> Markup:
    """Return a part in a place of this size, in pixels of a screen of 1920 by 1080."""
    make = _MAKERS.get(part.kind)
    return make(part, width, height) if make else macro(ROOM, part.kind, part)


def _number(part: Number, width: float, _height: float) -> Markup:
    return macro(ROOM, "number", part, value_size(part, width))


def value_size(part: Number, width: float) -> int:
    """Return how large a value may be in this width."""
    sign = " %" if part.unit == "%" else ""
    room = width - (text_width(sign, 1, bold=True) * 0.5 * _VALUES[0] if sign else 0)
    sizes = (s for s in _VALUES if text_width(part.value, s, bold=True) * AIR <= room)
    return next(sizes, _VALUES[-1])


def _numbers(part: Numbers, width: float, _height: float) -> Markup:
    texts = [value for _, value, _, _ in part.items]
    room = (width - 60) / 2
    sizes = (
        size
        for size in _SEVERAL
        if all(text_width(text, size, bold=True) * AIR <= room for text in texts)
    )
    items = [
        (shortened(name, TEXT, room, 2), value, unit, shortened(below, TEXT, room))
        for name, value, unit, below in part.items
    ]
    return macro(ROOM, "numbers", items, next(sizes, _SEVERAL[-1]))


def _bars(part: SlideBars, width: float, height: float) -> Markup:
    return macro(ROOM, "plot", bar_shapes(part, width, height), part.label, width, height)


def _lines(part: SlideLines, width: float, height: float) -> Markup:
    return macro(ROOM, "plot", line_shapes(part, width, height), part.label, width, height)


def _rows(part: Rows, width: float, height: float) -> Markup:
    cells, widths = fitted_rows(part, width, height)
    used = sum(row_height(row, widths) for row in cells)
    head = row_height(part.table.columns, widths) if part.has_head else 0
    spare = height - used - head - (_CLOSING if any(part.closing) else 0) - _ROUNDED
    air = min(max(spare, 0) / max(len(cells), 1), _AIRY)
    return macro(ROOM, "rows", part, cells, widths, (_DOWN - _EDGE + air) / 2)


def fitted_rows(
    part: Rows, width: float, height: float
) -> tuple[list[tuple[str, ...]], list[float]]:
    """Return the cells of a table as far as they fit, and how wide its columns are."""
    table, beside = part.table, [_CELL] * len(part.table.columns)
    if part.states:  # a mark stands before the last cell
        beside[-1] += _STATE
    widths = column_widths(table, TEXT, width - sum(beside) + _CELL * len(beside), _CELL)
    widths[-1] += beside[-1] - _CELL
    widths[0] += width - sum(widths)
    room = height - (_CLOSING if any(part.closing) else 0) - _ROUNDED
    heads = [table.columns] if part.has_head else []
    cells: list[tuple[str, ...]] = []
    for lines in (3, 2, 1):
        cells = [
            tuple(
                shortened(text, TEXT, wide - air, lines)
                for text, wide, air in zip(row, widths, beside, strict=True)
            )
            for row in table.rows
        ]
        if sum(row_height(row, widths) for row in (*heads, *cells)) <= room:
            break
    return cells, widths


def row_height(row: Sequence[str], widths: Sequence[float]) -> float:
    """Return how high a row of a table is."""
    lines = (line_count(text, TEXT, wide - _CELL) for text, wide in zip(row, widths, strict=True))
    return max(lines) * TEXT * _LINE + _DOWN


def _facts(part: Facts, _width: float, _height: float) -> Markup:
    return macro(ROOM, "facts", part.facts)


_MAKERS: dict[str, Callable[[Any, float, float], Markup]] = {
    Number.kind: _number,
    Numbers.kind: _numbers,
    SlideBars.kind: _bars,
    SlideLines.kind: _lines,
    Rows.kind: _rows,
    Facts.kind: _facts,
    SlideMap.kind: map_html,
}
