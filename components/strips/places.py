"""Areas on one line: dots for municipalities, marks for the region and the country. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from components.strips.scale import LETTERS, Scale, is_known, moved_apart, scale_of
from data_loaders.letters import text_width

Role = Literal["wij", "gemeente", "regio", "nederland"]
LABELS: dict[Role, str] = {"regio": "regio", "nederland": "NL"}
"""The word at a mark: it is never known by its colour alone."""

WIDTH, HEIGHT = 150, 44
_LINE, _SIDE, _RADIUS, _OWN = 16.0, 8.0, 4.0, 7.0
# Dots that would cover each other stand above and below the line, as far as there is room.
_ROWS = (0.0, 7.0, -7.0)


@dataclass(frozen=True)
class AreaPoint:
    """An area with its value, also as it is shown; None when it has none or it is not shown."""

    name: str
    value: float | None
    text: str
    role: Role = "gemeente"


@dataclass(frozen=True)
class Dot:
    """A municipality on the line; our own is larger."""

    x: float
    y: float
    is_own: bool = False


@dataclass(frozen=True)
class Tick:
    """A mark across the line for the region or the country, with its word below."""

    x: float
    label_x: float
    label: str
    role: Role


@dataclass(frozen=True)
class DotStrip:
    """Areas on one line. `rank` is the place of our own among them, or empty."""

    kind: ClassVar[str] = "stippen"
    sentence: str
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    rank: str = ""
    line: float = _LINE
    width: int = WIDTH
    height: int = HEIGHT


def make_dot_strip(name: str, areas: Sequence[AreaPoint], width: int = WIDTH) -> DotStrip | None:
    """Return areas on one line, low to high; nothing when fewer than two have a value.

    With an area in the role `wij` it is a rank strip.
    """
    known = [area for area in areas if is_known(area.value)]
    if len(known) < 2:
        return None
    scale = scale_of((area.value or 0.0 for area in known), _SIDE, width - _SIDE)
    dots = _dots(scale, [area for area in known if area.role not in LABELS])
    marks = [area for area in known if area.role in LABELS]
    rank = rank_of(areas)
    return DotStrip(
        _sentence(name, areas, rank), dots, _ticks(scale, marks, width), rank, width=width
    )


def rank_of(areas: Sequence[AreaPoint]) -> str:
    """Return the place of our own among the municipalities with a value, high to low: 5e van 8.

    Equal is what is shown as equal; those share the best place. Empty without our own value.
    """
    known = [a for a in areas if a.role not in LABELS and is_known(a.value)]
    own = next((area for area in known if area.role == "wij"), None)
    if own is None or len(known) < 2:
        return ""
    above = [a for a in known if (a.value or 0.0) > (own.value or 0.0) and a.text != own.text]
    return f"{len(above) + 1}e van {len(known)}"


def _dots(scale: Scale, areas: Sequence[AreaPoint]) -> tuple[Dot, ...]:
    """Return a dot per municipality, our own last so that it lies on top."""
    placed: list[Dot] = []
    for area in sorted(areas, key=lambda item: (item.role == "wij", item.value or 0.0)):
        x, is_own = scale.at(area.value or 0.0), area.role == "wij"
        taken = {dot.y for dot in placed if abs(dot.x - x) < 2 * _RADIUS}
        free = [_LINE + row for row in _ROWS if _LINE + row not in taken]
        placed.append(Dot(x, _LINE if is_own or not free else free[0], is_own))
    return tuple(placed)


def _ticks(scale: Scale, marks: Sequence[AreaPoint], width: int) -> tuple[Tick, ...]:
    at = [scale.at(area.value or 0.0) for area in marks]
    words = [LABELS[area.role] for area in marks]
    wanted = [(x, text_width(word, LETTERS, True)) for x, word in zip(at, words, strict=True)]
    centres = moved_apart(wanted, width)
    return tuple(
        Tick(x, centre, word, area.role)
        for x, centre, word, area in zip(at, centres, words, marks, strict=True)
    )


def _sentence(name: str, areas: Sequence[AreaPoint], rank: str) -> str:
    """Return the same in words: our own and its place, how far the others lie apart, the marks."""
    own = next((a for a in areas if a.role == "wij"), None)
    towns = [a for a in areas if a.role not in LABELS and is_known(a.value)]
    towns.sort(key=lambda area: area.value or 0.0)
    parts = [f"{own.name} {own.text}{rank and f' ({rank})'}"] if own else []
    if len(towns) > 1:
        count = f"{len(towns)} gemeenten"
        low, high = towns[0].text, towns[-1].text
        parts.append(f"{count} overal {low}" if low == high else f"{count} van {low} tot {high}")
    parts += [f"{a.name} {a.text}" for a in areas if a.role in LABELS and is_known(a.value)]
    return f"{name}: {', '.join(parts)}."
