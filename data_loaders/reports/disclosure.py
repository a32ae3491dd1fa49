"""Which counts of a month may be shown, so that none below five can be found out. Pure.

A month has one number of questions, divided in more than one way. What is shown follows from
four rules, and never from how large a hidden number is:

1. A number below five is `<5`, zero too.
2. A division with a `<5` hides one more number: the last of its row that is five or more. So the
   total less the rest gives nothing. Which one it is follows from what is `<5`, not from values.
3. Where the hidden numbers of a division are together too few (below nine), a total would tell
   something of them: then nothing of that division is shown.
4. A month that was corrected is shown only when nothing was hidden in any of its editions; what
   was shown before would fill in what is hidden now, or the other way round.

A total below five hides the whole month. Sums over months are made of what is shown, by
`total_of`, so they cannot tell more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

LEAST = 5
"""From here on a number may be shown."""
_TOGETHER = 2 * LEAST - 1
"""What is hidden in a division leaves room for every value of a `<5` from here on."""

Hidden = Literal["<5", "niet getoond"]
Division = Mapping[str, int]
"""Counts by category, in the order of the register; every category has one, if only zero."""
Month = Mapping[str, Division]
"""The divisions of the questions of one month; each adds up to the same total."""


@dataclass(frozen=True)
class Cell:
    """A count as the public sees it: its value, or how it is hidden."""

    value: int | None
    hidden: Hidden | None = None

    @property
    def text(self) -> str:
        """The count in words of its own: 12, <5 or niet getoond."""
        return self.hidden or str(self.value)


SMALL = Cell(None, "<5")
WITHHELD = Cell(None, "niet getoond")


@dataclass(frozen=True)
class ShownMonth:
    """A month as the public sees it: its total, and each division by category."""

    total: Cell
    divisions: Mapping[str, Mapping[str, Cell]]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is hidden."""
        cells = (cell for division in self.divisions.values() for cell in division.values())
        return not any(cell.hidden for cell in (self.total, *cells))


def shown_month(editions: Sequence[Month]) -> ShownMonth:
    """Return what may be shown of a month, given every edition that was public, oldest first.

    An edition is complete: its divisions add up to the same total. Raises ValueError when one
    does not, or when there is none.
    """
    made = [_shown(edition) for edition in editions]
    if not made:
        raise ValueError("a month without counts")
    if len(made) == 1 or all(edition.is_whole for edition in made):
        return made[-1]
    return ShownMonth(WITHHELD, {n: dict.fromkeys(d, WITHHELD) for n, d in editions[-1].items()})


def _shown(month: Month) -> ShownMonth:
    totals = {sum(division.values()) for division in month.values()}
    if len(totals) != 1:
        raise ValueError(f"divisions that differ: {sorted(totals)}")
    total = totals.pop()
    if total < LEAST:
        return ShownMonth(SMALL, {n: dict.fromkeys(d, WITHHELD) for n, d in month.items()})
    return ShownMonth(Cell(total), {name: _divided(part) for name, part in month.items()})


def _divided(division: Division) -> dict[str, Cell]:
    """Return a division beside its total."""
    small = {name for name, count in division.items() if count < LEAST}
    if not small:
        return {name: Cell(count) for name, count in division.items()}
    beside = [name for name in division if name not in small][-1:]
    if not beside or sum(division[name] for name in (*small, *beside)) < _TOGETHER:
        return dict.fromkeys(division, WITHHELD)
    return {
        name: SMALL if name in small else WITHHELD if name in beside else Cell(count)
        for name, count in division.items()
    }


def total_of(cells: Iterable[Cell | None]) -> Cell:
    """Return the sum of cells that are all shown; one that is hidden or absent hides the sum."""
    values = [cell.value if cell else None for cell in cells]
    known = [value for value in values if value is not None]
    return Cell(sum(known)) if known and len(known) == len(values) else WITHHELD
