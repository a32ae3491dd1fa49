"""Where the actions of the agenda are on their own calendar on a day. Pure: no files, no clock.

No document says whether an action was done. A state is that of the plan until somebody reports
one, and an action whose end has passed is then neither late nor finished: nobody wrote down what
became of it. `states_on` is the one place that decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from data_loaders.agreements.agenda import Action, KeyDate
from data_loaders.agreements.dates import span_of
from data_loaders.agreements.registers import register_file
from data_loaders.files.errors import DataError

State = Literal[
    "dit kwartaal klaar",
    "loopt",
    "gepland",
    "doorlopend",
    "einddatum voorbij",
    "onbekend",
    "klaar",
    "vertraagd",
    "vervallen",
]
"""The last three are only ever reported, `loopt` and `gepland` may be."""
STATES: tuple[State, ...] = get_args(State)
Moment = Literal["voorbij", "nu", "komt"]


@dataclass(frozen=True)
class ActionPlan:
    """When an action runs: from its first to its last day; None is not in the document.

    A continuous action has no end. One without a start ran already, as far as is known.
    """

    start: date | None
    end: date | None
    continuous: bool

    def touches(self, first: date, last: date) -> bool:
        """Tell whether the action runs on any day from `first` to `last`.

        Without dates it is not known, and then it is not said.
        """
        if not self.continuous and (self.start is None or self.end is None):
            return False
        return (self.start is None or self.start <= last) and (
            self.end is None or self.end >= first
        )


def plan_of(action: Action) -> ActionPlan:
    """Return when an action runs. Raises DataError for a date that is none."""
    start = checked_span("acties", action.id, action.start)
    end = checked_span("acties", action.id, action.end)
    return ActionPlan(
        start[0] if start else None, end[1] if end else None, action.continuous == "ja"
    )


def checked_span(register: str, record: str, text: str) -> tuple[date, date] | None:
    """Return the first and last day of a date in a register; None where there is none.

    Raises DataError (a Dutch sentence with the file and the record) for what is no date.
    """
    try:
        return span_of(text)
    except ValueError as error:
        raise DataError(f"bij '{record}': {error}", register_file(register)) from error


def action_state(plan: ActionPlan, day: date) -> State:
    """Return the state of an action on a day, by its plan alone.

    The last day of a quarter still belongs to it, and so does an end on that day.
    """
    if plan.end is not None and plan.end < day:
        return "einddatum voorbij"
    if plan.start is not None and plan.start > day:
        return "gepland"
    if plan.continuous:
        return "doorlopend"
    if plan.end is None or (plan.start is None and plan.end > quarter_span(quarter_of(day))[1]):
        return "onbekend"
    return "dit kwartaal klaar" if quarter_of(plan.end) == quarter_of(day) else "loopt"


Told = Mapping[str, State]
NOBODY: Told = MappingProxyType({})


def states_on(actions: Iterable[Action], day: date, told: Told = NOBODY) -> dict[str, State]:
    """Return the state of each action on a day, by its id. Raises DataError.

    `told` are those that were reported, which go before what the plan says.
    """
    return {
        action.id: told.get(action.id) or action_state(plan_of(action), day) for action in actions
    }


def quarter_of(day: date) -> str:
    """Return the quarter a day is in: 2026-Q4."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarter_span(quarter: str) -> tuple[date, date]:
    """Return the first and last day of a quarter. Raises ValueError for what is none."""
    span = span_of(quarter)
    if span is None:
        raise ValueError("een kwartaal mag niet leeg zijn")
    return span


def quarters_of(plans: Sequence[ActionPlan]) -> list[str]:
    """Return every quarter from the first date of these plans to the last, without a gap."""
    days = [day for plan in plans for day in (plan.start, plan.end) if day is not None]
    if not days:
        return []
    return quarters_between(min(days), max(days))


def quarters_between(first: date, last: date) -> list[str]:
    """Return the quarters from one day to another, both included."""
    quarters = [
        f"{year}-Q{number}" for year in range(first.year, last.year + 1) for number in range(1, 5)
    ]
    return [quarter for quarter in quarters if quarter_of(first) <= quarter <= quarter_of(last)]


def is_active(action: Action, quarter: str) -> bool:
    """Tell whether an action runs in a quarter. Raises DataError."""
    return plan_of(action).touches(*quarter_span(quarter))


def ends_in(action: Action, quarter: str) -> bool:
    """Tell whether the plan ends an action in this quarter. Raises DataError."""
    end = plan_of(action).end
    return end is not None and quarter_of(end) == quarter


def starts_in(action: Action, quarter: str) -> bool:
    """Tell whether the plan starts an action in this quarter. Raises DataError."""
    start = plan_of(action).start
    return start is not None and quarter_of(start) == quarter


@dataclass(frozen=True)
class ActionChoice:
    """Which actions a visitor wants to see; an empty choice is no choice.

    Within one kind any of the values will do; all kinds must fit.
    """

    lines: tuple[str, ...] = ()
    ambitions: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    quarter: str = ""


def fitting(
    actions: Iterable[Action], choice: ActionChoice, day: date, told: Told = NOBODY
) -> list[Action]:
    """Return the actions that fit a choice on a day, in their own order. Raises DataError."""
    found = list(actions)
    states = states_on(found, day, told)
    return [action for action in found if _fits(action, states[action.id], choice)]


def _fits(action: Action, state: State, choice: ActionChoice) -> bool:
    return (
        (not choice.lines or action.line in choice.lines)
        and (not choice.ambitions or not set(action.ambitions).isdisjoint(choice.ambitions))
        and (not choice.states or state in choice.states)
        and (not choice.quarter or is_active(action, choice.quarter))
    )


def key_span(item: KeyDate) -> tuple[date, date]:
    """Return the first and last day that a key date can fall on. Raises DataError."""
    span = checked_span("kerndata", item.id, item.date)
    if span is None:
        raise DataError(f"bij '{item.id}' ontbreekt de datum", register_file("kerndata"))
    return span


def moment_of(item: KeyDate, day: date) -> Moment:
    """Tell whether a key date has passed, is to come, or has a period that holds this day."""
    first, last = key_span(item)
    if last < day:
        return "voorbij"
    return "komt" if first > day else "nu"
