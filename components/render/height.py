"""How high a tile will be: for a page around it that cannot ask. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from components.exhibit.content import BOTH, TileContent, plain_text
from components.render.svg import Drawing

SIDES = 24  # pixels, left and right together
WIDE_FROM = 440  # pixels, as in the style sheet
WIDEST = (400, 620)  # pixels, of a small and a wide figure
_CHARACTER = 0.52  # mean width by the size of the font
_ROW = 30  # pixels, a row of a table
_TABLE_HEAD = 130  # pixels: a long unit runs over many lines
_TABLE = 460  # pixels, with its surroundings, from where a table scrolls


def tile_height(content: TileContent, drawings: Sequence[Drawing], width: int) -> int:
    """Return the height in pixels of a tile of this width with its details closed.

    An estimate from above: a little air below a tile is better than a bar to scroll it.
    """
    inner = max(width - SIDES, 100)
    height = (
        30.0 + _lines(content.headline, 18, inner) * 23 + _lines(content.subtitle, 14, inner) * 20
    )
    if drawings:
        drawing = drawings[0] if width < WIDE_FROM else drawings[-1]
        shown = min(inner, WIDEST[0] if len(drawings) > 1 and width < WIDE_FROM else WIDEST[1])
        height += drawing.height * shown / drawing.width + 12
        labels = sum(
            len(swatch.label) * 7 + 44 for swatch in content.drawn[BOTH.index("licht")].legend
        )
        height += ceil(labels / inner) * 26 + 12
    height += len(content.values) * 110
    height += _lines(plain_text(content.body), 15, inner) * 22 + content.body.count("<dt") * 30
    height += content.foot.count("<summary") * 36
    if content.is_table:
        height += min(content.foot.count("<tr") * _ROW + _TABLE_HEAD, _TABLE)
    height += sum(_lines(remark, 13, inner) * 18 for remark in content.remarks)
    return round(height + 100)


def _lines(text: str, size: float, width: float) -> int:
    """Return over how many lines a text will run."""
    return ceil(len(text) * size * _CHARACTER / width) if text else 0
