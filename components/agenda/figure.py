"""The figure of the calendar: every action on its days, against today. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from components.agenda.phrases import MARKS, end_words, start_words, state_words
from components.charts.base import Spec
from components.charts.calendar import Frame, make_calendar
from components.charts.theme import ThemeName
from data_loaders.agreements.agenda import Action, Ambition, Line
from data_loaders.agreements.calendar import (
    ActionPlan,
    State,
    plan_of,
    quarter_span,
    quarters_between,
)

MAX_NAMED_QUARTERS = 12


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


def calendar_figure(
    agenda: PlannedActions,
    shown: Sequence[Action],
    states: dict[str, State],
    day: date,
    theme: ThemeName,
) -> Spec:
    """Return the calendar of the actions shown; its days are the same for every choice."""
    plans = {action.id: plan_of(action) for action in agenda.actions}
    frame, first = _frame(list(plans.values()), day)
    groups = [
        (
            line.name,
            [
                _row(action, plans[action.id], states[action.id], first, frame.length)
                for action in shown
                if action.line == line.id
            ],
        )
        for line in agenda.lines
    ]
    return make_calendar(groups, frame, theme)


def _frame(plans: Sequence[ActionPlan], day: date) -> tuple[Frame, date]:
    """Return the days of the calendar and its first one: whole quarters, today among them."""
    days = [found for plan in plans for found in (plan.start, plan.end) if found] + [day]
    quarters = quarters_between(min(days), max(days))
    first = quarter_span(quarters[0])[0]
    spans = [(quarter, *quarter_span(quarter)) for quarter in quarters]
    named = tuple(
        ((start - first).days, (end - first).days + 1, _quarter_name(quarter, quarters))
        for quarter, start, end in spans
    )
    return Frame(named, named[-1][1], (day - first).days, "vandaag"), first


def _quarter_name(quarter: str, quarters: Sequence[str]) -> str:
    """Return the name of a quarter above the calendar: the year only where it begins."""
    year, number = quarter.split("-Q")
    if len(quarters) > MAX_NAMED_QUARTERS:
        return year if number == "1" else ""
    return f"kw {number}\n{year}" if number == "1" or quarter == quarters[0] else f"kw {number}"


def _row(
    action: Action, plan: ActionPlan, state: State, first: date, length: int
) -> dict[str, Any]:
    """Return one bar: its days in the calendar, and the words that go with it."""
    dated = plan.continuous or (plan.start is not None and plan.end is not None)
    start = (plan.start - first).days if plan.start else 0
    after = (plan.end + timedelta(1) - first).days if plan.end else length
    return {
        "name": action.text,
        "label": f"{MARKS[state]} {action.text}",
        "state": state,
        "first": start if dated else None,
        "after": after if dated else None,
        "open": plan.continuous,
        "vague": plan.continuous and plan.start is None,
        "start": start_words(action),
        "end": end_words(action),
        "state_text": state_words(state, action),
        "spoken": f"{action.text}. Start: {start_words(action)}. Einde: {end_words(action)}. "
        f"Stand: {state_words(state, action)}",
    }
