"""What changed for the actions of the agenda by its own calendar.

No document says whether an action was begun or done; a term that passes is all that is known,
unless somebody reported a state before it: then that is what is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import ActionPlan, action_state, plan_of
from data_loaders.agreements.registers import load
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError
from data_loaders.reports.actions import reported_actions
from data_loaders.since.records import Change, ChangeKind


def action_changes(day: date, today: date) -> list[Change]:
    """Return the actions that should have begun after `day`, and those whose end has passed.

    In the order of the agenda, without those of which a state was reported. Raises DataError.
    """
    told: Collection[str] = ()
    with suppress(DataError):  # that reports cannot be read is told with those
        told = reported_actions(today)
    return [
        change
        for action in load(Action)
        if action.id not in told
        for change in _of(action, day, today)
    ]


def _of(action: Action, day: date, today: date) -> Iterator[Change]:
    plan = plan_of(action)
    if plan.end is not None and day <= plan.end < today:
        yield _change("actie: einddatum voorbij", action, plan, (day, today))
    if plan.start is not None and day < plan.start <= today:
        yield _change("actie: begonnen", action, plan, (day, today))


def _change(kind: ChangeKind, action: Action, plan: ActionPlan, days: tuple[date, date]) -> Change:
    is_end = kind == "actie: einddatum voorbij"
    origin = action.end_origin if is_end else action.start_origin
    document = load_documents().get(action.document)
    old, new = (action_state(plan, day) for day in days)
    return Change(
        kind=kind,
        subject=action.id,
        what=action.text,
        period=action.end if is_end else action.start,
        old_status=old,
        new_status=new,
        day=plan.end if is_end else plan.start,
        source=f"{document.title if document else ''}, paragraaf {action.section}",
        why="volgens de planning" + (" (afgeleid)" if origin == "afgeleid" else ""),
    )
