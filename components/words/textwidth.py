"""Where lines break and what fits in a box, in the font that ships. Pure.

Sizes and widths are in one unit of choice: points on paper, pixels on a screen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from data_loaders.letters import letters_of, text_width

LINE = 1.22
"""Height of a line by the size of its letters."""
AIR = 1.04
"""Another program may set the same letters this much wider."""
_ROUNDING = 1e-6
_UNKNOWN = "?"
_MAY_BREAK = "\u200b"


def printable(text: str) -> str:
    """Return a text on one line with a question mark for each letter that the font lacks.

    Without what cannot be seen: some of it turns the order of all that stands after it.
    """
    known = letters_of(bold=False)
    return "".join(
        letter if ord(letter) in known else _UNKNOWN
        for letter in text.replace("\n", " ")
        if unicodedata.category(letter) != "Cf"
    )


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Return the lines of a text within a width, at least one; too wide a word is broken."""
    lines: list[str] = []
    line, room = "", width
    for word in text.split(" "):
        needed = text_width(f" {word}" if line else word, size, bold)
        if needed <= room + _ROUNDING:
            line = f"{line} {word}" if line else word
            room -= needed
            continue
        lines += [line] if line else []
        *whole, line = _pieces(word, size, width, bold)
        lines += whole
        room = width - text_width(line, size, bold)
    return [*lines, line]


def breakable(text: str, size: float, width: float, bold: bool = False) -> str:
    """Return a text in which each word that is wider than `width` says where it may break."""
    return " ".join(_MAY_BREAK.join(_pieces(word, size, width, bold)) for word in text.split(" "))


def shortened(text: str, size: float, width: float, lines: int = 1, bold: bool = False) -> str:
    """Return a text as far as it fits on so many lines, with an ellipsis where it is cut.

    It is cut between words, or in the last word that is left.
    """
    if line_count(text, size, width, bold) <= lines:
        return text
    kept = text
    while kept and line_count(f"{kept}…", size, width, bold) > lines:
        kept = kept.rpartition(" ")[0] or kept[:-1]
    return f"{kept.rstrip(' ,;:·')}…"


def _pieces(word: str, size: float, width: float, bold: bool) -> Iterator[str]:
    """Yield a word in pieces that fit in a width, of one letter at least."""
    room, start = width, 0
    for place, letter in enumerate(word):
        room -= text_width(letter, size, bold)
        if room < 0 and place > start:
            yield word[start:place]
            room, start = width - text_width(letter, size, bold), place
    yield word[start:]


def line_count(text: str, size: float, width: float, bold: bool = False) -> int:
    """Return over how many lines a text runs within a width, in a program that may set it wider."""
    return len(wrapped(text, size, width / AIR**0.5, bold))


def text_height(
    text: str, size: float, width: float, bold: bool = False, line: float = LINE
) -> float:
    """Return how high a text is within a width, in a program that may set it wider."""
    return line_count(text, size, width, bold) * size * line


def placed(widths: Iterable[float], room: float) -> Iterator[tuple[int, float]]:
    """Yield the row and the left side of boxes in their order, as many on a row as fit."""
    row, left = 0, 0.0
    for wide in widths:
        if left and left + wide > room:
            row, left = row + 1, 0.0
        yield row, left
        left += wide
