"""The smallest tile: one number with its direction, a graphic, one sentence and one source. Pure.

Follows the sizes of the style sheet of a tile (`tegel.css`), in pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil

from components.exhibit.model import Exhibit
from components.strips.card import Graphic, Standing
from components.words.textwidth import text_height
from components.words.titles import short_title
from data_loaders.letters import text_width
from data_loaders.monitor import MONITOR

NARROW, TALLEST = 280, 420
"""How wide it is at least, and how high at most then."""
SIDES = 30  # left and right together, with the border
NAME, VALUE, TEXT, SMALL = 16, 32, 14, 13  # sizes of letters
SIGN = 17  # room for an arrow
_LINE = 1.35
_AROUND = 38  # above and below, the border at the top, and the gaps between the parts
_MARK = 24  # the mark before the name of the site, and the room after that name


@dataclass(frozen=True)
class Compact:
    """What the smallest tile shows. `told` must be read with the number, or is one sentence."""

    name: str
    value: str
    unit: str
    compared: Standing
    graphic: Graphic | None
    told: tuple[str, ...]
    source: str


def compact_of(exhibit: Exhibit) -> Compact:
    """Return what the smallest tile shows; without what does not fit and is not needed."""
    made = exhibit.number
    name, more = short_title(made.name)
    musts = (*filter(None, [more]), *exhibit.cautions, *exhibit.notes)
    whole = Compact(
        name=name,
        value=made.value,
        unit=made.unit,
        compared=made.compared,
        graphic=made.graphic,
        told=musts or tuple(filter(None, [_sentence(exhibit)])),
        source=made.below,
    )
    bare = replace(whole, told=musts)
    ways = (whole, bare, replace(bare, graphic=None))
    return next((way for way in ways if compact_height(way, NARROW) <= TALLEST), ways[-1])


def _sentence(exhibit: Exhibit) -> str:
    """Return what the number leaves out, in one sentence; empty where it says all by itself."""
    made, (_, rest) = exhibit.number, exhibit.finding
    if made.about:
        return made.about[0]
    first, dot, _ = rest.partition(". ")
    return "" if made.compared.rest.endswith(".") else f"{first}." if dot else first


def compact_height(item: Compact, width: int) -> int:
    """Return how high the smallest tile is at this width, estimated from above."""
    inner = max(width - SIDES, 100)
    value = f"{item.value} {item.unit}".strip()
    height = _AROUND + text_height(item.name, NAME, inner, True, 1.25)
    if value:
        beside = text_width(item.value, VALUE, True) + text_width(f" {item.unit}", TEXT)
        height += text_height(item.value, VALUE, inner, True, 1.15)
        height += TEXT * _LINE if beside > inner and item.unit else 0
    told = f"{item.compared.word} {item.compared.rest}".strip()
    if told:
        height += text_height(told, TEXT, inner - SIGN, True, _LINE)
    height += item.graphic.height + 8 if item.graphic else 0
    height += sum(text_height(text, SMALL, inner - 11, line=_LINE) + 4 for text in item.told)
    height += text_height(item.source, SMALL, inner, line=_LINE) if _is_below(item, inner) else 0
    return ceil(height + SMALL * 1.6) + 1


def _is_below(item: Compact, inner: float) -> bool:
    """Tell whether the source does not fit beside the name of the site."""
    brand = text_width(MONITOR.short, TEXT, True) + _MARK
    return brand + text_width(item.source, SMALL) > inner
