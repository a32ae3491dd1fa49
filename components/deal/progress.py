"""How far the goals of a project are, by what was measured: counts and badges. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from components.goals.state import GoalState, measured_fact, state_of, year_texts
from components.markup.templates import macro
from components.words.formatting import counted
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.projects import ProjectGoal
from data_loaders.agreements.registers import load


@dataclass(frozen=True)
class Progress:
    """The countable goals of one or more projects, and how each stands.

    `context` are numbers that describe a project and promise nothing.
    """

    goals: tuple[ProjectGoal, ...]
    context: tuple[ProjectGoal, ...]
    states: dict[str, GoalState]

    @property
    def measured(self) -> int:
        """Return how many goals have a measurement."""
        return sum(state.newest is not None for state in self.states.values())

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return the number of goals per state, the most frequent first."""
        return Counter(str(state.status) for state in self.states.values()).most_common()


def progress_of(
    projects: Sequence[str], today: date, measurements: Sequence[Measurement] | None = None
) -> Progress:
    """Return how far the goals of projects are on a day. Raises DataError without registers.

    `measurements` are those of an earlier moment, if that is what is asked.
    """
    promised = [item for item in load(ProjectGoal) if item.project in projects]
    goals = tuple(item for item in promised if item.nature != "context")
    context = tuple(item for item in promised if item.nature == "context")
    known = load_goals()
    states = {item.id: state_of(known[item.id], today, measurements) for item in goals}
    return Progress(goals, context, states)


def goals_text(progress: Progress) -> str:
    """Return how many countable goals there are."""
    return counted(len(progress.goals), "doel met een getal", "doelen met een getal")


def badges(progress: Progress) -> Markup:
    """Return the number of goals per state, the most frequent first."""
    return macro("regio-deal", "badges", progress.counts)


def progress_text(progress: Progress) -> str:
    """Return in a sentence what is known of the progress."""
    stands = "; ".join(f"{status} ({count})" for status, count in progress.counts)
    return f"{goals_text(progress)}: {stands}." if stands else "Geen doel met een getal."


def state_html(progress: Progress, goal: ProjectGoal) -> Markup:
    """Return the state of one goal, with its newest measurement."""
    state = progress.states[goal.id]
    newest = "; ".join([*year_texts(state), measured_fact(state)]) if state.newest else ""
    return macro("regio-deal", "stand", state.status, newest)
