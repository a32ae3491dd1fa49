"""The goals of the start page: one span of time for all, and a row for each. Pure."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from components.goals.rows import DERIVED, goal_row, goals_finding, goals_span, time_left
from components.goals.state import state_of
from components.markup.templates import macro
from components.words.source import records_source
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.registers import load


def goals(today: date) -> Markup:
    """Return how the goals stand on a day, who drives them, and the way to them."""
    known, shown = load_goals(), load(HcaGoal)
    states = [state_of(known[item.id], today) for item in shown]
    origin = records_source(shown)
    return macro(
        "overzicht",
        "goals",
        goals_finding(states),
        goals_span(states, today),
        today,
        time_left(states, today),
        [goal_row(state, item) for state, item in zip(states, shown, strict=True)],
        [*DERIVED, *([origin.line] if origin else [])],
    )
