"""What one slide shows, as data: its sentence and a few large parts. Pure.

A showing, a thumbnail and a PowerPoint file are made from the same screens. Sizes are pixels of
a screen of 1920 by 1080; PowerPoint has half of them in points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.deck.parts import Part, SlideMap
from components.words.textwidth import AIR, line_count, shortened
from data_loaders.letters import text_width

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

Look = Literal["", "titel", "agendapunt", "besluit"]


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
    def has_map(self) -> bool:
        """Whether it shows a map: that takes all the height there is."""
        return any(part.kind == SlideMap.kind for part in self.parts)

    @property
    def caution_width(self) -> float:
        """How wide what is to be known may be: beside a map it stands below the other part."""
        return (self.widths[-1] if self.has_map else INNER) - 40

    @property
    def told_cautions(self) -> tuple[str, ...]:
        """What is to be known, as far as a slide has room for it."""
        left, told = _CAUTION_LINES + self.has_map, []
        for text in self.cautions:
            if left > 0:
                told.append(shortened(text, SOURCE, self.caution_width, left))
                left -= line_count(told[-1], SOURCE, self.caution_width)
        return tuple(told)

    @property
    def caution_height(self) -> float:
        """How high what is to be known is, with the room above it."""
        told = sum(line_count(text, SOURCE, self.caution_width) for text in self.told_cautions)
        return told * _SOURCE_LINE + 16 if told else 0.0

    @property
    def heights(self) -> tuple[float, ...]:
        """How high each of the parts may be."""
        lines = line_count(self.title, self.size, INNER, bold=True)
        head = TOP + lines * self.size * TITLE_LINE + (TEXT * LINE + 8 if self.sub else 0) + GAP
        whole = HEIGHT - head - FOOT - 24
        is_map = [part.kind == SlideMap.kind for part in self.parts]
        return tuple(whole - (0 if found else self.caution_height) for found in is_map)

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


def fitting_title(*wished: str) -> str:
    """Return the first of these sentences that is short enough for a slide."""
    found = [text for text in wished if text]
    return next(filter(is_short, found), "") or shortened(found[-1], TITLE, INNER, 2, bold=True)


def paged(items: Sequence[object], most: int) -> list[slice]:
    """Return in which parts these go over slides: about equal ones, of so many at most."""
    count = max(1, -(-len(items) // most))
    size = max(1, -(-len(items) // count))
    return [slice(at, at + size) for at in range(0, max(1, len(items)), size)]
