"""How high a tile will be: for a page around it that cannot ask. Pure.

Follows the sizes of the style sheet of a tile (`tegel.css`), in pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from components.exhibit.model import BigValue, Exhibit
from components.render.svg import Drawing
from components.words.legend import Swatch
from components.words.table import Table
from components.words.tablefit import Air, asked_widths, laid_out
from components.words.textwidth import line_count, placed, text_height
from data_loaders.letters import text_width
from data_loaders.monitor import MONITOR

SIDES = 26  # left and right together, with the border
ENDS = 29  # above and below together, with the border
TITLES = (20, 18, 16, 15, 14)
_TITLED = 374  # the width at which a title has two lines at most
_BLED = 400  # below this a map is as wide as the tile
WIDE_FROM = 440
WIDEST = (400, 620)  # of a small and a wide figure
_LINES = 736  # the longest lines: 46 times the letters of the browser
_TEXT, _SMALL, _LEAST = 15, 14, 13  # sizes of letters
_LINE = 1.4
_GAP = 4  # between paragraphs
_FOLDED = (20, 14)  # what is folded away: the mark before its name, and the room around it
_TABLE = 440  # from where a table scrolls
_CELL = Air(14, 9, _LINE)
_FILES = "x" * 52  # as long as the line with what can be downloaded
_HYPHEN = re.compile(r"-(?=[^\W\d])")


def tile_height(exhibit: Exhibit, drawings: Sequence[Drawing], width: int) -> int:
    """Return the height of a tile of this width with its details closed.

    An estimate from above: a little air below a tile is better than a bar to scroll it.
    """
    inner = max(width - SIDES, 100)
    title, rest = exhibit.finding
    height = ENDS + text_height(title, title_size(title), min(inner, _LINES), True, 1.25) + _GAP
    height += _text(rest, inner) if rest else 0
    height += _text(exhibit.subtitle, inner, _SMALL)
    height += exhibit.graphic.height + 12 if exhibit.graphic and not exhibit.figures else 0
    if drawings:
        drawing = drawings[0] if width < WIDE_FROM else drawings[-1]
        shown = min(inner, WIDEST[0] if len(drawings) > 1 and width < WIDE_FROM else WIDEST[1])
        shown = width - 2 if exhibit.drawn[0].map and width < _BLED else shown
        height += drawing.height * shown / drawing.width + 12
        height += _legend(exhibit.drawn[0].legend, inner) + _beside(exhibit.beside, inner)
    height += sum(_value(value, inner) for value in exhibit.values)
    height += sum(_told(exhibit, inner)) + sum(_foot(exhibit, inner))
    return ceil(height) + 1  # a browser rounds each line up a little


def title_size(title: str) -> int:
    """Return the size of the letters of a title, such that it has two lines in a tile of 400."""
    return next((s for s in TITLES if line_count(title, s, _TITLED, True) <= 2), TITLES[-1])


def _text(text: str, width: float, size: float = _TEXT) -> float:
    """Return how high a paragraph is with the gap below it."""
    return text_height(text, size, min(width, _LINES), line=_LINE) + _GAP


def _beside(entries: Sequence[tuple[str, str, str]], inner: float) -> float:
    widths = [text_width(f"{name} {value}", _TEXT, True) + 18 for _, name, value in entries]
    rows = max((row + 1 for row, _ in placed(widths, inner + 18)), default=0)
    return rows * _TEXT * _LINE + 17 if rows else 0


def _legend(swatches: Iterable[Swatch], inner: float) -> float:
    labels = [swatch.label for swatch in swatches]
    widths = [text_width(label, _SMALL) + 23 + 18 for label in labels]
    rows = max((row + 1 for row, _ in placed(widths, inner + 18)), default=0)
    rows += sum(line_count(label, _SMALL, inner - 23) - 1 for label in labels)
    return rows * (_SMALL * _LINE + _GAP) + 8 if rows else 0


def _value(value: BigValue, inner: float) -> float:
    beside = text_width(value.value, 34, True) + text_width(f" {value.unit}", _TEXT)
    more = line_count(value.unit, _TEXT, inner) if beside > inner else 0
    around = _text(value.label, inner, _SMALL) + _text(value.below, inner, _SMALL) + 12
    return around + 34 * 1.15 + more * _TEXT * _LINE


def _told(exhibit: Exhibit, inner: float) -> Iterator[float]:
    """Yield the heights of the state, the sentences and the facts."""
    for text in filter(None, [exhibit.status, *exhibit.sentences]):
        yield _text(text, inner)
    for name, text in exhibit.facts:
        if text:
            yield _text(name, inner, _SMALL) + _text(text, inner) + 1
    yield 16 if exhibit.facts else 0


def _foot(exhibit: Exhibit, inner: float) -> Iterator[float]:
    """Yield the heights of what stands under every figure."""
    if exhibit.empty:
        yield _text(exhibit.empty, inner - 46) + 22
    names = [item.name for item in exhibit.tables] + [name for name, _ in exhibit.lists]
    names += [""] if exhibit.meaning else []  # its name is short
    names += [f"⚠ {exhibit.disputes.title}"] if exhibit.disputes else []
    for text in exhibit.disputes.warnings:
        yield _text(f"Let op: {text}", inner - 11)
    if exhibit.disputes.quiet_line:
        yield _text(exhibit.disputes.quiet_line, inner, _LEAST) + _GAP
    for name in names:
        yield text_height(name, _TEXT, inner - _FOLDED[0], True, _LINE) + _FOLDED[1]
    first = exhibit.tables[0].table if exhibit.tables else None
    if exhibit.is_table and first:
        yield _open_table(first, inner)
    for text in exhibit.notes:
        yield _text(text, inner - 11)
    if exhibit.source:
        way = " · naar de bron" if exhibit.source.address else ""
        yield _text(exhibit.source.line + way, inner, _LEAST) + _GAP
    yield _text(f"Bekijk dit in de {MONITOR.name} (nieuw venster)", inner, _LEAST) + 17
    yield _text(_FILES, inner, _LEAST)


def _open_table(table: Table, inner: float) -> float:
    """Return the height of a table that is open; a long one scrolls."""
    columns, *rows = (
        tuple(_HYPHEN.sub("- ", text) for text in row)  # where a browser may break a word
        for row in (table.columns, *table.rows)
    )
    broken = replace(table, columns=columns, rows=tuple(rows))
    whole, least = asked_widths(broken, _SMALL, _CELL.across)
    spread = sum(whole) - sum(least)
    share = min(max(inner - sum(least), 0) / spread, 1) if spread else 1  # as a browser does
    widths = [low + share * (high - low) for low, high in zip(least, whole, strict=True)]
    fitted = laid_out(broken, _SMALL, widths, _CELL)
    caption = text_height(table.full_caption, _LEAST, sum(widths), line=_LINE)
    return min(fitted.height + caption + _GAP, _TABLE) + 12 + _GAP
