"""How high a tile will be: for a page around it that cannot ask. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from components.exhibit.model import Exhibit
from components.render.svg import Drawing

SIDES = 24  # pixels, left and right together
WIDE_FROM = 440  # pixels, as in the style sheet
WIDEST = (400, 620)  # pixels, of a small and a wide figure
_CHARACTER = 0.52  # mean width by the size of the font
_ROW = 30  # pixels, a row of a table
_TABLE_HEAD = 130  # pixels: a long unit runs over many lines
_TABLE = 460  # pixels, with its surroundings, from where a table scrolls


def tile_height(exhibit: Exhibit, drawings: Sequence[Drawing], width: int) -> int:
    """Return the height in pixels of a tile of this width with its details closed.

    An estimate from above: a little air below a tile is better than a bar to scroll it.
    """
    inner = max(width - SIDES, 100)
    height = (
        30.0 + _lines(exhibit.headline, 18, inner) * 23 + _lines(exhibit.subtitle, 14, inner) * 20
    )
    if drawings:
        drawing = drawings[0] if width < WIDE_FROM else drawings[-1]
        shown = min(inner, WIDEST[0] if len(drawings) > 1 and width < WIDE_FROM else WIDEST[1])
        height += drawing.height * shown / drawing.width + 12
        labels = sum(len(swatch.label) * 7 + 44 for swatch in exhibit.drawn[0].legend)
        height += ceil(labels / inner) * 26 + 12
    height += len(exhibit.values) * 110
    facts = [f"{name} {text}" for name, text in exhibit.told_facts]
    height += sum(_lines(text, 15, inner) * 22 for text in (*facts, *exhibit.sentences))
    height += len(exhibit.facts) * 30
    folded = [*exhibit.tables, *exhibit.lists, *filter(None, [exhibit.meaning, exhibit.disputes])]
    height += len(folded) * 36
    if exhibit.is_table and exhibit.table:
        height += min((len(exhibit.table.rows) + 1) * _ROW + _TABLE_HEAD, _TABLE)
    height += sum(_lines(remark, 13, inner) * 18 for remark in exhibit.remarks)
    return round(height + 100)


def _lines(text: str, size: float, width: float) -> int:
    """Return over how many lines a text will run."""
    return ceil(len(text) * size * _CHARACTER / width) if text else 0
