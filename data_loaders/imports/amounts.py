"""Numbers as people write them: `1.234,5` and `1,234.5`, told apart for a whole column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from data_loaders.imports.words import Value

_NUMERIC = re.compile(r"([-+−]?)\s*([0-9][0-9.,]*)\s*%?")
_SPACE_IN_THOUSANDS = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
_FORMS = {
    ",": re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?"),
    ".": re.compile(r"(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?"),
}

# One written number and whether a value can be right for it.
Written = tuple[str, Callable[[float], bool]]


def parse(text: str, mark: str) -> float | None:
    """Return a written number when `mark` is its decimal mark; None when that cannot be.

    Spaces between thousands and a percent sign behind the number are left out.
    """
    found = _NUMERIC.fullmatch(_SPACE_IN_THOUSANDS.sub("", text))
    if not found or not _FORMS[mark].fullmatch(found[2]):
        return None
    thousands = "." if mark == "," else ","
    value = float(found[2].replace(thousands, "").replace(mark, "."))
    return -value if found[1] in {"-", "−"} else value


def is_number(cell: Value) -> bool:
    """Return whether a cell is a number, or a text that is one in one of the two notations."""
    if isinstance(cell, str):
        return any(parse(cell, mark) is not None for mark in _FORMS)
    return isinstance(cell, float)


def decimal_marks(column: Sequence[Written]) -> list[str]:
    """Return the decimal marks that the numbers of one column can have.

    A mark that gives values that cannot be right is left out, unless the other gives them
    too. Marks that read every number as a whole number count as one: nobody writes 2 as
    `2.000`. Empty: the numbers contradict each other.
    """
    read = {mark: [parse(text, mark) for text, _ in column] for mark in _FORMS}
    fits = {m: [v for v in vs if v is not None] for m, vs in read.items() if None not in vs}
    right = [
        mark
        for mark, numbers in fits.items()
        if all(allowed(value) for value, (_, allowed) in zip(numbers, column, strict=True))
    ]
    marks = right or list(fits)
    if all(value.is_integer() for mark in marks for value in fits[mark]):
        return sorted(marks, key=lambda mark: -sum(map(abs, fits[mark])))[:1]
    return marks[:1] if len({tuple(fits[mark]) for mark in marks}) == 1 else marks
