"""Goals of the Human Capital Akkoord as rows that can be compared, and their span of time. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.goals.state import UNREADABLE, GoalState, goal_amount, measured_text, sentence
from components.strips.measure import Capsule, make_capsule
from components.strips.timeline import TimeLine, make_timeline
from components.words.formatting import SHORT_MONTHS, counted, format_date, join_words
from data_loaders.agreements.dates import first_day
from data_loaders.agreements.hca import Contribution, Focus, HcaGoal, Planned, WorkTable, of_goal
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.progress import days_left
from data_loaders.agreements.registers import load, load_by_id

NOBODY = "niet genoemd"
SIGNED = "akkoord-getekend"
"""The moment of the planning at which the agreement was signed."""
DERIVED = (
    "De aanjager is die van de werktafel bij het speerpunt van het doel (onze lezing).",
    "Wie de cijfers moet leveren, staat in geen document.",
)
"""What must be known of the names of who drives a goal."""


@dataclass(frozen=True)
class GoalRow:
    """A goal in a row: its target in large type, what that is of, and how it stands.

    `newest` is the newest measurement in words; `drivers` who drives the work tables of its
    focus, as read by us; `focus` is that focus, and `projects` how many may add to it.
    """

    id: str
    target: str
    what: str
    status: str
    newest: str
    capsule: Capsule
    drivers: str
    focus: str
    projects: str


def goal_row(state: GoalState, item: HcaGoal, width: int = 96) -> GoalRow:
    """Return one goal as a row; `width` is that of the track of its progress."""
    target = goal_amount(state.goal, state.goal.target)
    return GoalRow(
        id=item.id,
        target=target,
        what=without_number(item.title, target),
        status=str(state.status),
        newest=measured_text(state) if state.newest else "",
        capsule=capsule_of(state, width),
        drivers=drivers_of(item),
        focus=_focus(item),
        projects=counted(len(of_goal(load(Contribution), item.id)), "project", "projecten"),
    )


def capsule_of(state: GoalState, width: int) -> Capsule:
    """Return how far a goal is as a track: empty as long as nothing was measured."""
    told = sentence(state).replace(";", ",")
    return make_capsule(state.goal.title, share_of(state), told, width, measured_text(state))


def without_number(title: str, target: str) -> str:
    """Return a title without the number that it begins with, as that stands before it."""
    number = re.escape(target).replace("\u00a0", r"\s?").replace(r"\ ", r"\s?")
    return re.sub(rf"^{number}\s+", "", title)


def share_of(state: GoalState) -> float | None:
    """Return which part of the way was measured; None without a measurement."""
    pace = state.goal.pace
    if state.newest is None or pace.target == pace.baseline:
        return None
    return (state.newest.value - pace.baseline) / (pace.target - pace.baseline)


def _focus(item: HcaGoal) -> str:
    found = load_by_id(Focus).get(item.focus)
    return found.name if found else "alle speerpunten"


def drivers_of(item: HcaGoal) -> str:
    """Return who drives the work tables of the focus of a goal; that nobody is named."""
    focus, known = load_by_id(Focus).get(item.focus), load_by_id(Organisation)
    tables = [table for table in load(WorkTable) if focus and table.focus == focus.name]
    names = [known[table.driver].name for table in tables if table.driver in known]
    return join_words(list(dict.fromkeys(names))) or NOBODY


def _signed() -> list[tuple[date, str]]:
    """Return when the agreement was signed, as far as the planning has it."""
    found = [(first_day(item.start), item.text) for item in load(Planned) if item.id == SIGNED]
    return [(day, text) for day, text in found if day]


def whose_figures(item: HcaGoal) -> str:
    """Return who must deliver the figures of a goal: nobody says, and who might know."""
    drivers = drivers_of(item)
    named = "is niet genoemd" if drivers == NOBODY else f"is {drivers} (onze lezing)"
    return f"Dat staat in geen document. De aanjager van de werktafel {named}."


def goals_span(states: Sequence[GoalState], today: date) -> TimeLine | None:
    """Return the span of time of goals together; None where no document gives one."""
    starts = [state.goal.pace.start for state in states if state.goal.pace.start]
    ends = [state.goal.pace.end for state in states if state.goal.pace.end]
    if not starts or not ends or max(ends) <= min(starts):
        return None
    first, last = min(starts), max(ends)
    words = (f"{SHORT_MONTHS[first.month - 1]} {first.year}", deadline_words(last))
    return make_timeline(first, last, today, words, _signed())


def deadline_words(day: date) -> str:
    """Return a deadline in short: eind 2026, 30 juni 2026."""
    return f"eind {day.year}" if (day.month, day.day) == (12, 31) else format_date(day)


def time_left(states: Sequence[GoalState], today: date) -> str:
    """Return how long there is until the last deadline of goals: nog 32 dagen."""
    left = max((days_left(state.goal.pace, today) or 0 for state in states), default=0)
    return f"nog {counted(left, 'dag', 'dagen')}" if left > 0 else "de termijn is voorbij"


def goals_finding(states: Sequence[GoalState]) -> str:
    """Return in a title how many goals there are, until when, and how many were measured."""
    ends = [state.goal.pace.end for state in states if state.goal.pace.end]
    until = f" voor {deadline_words(max(ends))}" if ends else ""
    measured = sum(state.newest is not None for state in states)
    known = f"van {measured} is er een meting" if measured else "nog niets gemeten"
    return f"{counted(len(states), 'doel', 'doelen')}{until}: {known}"


_NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def goals_headline(states: Sequence[GoalState], today: date) -> str:
    """Return the title of the page of goals: how long there is left, and what was measured."""
    left = time_left(states, today)
    measured = sum(state.newest is not None for state in states)
    if any(state.status == UNREADABLE for state in states):
        known = "de metingen zijn nu niet te lezen"
    else:
        known = f"van {_number(measured)} van de {_number(len(states))} doelen is een meting"
    return f"{left[:1].upper()}{left[1:]}, en {known}"
