"""What changed in the goals: the ledger of one day against that of another, and what follows.

The goals themselves are those of now: registers keep no history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurement_rows import Book, Measurement, points_of, standing
from data_loaders.agreements.progress import Status, latest, status_of
from data_loaders.reports.measurements import book_on
from data_loaders.since.records import Change


class _Ledger(NamedTuple):
    """The ledger as it was on a day."""

    day: date
    book: Book


def goal_changes(day: date, today: date) -> list[Change]:
    """Return the measurements that are new, corrected or withdrawn, and other states of goals.

    A state is that of its own day, with what was known then. Raises DataError when the goals
    or the ledger cannot be read.
    """
    then, now = _Ledger(day, book_on(day)), _Ledger(today, book_on(today))
    changes: list[Change] = []
    for goal in load_goals().values():
        measured = [*_measured(goal, then.book, now.book), *_withdrawn(goal, then.book, now.book)]
        changes += [*measured, *_other_state(goal, then, now, measured)]
    return changes


def _measured(goal: Goal, then: Book, now: Book) -> Iterator[Change]:
    """Yield what stands now and did not: new, or in the place of what stood; the newest first."""
    before = {item.id for item in standing(goal.id, then.usable)}
    for item in reversed(standing(goal.id, now.usable)):
        if item.id in before:
            continue
        replaced = [old for old in now.replaced_with(item) if old.id in before]
        yield Change(
            kind="verbeterde meting" if replaced else "nieuwe meting",
            subject=goal.id,
            what=goal.title,
            period=item.day.isoformat(),
            old=replaced[0].amount if replaced else None,
            new=item.amount,
            unit=goal.unit,
            day=item.recorded,
            source=item.source,
            why=item.note,
        )


def _withdrawn(goal: Goal, then: Book, now: Book) -> Iterator[Change]:
    """Yield what stood and does not any more, with nothing in its place."""
    left = standing(goal.id, now.usable)
    kept = {item.id for item in left}
    kept |= {old.id for item in left for old in now.replaced_with(item)}
    for item in standing(goal.id, then.usable):
        if item.id in kept:
            continue
        by = _last_word(item, now)
        yield Change(
            kind="verbeterde meting",
            subject=goal.id,
            what=goal.title,
            period=item.day.isoformat(),
            old=item.amount,
            unit=goal.unit,
            day=by.recorded if by else None,
            source=by.source if by else "",
            why=f"ingetrokken: {by.note}" if by else "een verbetering is niet te lezen",
        )


def _last_word(item: Measurement, book: Book) -> Measurement | None:
    """Return the row that withdrew a measurement in the end, None when none can be read."""
    found = None
    while by := book.replaced_by.get(item.id):
        found = item = book.rows[by]
    return found


def _other_state(
    goal: Goal, old: _Ledger, new: _Ledger, measured: Sequence[Change]
) -> Iterator[Change]:
    before, old_value = _stand(goal, old)
    after, new_value = _stand(goal, new)
    if before == after:
        return
    end = goal.pace.end
    day = max((item.day for item in measured if item.day), default=None)
    why = "door een meting" if measured else ""
    if after == "niet behaald" and end is not None and old.day <= end < new.day:
        day, why = end + timedelta(days=1), "de termijn is voorbij"
    yield Change(
        kind="doel: andere stand",
        subject=goal.id,
        what=goal.title,
        old=old_value,
        new=new_value,
        unit=goal.unit,
        old_status=before,
        new_status=after,
        day=day,
        why=why,
    )


def _stand(goal: Goal, ledger: _Ledger) -> tuple[Status, float | None]:
    """Return the state of a goal on a day with what was known then, and its newest value."""
    points = points_of(goal.id, ledger.book.usable)
    newest = latest(points, ledger.day)
    return status_of(goal.pace, points, ledger.day), newest.value if newest else None
