"""What slides are made of: large parts, as data. Pure.

Sizes are pixels of a screen of 1920 by 1080.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from components.charts.map_model import AreaMap as DrawnMap
from components.words.table import Table

Role = Literal["wij", "overig", "regio", "land", "doel", "een", "twee", "drie", "vier"]
Mark = Literal["hoger", "lager", "gelijk"]
State = Literal["nu", "voorbij", "begint"]


@dataclass(frozen=True)
class Versus:
    """How a value compares: a mark, the word that says the same, and with what."""

    mark: Mark
    word: str
    rest: str


@dataclass(frozen=True)
class Number:
    """One value in very large type, what it is of, and how it compares."""

    kind: ClassVar[str] = "number"
    value: str
    unit: str
    about: str
    changes: tuple[Versus, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    """Two to four values in large type: name, value, unit, and what stands below."""

    kind: ClassVar[str] = "numbers"
    items: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Piece:
    """A part of a bar, from one value to another."""

    start: float
    end: float
    role: Role


@dataclass(frozen=True)
class SlideBar:
    """A bar with its name before or above it and its value behind it; none without a value.

    `mark` is a line across it, at a value.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...] = ()
    role: Role = "wij"
    mark: float | None = None


@dataclass(frozen=True)
class SlideBars:
    """Bars from zero on one scale; `legend` tells what roles mean where there are more.

    `numbers` is how a spreadsheet writes the values.
    """

    kind: ClassVar[str] = "bars"
    label: str
    bars: tuple[SlideBar, ...]
    low: float
    high: float
    legend: tuple[tuple[Role, str], ...] = ()
    numbers: str = "#,##0"


@dataclass(frozen=True)
class SlideLine:
    """A line over time: its name, and a value (or none) for each moment of its `SlideLines`."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    text: str


@dataclass(frozen=True)
class SlideLines:
    """Lines over the same moments: where these are, how they are called, and their unit."""

    kind: ClassVar[str] = "lines"
    label: str
    lines: tuple[SlideLine, ...]
    places: tuple[float, ...]
    names: tuple[str, ...]
    is_rate: bool
    decimals: int

    @property
    def known(self) -> list[float]:
        """The values there are."""
        return [value for line in self.lines for value in line.values if value is not None]


@dataclass(frozen=True)
class Rows:
    """A table of at most ROWS by COLUMNS; `states` are marks before the last cell of a row.

    `closing` is what stands below it, the second part of it bold.
    """

    kind: ClassVar[str] = "rows"
    table: Table
    states: tuple[State, ...] = ()
    closing: tuple[str, str] = ("", "")
    has_head: bool = True


@dataclass(frozen=True)
class Track:
    """How far a goal is: `share` of the way, or none as long as nothing was measured."""

    kind: ClassVar[str] = "track"
    target: str
    share: float | None
    told: str
    state: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Facts:
    """Names and texts below each other."""

    kind: ClassVar[str] = "facts"
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sentences:
    """Sentences and nothing else."""

    kind: ClassVar[str] = "words"
    sentences: tuple[str, ...]
    is_problem: bool = False


@dataclass(frozen=True)
class Decision:
    """What is asked of the meeting: conditions, amounts (what for, how much), the answers."""

    kind: ClassVar[str] = "decision"
    conditions: tuple[str, ...]
    amounts: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


@dataclass(frozen=True)
class SlideMap:
    """A map with names and values, in the light and in the dark."""

    kind: ClassVar[str] = "area_map"
    label: str
    maps: tuple[DrawnMap, ...]


Part = (
    Number
    | Numbers
    | SlideBars
    | SlideLines
    | Rows
    | Track
    | Facts
    | Sentences
    | Decision
    | SlideMap
)
