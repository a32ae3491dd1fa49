"""A map as data: what each municipality has, whatever draws it and however large. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from components.charts.theme import ThemeName

NO_DATA: Final = "geen gegevens"
NOT_SHOWN: Final = "niet getoond"
KNOWN: Final = "waarde"
State = Literal["waarde", "niet getoond", "geen gegevens"]


@dataclass(frozen=True)
class MapArea:
    """A municipality on a map.

    `text` is its value as it is read elsewhere and `short` the same without a unit; both are
    empty where there is nothing to say. `told` is what it says of itself, name and value. `step`
    is the step of the palette of its class, `share` how much of the largest circle its own is
    (by area; below zero it is open).
    """

    code: str
    name: str
    told: str
    text: str = ""
    short: str = ""
    state: State = KNOWN
    step: int | None = None
    share: float = 0.0
    is_chosen: bool = False


@dataclass(frozen=True)
class AreaMap:
    """A map in one theme: a choropleth, or circles in proportion to a count.

    `around` are parts of the region with a dashed edge: the codes of the municipalities of each.
    `is_wide` is whether it goes further than our own municipalities.
    """

    areas: tuple[MapArea, ...]
    theme: ThemeName
    has_circles: bool = False
    around: tuple[tuple[str, ...], ...] = ()
    is_wide: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the municipalities on it."""
        return tuple(area.code for area in self.areas)


@dataclass(frozen=True)
class Shape:
    """A municipality drawn: its outline, its fill, and stripes over it when it is not shown."""

    code: str
    path: str
    fill: str
    edge: str
    told: str
    stripes: str
    is_chosen: bool


@dataclass(frozen=True)
class Circle:
    """A count, in pixels; an open one is below zero."""

    x: float
    y: float
    radius: float
    is_open: bool


@dataclass(frozen=True)
class Word:
    """A line of the label of a municipality.

    `halo` is the colour around letters that stand over a border, `code` says which municipality.
    """

    text: str
    x: float
    y: float
    align: str
    size: float
    ink: str
    is_bold: bool
    halo: str = ""
    code: str = ""


@dataclass(frozen=True)
class MapDrawing:
    """A map drawn: everything in pixels from its upper left corner, colours as `#rrggbb`.

    `beyond` is the outline of what lies around it, `dashed` are edges of parts of the region,
    `lines` go from a name to its municipality (x, y, x, y).
    """

    width: int
    height: int
    theme: ThemeName
    beyond: str
    shapes: tuple[Shape, ...]
    dashed: tuple[str, ...]
    circles: tuple[Circle, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    words: tuple[Word, ...]
    stroke: float
    """How thick its thinnest line is."""
