"""One measurement of a goal, and which of the measurements of a goal stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from data_loaders.agreements.progress import Point


class Measurement(msgspec.Struct, frozen=True, kw_only=True):
    """One measurement. `by` is a function, never a name; `replaces` the id it corrects.

    A row without a value that replaces another withdraws it.
    """

    id: str
    goal: str = msgspec.field(name="doel_id")
    day: date = msgspec.field(name="peildatum")
    value: float | None = msgspec.field(name="waarde", default=None)
    unit: str = msgspec.field(name="eenheid")
    source: str = msgspec.field(name="bron")
    by: str = msgspec.field(name="door")
    recorded: date = msgspec.field(name="vastgelegd_op")
    note: str = msgspec.field(name="toelichting", default="")
    replaces: str = msgspec.field(name="vervangt", default="")

    @property
    def amount(self) -> float:
        """The value, of a row that withdraws nothing: every row that stands has one."""
        assert self.value is not None
        return self.value


COLUMNS = tuple(field.encode_name for field in msgspec.structs.fields(Measurement))
COUNTING = frozenset({"doel_id", "peildatum", "waarde", "eenheid", "vervangt"})
"""A fault in one of these columns leaves nothing to show; one in a text leaves the value."""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a measurement: the column of the register, and one Dutch sentence."""

    column: str
    sentence: str


def points_of(goal: str, measurements: Sequence[Measurement]) -> list[Point]:
    """Return what counts of a goal: its measurements that were not replaced or withdrawn."""
    return [Point(item.day, item.amount, item.source) for item in standing(goal, measurements)]


def standing(goal: str, measurements: Sequence[Measurement]) -> list[Measurement]:
    """Return the measurements of a goal that stand, oldest reference date first.

    One that was corrected or withdrawn does not stand, nor does the row that withdraws it.
    """
    own = [item for item in measurements if item.goal == goal]
    replaced = {item.replaces for item in own}
    kept = [item for item in own if item.value is not None and item.id not in replaced]
    return sorted(kept, key=lambda item: item.day)


class Book:
    """The measurements as they were published one by one, and what stood after each.

    A row with a fault in what counts never stands; its `faults` are there until a later row
    replaces or withdraws it.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Measurement] = {}
        self.replaced_by: dict[str, str] = {}
        self.faults: dict[str, Sequence[Fault]] = {}
        self._named: dict[str, Measurement] = {}
        self._refused: set[str] = set()
        self._hidden: set[str] = set()
        self._standing: dict[str, dict[str, Measurement]] = {}

    def add(self, item: Measurement, faults: Sequence[Fault] = ()) -> None:
        """Add the next row, with what is wrong with it."""
        if faults:
            self.faults[item.id] = faults
        if any(fault.column in COUNTING for fault in faults):
            self._refused.add(item.id)
            # Somebody said what it replaces is wrong, and nobody can tell what is right.
            self._hidden |= {item.id, *(old.id for old in self.replaced_with(item))}
        else:
            self._stand(item)
        old = self._before(item)
        if old is not None:
            self._named[item.id] = old
        self.rows[item.id] = item

    def _before(self, item: Measurement) -> Measurement | None:
        old = self.rows.get(item.replaces)
        return old if old is not None and old.goal == item.goal else None

    def _stand(self, item: Measurement) -> None:
        for old in self.replaced_with(item):
            self.replaced_by.setdefault(old.id, item.id)
            self.faults.pop(old.id, None)
            self._refused.discard(old.id)
            self._standing.get(item.goal, {}).pop(old.id, None)
        if item.value is not None:
            self._standing.setdefault(item.goal, {})[item.id] = item

    def replaced_with(self, item: Measurement) -> list[Measurement]:
        """Return the rows of its goal that do not stand once `item` is added.

        That is the one it names, what that one was to replace, and so on.
        """
        found: list[Measurement] = []
        old = self._before(item)
        while old is not None:
            found.append(old)
            old = self._named.get(old.id)
        return found

    def standing(self, goal: str) -> list[Measurement]:
        """Return the measurements of a goal that a new one is held against, oldest first."""
        return sorted(self._standing.get(goal, {}).values(), key=lambda item: item.day)

    def is_open(self, item: Measurement) -> bool:
        """Tell whether a row can be replaced: it stands, or it has a fault nobody mended."""
        return item.id in self._refused or item.id in self._standing.get(item.goal, {})

    @property
    def usable(self) -> tuple[Measurement, ...]:
        """The rows to show, replaced ones too."""
        return tuple(item for item in self.rows.values() if item.id not in self._hidden)
