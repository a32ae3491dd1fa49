"""What one slide shows, as data: its sentence and a few large parts. Pure.

A showing, a thumbnail and a PowerPoint file are made from the same screens. Sizes are pixels of
a screen of 1920 by 1080; PowerPoint has half of them in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from components.words.table import Table
from components.words.textwidth import AIR, line_count, shortened, text_width

WIDTH, HEIGHT = 1920, 1080
SIDE, INNER = 88, 1744
TITLE, TEXT, LARGE, SMALL, SOURCE = 72, 40, 52, 34, 30
"""Sizes of letters: the sentence, what must be read, what may be large, names on a map that stand
in the bars too, and the source with the number of the slide."""
TITLE_LINE, LINE = 1.1, 1.22
TOP, FOOT = 64, 76  # above the sentence, and for brand, source and number
GAP, NAME = 32, 340  # between parts, and the names of facts
ROWS, COLUMNS, BARS, SCREENS = 5, 4, 11, 3
"""The most rows and columns of a table, bars, and slides of one tile."""
_SOURCE_LINE = 36
_CAUTION_LINES = 3

Role = Literal["wij", "overig", "regio", "land", "doel", "deel1", "deel2", "deel3", "deel4"]
Mark = Literal["hoger", "lager", "gelijk", "weg"]
State = Literal["nu", "voorbij", "begint"]
Look = Literal["", "titel", "agendapunt", "besluit"]


@dataclass(frozen=True)
class Change:
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
    changes: tuple[Change, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Numbers:
    """Two to four values in large type: name, value with its unit, and what stands below."""

    kind: ClassVar[str] = "numbers"
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Piece:
    """A part of a bar, from one value to another."""

    start: float
    end: float
    role: Role


@dataclass(frozen=True)
class Bar:
    """A bar with its name before or above it and its value behind it; none without a value.

    `mark` is a line across it, at a value.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...] = ()
    role: Role = "wij"
    mark: float | None = None


@dataclass(frozen=True)
class Bars:
    """Bars from zero on one scale; `legend` tells what roles mean where there are more."""

    kind: ClassVar[str] = "bars"
    label: str
    bars: tuple[Bar, ...]
    low: float
    high: float
    legend: tuple[tuple[Role, str], ...] = ()


@dataclass(frozen=True)
class Line:
    """A line over time: its name, and a value (or none) for each moment of its `Lines`."""

    name: str
    role: Role
    values: tuple[float | None, ...]
    text: str


@dataclass(frozen=True)
class Lines:
    """Lines over the same moments: where these are, how they are called, and their unit."""

    kind: ClassVar[str] = "lines"
    label: str
    lines: tuple[Line, ...]
    places: tuple[float, ...]
    names: tuple[str, ...]
    is_rate: bool
    decimals: int


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
class Words:
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
class AreaMap:
    """A map: per municipality its value in words and its class; chosen ones have an edge."""

    kind: ClassVar[str] = "area_map"
    label: str


Part = (
    Number | Numbers | Bars | Lines | Rows | Track | Facts | Words | Decision | AreaMap
)


@dataclass(frozen=True)
class Screen:
    """One slide: the conclusion as its title, a line below it, one or two parts side by side.

    `left` is how wide the first of two parts is. `cautions` are to be read before it is quoted;
    `place` tells which of how many slides of one tile it is. `kicker` stands above the title.
    """

    title: str
    sub: str = ""
    parts: tuple[Part, ...] = ()
    left: int = 0
    cautions: tuple[str, ...] = ()
    source: str = ""
    look: Look = ""
    kicker: str = ""
    place: tuple[int, int] = (1, 1)

    @property
    def size(self) -> int:
        """The size of the title: TITLE, unless its maker wrote more than two lines of it."""
        sizes = (TITLE, 64, 56, 48, 42)
        return next((size for size in sizes if is_short(self.title, size)), sizes[-1])

    @property
    def below(self) -> str:
        """The line below the title, as far as it goes, and which of how many slides it is."""
        number, count = self.place
        more = f" ({number} van {count})" if count > 1 else ""
        room = INNER - text_width(more, TEXT) * AIR
        return shortened(self.sub, TEXT, room) + more

    @property
    def told_cautions(self) -> tuple[str, ...]:
        """What is to be known, as far as a slide has room for it."""
        left, told = _CAUTION_LINES, []
        for text in self.cautions:
            if left > 0:
                told.append(shortened(text, SOURCE, INNER - 40, left))
                left -= line_count(told[-1], SOURCE, INNER - 40)
        return tuple(told)

    @property
    def height(self) -> float:
        """How high the parts may be."""
        lines = line_count(self.title, self.size, INNER, bold=True)
        head = TOP + lines * self.size * TITLE_LINE + (TEXT * LINE + 8 if self.sub else 0) + GAP
        told = sum(line_count(text, SOURCE, INNER - 40) for text in self.told_cautions)
        return HEIGHT - head - FOOT - (told * _SOURCE_LINE + 16 if told else 0) - 24

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide each of the parts is."""
        if len(self.parts) < 2:
            return (float(INNER),) * len(self.parts)
        left = float(self.left or (INNER - 2 * GAP) // 2)
        return (left, INNER - 2 * GAP - left)


def is_short(title: str, size: int = TITLE) -> bool:
    """Tell whether a title runs over two lines at most."""
    return line_count(title, size, INNER, bold=True) <= 2


def short_title(*wished: str) -> str:
    """Return the first of these sentences that is short enough for a slide."""
    found = [text for text in wished if text]
    return next(filter(is_short, found), "") or shortened(found[-1], TITLE, INNER, 2, bold=True)


def paged(items: Sequence[object], most: int) -> list[slice]:
    """Return in which parts these go over slides: about equal ones, of so many at most."""
    count = max(1, -(-len(items) // most))
    size = max(1, -(-len(items) // count))
    return [slice(at, at + size) for at in range(0, max(1, len(items)), size)]
