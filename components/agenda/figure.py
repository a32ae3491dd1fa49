"""The calendar of the agenda: every action on its days, against today, as rows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from components.agenda.phrases import (
    end_words,
    start_words,
    state_words,
    told_sentence,
    told_words,
)
from data_loaders.agreements.agenda import Action, Ambition, Line
from data_loaders.agreements.calendar import (
    ActionPlan,
    State,
    plan_of,
    quarter_of,
    quarter_span,
    quarters_between,
)
from data_loaders.reports.record import Report

MAX_NAMED_QUARTERS = 12
_MOST_BEFORE = 70.0
"""A bar that ends within this share of the calendar leaves room for words behind it."""


class Look(NamedTuple):
    """How a row is drawn (`name`, a class of the style sheet), its mark, and what it is called."""

    name: str
    mark: str
    told: str


LOOKS: dict[State, Look] = {
    "einddatum voorbij": Look("voorbij", "?", "einddatum voorbij, stand niet bekend"),
    "dit kwartaal klaar": Look("einde", "◐", "einde dit kwartaal"),
    "loopt": Look("loopt", "●", "loopt"),
    "gepland": Look("later", "○", "begint later"),
    "doorlopend": Look("door", "→", "doorlopend, zonder einde"),
    "onbekend": Look("onbekend", "–", "start of einde niet genoemd"),
    "klaar": Look("klaar", "✓", "klaar gemeld"),
    "vertraagd": Look("vertraagd", "▲", "vertraagd gemeld"),
    "vervallen": Look("vervallen", "×", "vervallen gemeld"),
}
VAGUE = Look("vaag", "⇢", "doorlopend, start niet genoemd")


@dataclass(frozen=True)
class PlannedActions:
    """The registers that the calendar is made from."""

    actions: tuple[Action, ...]
    lines: tuple[Line, ...]
    ambitions: tuple[Ambition, ...]

    def line_name(self, key: str) -> str:
        """Return the name of a line. Raises KeyError for an unknown one."""
        return {line.id: line.name for line in self.lines}[key]

    def ambition_name(self, key: str) -> str:
        """Return the number and name of an ambition. Raises KeyError for an unknown one."""
        return {item.id: f"{item.number}. {item.name}" for item in self.ambitions}[key]


@dataclass(frozen=True)
class Quarter:
    """A quarter of the calendar: where it stands (% of the width), and whether it is now.

    `year` is told where one begins.
    """

    name: str
    year: str
    left: float
    width: float
    is_now: bool


@dataclass(frozen=True)
class CalendarRow:
    """An action: its short title, its look, and its bar in % of the calendar; None without dates.

    `told` stands beside the bar: that it ends now, or (`is_told`) what was reported. `spoken` is
    all of it in words.
    """

    name: str
    look: Look
    left: float | None
    width: float
    is_open: bool
    told: str
    is_told: bool
    spoken: str

    @property
    def told_at(self) -> str:
        """Where `told` has room, as a style: behind the bar, before it, or on it."""
        left = self.left or 0.0
        if self.left is not None and left + self.width <= _MOST_BEFORE:
            return f"left:{left + self.width:g}%"
        return f"right:{100 - left:g}%" if left >= 100 - _MOST_BEFORE else f"left:{left:g}%"


@dataclass(frozen=True)
class CalendarFigure:
    """A calendar: its quarters, where today is (in %), and the rows of each line by its name."""

    quarters: tuple[Quarter, ...]
    today: float
    day: date
    lines: tuple[tuple[str, tuple[CalendarRow, ...]], ...]


def look_of(state: State, plan: ActionPlan) -> Look:
    """Return how an action is drawn: one that goes on has another look without a start."""
    is_vague = state == "doorlopend" and plan.start is None
    return VAGUE if is_vague else LOOKS[state]


def looks_counted(
    actions: Iterable[Action], states: dict[str, State]
) -> tuple[tuple[Look, int], ...]:
    """Return how many actions have each look, those without any left out."""
    found = Counter(look_of(states[action.id], plan_of(action)) for action in actions)
    return tuple((look, found[look]) for look in (*LOOKS.values(), VAGUE) if found[look])


def calendar_figure(
    agenda: PlannedActions,
    shown: Sequence[Action],
    states: dict[str, State],
    day: date,
    told: Mapping[str, Report] = MappingProxyType({}),
) -> CalendarFigure:
    """Return the calendar of the actions shown; its days are the same for every choice.

    `told` are the reported states, which stand beside the planned bars.
    """
    plans = {action.id: plan_of(action) for action in agenda.actions}
    first, last = _span(list(plans.values()), day)
    days = (last - first).days + 1
    names = quarters_between(first, last)
    lines = tuple(
        (
            line.name,
            tuple(
                _row(action, states[action.id], (first, last), told.get(action.id))
                for action in shown
                if action.line == line.id
            ),
        )
        for line in agenda.lines
    )
    return CalendarFigure(
        quarters=tuple(_quarter(name, names, first, days, day) for name in names),
        today=_share((day - first).days + 0.5, days),
        day=day,
        lines=tuple((name, rows) for name, rows in lines if rows),
    )


def _span(plans: Sequence[ActionPlan], day: date) -> tuple[date, date]:
    """Return the first and last day of the calendar: whole quarters, today among them."""
    days = [found for plan in plans for found in (plan.start, plan.end) if found] + [day]
    quarters = quarters_between(min(days), max(days))
    return quarter_span(quarters[0])[0], quarter_span(quarters[-1])[1]


def _share(days: float, of_days: int) -> float:
    return round(100 * days / of_days, 2)


def _quarter(name: str, names: Sequence[str], first: date, days: int, day: date) -> Quarter:
    """Return a quarter; of a long calendar only the years have a name."""
    start, end = quarter_span(name)
    year, number = name.split("-Q")
    return Quarter(
        name="" if len(names) > MAX_NAMED_QUARTERS else f"kw {number}",
        year=year if number == "1" or name == names[0] else "",
        left=_share((start - first).days, days),
        width=_share((end - start).days + 1, days),
        is_now=name == quarter_of(day),
    )


def _row(
    action: Action, state: State, span: tuple[date, date], report: Report | None
) -> CalendarRow:
    """Return an action with its bar; one that goes on does so to the end of the calendar."""
    first, last = span
    plan = plan_of(action)
    is_dated = plan.continuous or (plan.start is not None and plan.end is not None)
    start, end = plan.start or first, plan.end or last
    days = (last - first).days + 1
    look = look_of(state, plan)
    spoken = (
        f"Start: {start_words(action)}. Einde: {end_words(action)}. "
        f"Stand: {state_words(state, action)}. {told_sentence(report)}"
    )
    ends_now = LOOKS["dit kwartaal klaar"].told if state == "dit kwartaal klaar" else ""
    return CalendarRow(
        name=action.short or action.text,
        look=look,
        left=_share((start - first).days, days) if is_dated else None,
        width=_share((end + timedelta(1) - start).days, days),
        is_open=plan.continuous,
        told=told_words(report) if report else ends_now,
        is_told=report is not None,
        spoken=spoken.strip(),
    )
