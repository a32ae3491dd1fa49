"""All that changed between two days, told by the monitor itself."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from time import monotonic

from data_loaders.agreements.registers import registers_mark
from data_loaders.assemble import fingerprint
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.notes import load_notes, notes_mark
from data_loaders.registry import load_registry
from data_loaders.reports.reading import reports_mark
from data_loaders.since.actions import action_changes
from data_loaders.since.figures import figure_changes
from data_loaders.since.goals import goal_changes
from data_loaders.since.records import CHANGE_KINDS, Change, Since, Unknown

log = logging.getLogger(__name__)

_LOOK_AGAIN_S = 60
REGISTERS = Unknown(
    "Doelen en acties",
    "Een doel of actie is vergeleken zoals die nu in het register staat; hoe het register er op "
    "die dag uitzag, is niet bewaard.",
)


def changes_since(day: date, today: date) -> Since:
    """Return what changed after `day` up to and including `today`, in order of kind.

    What was known at the end of both days is compared; `today` may lie in the past. A part
    that cannot be read is named in `unknown` and leaves the others. Raises DataError for a
    day after `today`.
    """
    if day > today:
        raise DataError("Deze dag moet nog komen; kies vandaag of een eerdere dag.")
    mark = since_mark()
    found = _changes(day, today, mark)
    if any(item.is_fault for item in found.unknown):  # it may be over by itself
        return _changes(day, today, mark, 1 + int(monotonic() / _LOOK_AGAIN_S))
    return found


def since_mark() -> Fingerprint:
    """Return something that changes when anything does that changes are found in."""
    figures = tuple(fingerprint(item) for item in load_registry().indicators.values())
    return (*figures, *registers_mark(), *reports_mark(), *notes_mark())


@lru_cache(maxsize=16)
def _changes(day: date, today: date, _mark: Fingerprint, _time: int = 0) -> Since:
    changes, unknown = figure_changes(day, today)
    parts: dict[str, Callable[[date, date], list[Change]]] = {
        "Doelen en metingen": goal_changes,
        "Acties van de agenda": action_changes,
        "Kanttekeningen": _note_changes,
    }
    for name, find in parts.items():
        try:
            changes += find(day, today)
        except DataError as problem:
            log.error("%s", problem)
            unknown.append(Unknown(name, "Dit is nu niet te lezen.", is_fault=True))
    changes.sort(key=lambda item: CHANGE_KINDS.index(item.kind))
    return Since(day, today, tuple(changes), (*unknown, REGISTERS))


def _note_changes(day: date, today: date) -> list[Change]:
    return [
        Change(
            kind="nieuwe kanttekening",
            subject=note.indicator or note.goal,
            what=note.text,
            area=note.area,
            detail=note.characteristic,
            period="/".join(dict.fromkeys(filter(None, (note.start, note.end)))),
            day=note.day,
            source=note.source,
        )
        for note in load_notes()
        if day < note.day <= today
    ]
