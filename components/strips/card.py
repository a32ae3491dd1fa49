"""A key figure as a card: a number that never stands alone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from components.strips.measure import Bullet, Capsule
from components.strips.places import DotStrip
from components.strips.trend import Slope, Sparkline

Graphic = Sparkline | Slope | DotStrip | Bullet | Capsule
COMPACT = 252
"""How wide a graphic is in the smallest tile, in pixels."""
Sign = Literal["", "op", "neer", "gelijk", "behaald"]
"""What stands before the word: an arrow says which way, never whether that is good; the tick is
for a target that is reached."""


@dataclass(frozen=True)
class Standing:
    """How a number stands: a sign, the word that carries it, and with what it is compared."""

    sign: Sign
    word: str
    rest: str


@dataclass(frozen=True)
class KeyFigure:
    """A number with its direction, its graphic, and one line on when it is and who says so.

    `id` names it among the cards of a page. `about` is what stands behind ⓘ, in paragraphs, and
    `links` are names and addresses below them. `mine` tells how a chosen municipality stands, and
    `caution` what must be read with it; both stand on the card itself.
    """

    id: str
    name: str
    value: str
    unit: str
    compared: Standing
    below: str
    graphic: Graphic | None = None
    mine: str = ""
    caution: str = ""
    about: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
