"""How a goal stands on a day, in values and in words. Pure."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Literal

from components.words.formatting import UNKNOWN, format_date, format_number, format_percent
from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_rows import Measurement, points_of
from data_loaders.agreements.progress import (
    BEHIND,
    ON_COURSE,
    JudgedYear,
    Point,
    Projection,
    Status,
    days_left,
    judged_years,
    latest,
    project,
    quarterly_from_now,
    quarterly_from_start,
    status_of,
)
from data_loaders.files.errors import DataError
from data_loaders.reports.measurements import load_measurements

NO_MEASUREMENT = "nog geen meting"
UNREADABLE: Literal["metingen niet te lezen"] = "metingen niet te lezen"
log = logging.getLogger(__name__)


def _share(share: float) -> str:
    return format_percent(100 * share, 0)


RULE: tuple[tuple[Status, str], ...] = (
    ("nog geen meting", "Er is nog geen meting. Dat is iets anders dan 0."),
    ("behaald", "De nieuwste meting is op of voorbij het doel."),
    (
        "op koers",
        f"De nieuwste meting is minstens {_share(ON_COURSE)} van wat het tempo op die dag vraagt.",
    ),
    (
        "loopt achter",
        f"De nieuwste meting is minstens {_share(BEHIND)} daarvan, maar minder dan dat.",
    ),
    ("risico", f"De nieuwste meting is minder dan {_share(BEHIND)} daarvan."),
    (
        "niet behaald",
        "De termijn is voorbij en de nieuwste meting haalt het doel niet. Bij een doel per jaar "
        "telt elk jaar apart; dit is het laatste.",
    ),
    (
        "geen tempo",
        "Er is een meting, maar het document geeft geen begin of termijn, of het jaar is niet om.",
    ),
)


@dataclass(frozen=True)
class GoalState:
    """How a goal stands: its measurements and what follows from them on one day."""

    goal: Goal
    today: date
    points: tuple[Point, ...]
    status: Status | Literal["metingen niet te lezen"]
    newest: Point | None
    projection: Projection | None
    told: tuple[Measurement, ...] = ()
    """All that was ever published of it, what was corrected later too."""


def state_of(
    goal: Goal, today: date, measurements: Sequence[Measurement] | None = None
) -> GoalState:
    """Return how a goal stands on a day; measurements that cannot be read are said, not guessed.

    `measurements` are those of an earlier moment; else those of now.
    """
    try:
        rows = load_measurements() if measurements is None else measurements
        told = tuple(item for item in rows if item.goal == goal.id)
        points = tuple(points_of(goal.id, told))
    except DataError as problem:
        log.error("%s", problem)
        return GoalState(goal, today, (), UNREADABLE, None, None)
    newest = latest(points, today)
    least = newest.value if newest and goal.cumulative else 0.0  # what adds up does not go down
    return GoalState(
        goal=goal,
        today=today,
        points=points,
        status=status_of(goal.pace, points, today),
        newest=newest,
        projection=project(goal.pace, points, today, (least, 100.0 if goal.is_share else inf)),
        told=told,
    )


def goal_amount(goal: Goal, value: float) -> str:
    """Return a value of a goal in Dutch notation, with its decimals when it has any."""
    decimals = 0 if float(value).is_integer() else 1
    if goal.is_share:
        return format_percent(value, decimals)
    return format_number(value, decimals)


def target_text(state: GoalState) -> str:
    """Return the target of a goal with its unit."""
    goal = state.goal
    return f"{goal_amount(goal, goal.target)} {goal.unit.removeprefix('% ')}"


def measured_text(state: GoalState) -> str:
    """Return the newest measurement with its date, or that there is none."""
    if state.newest is None:
        return UNREADABLE if state.status == UNREADABLE else NO_MEASUREMENT
    value = goal_amount(state.goal, state.newest.value)
    return f"{value} op {format_date(state.newest.day)}"


def measured_fact(state: GoalState) -> str:
    """Return the newest measurement with its own source: that is not the document of the goal."""
    if state.newest is None:
        return measured_text(state)
    return f"{measured_text(state)} (bron: {state.newest.source})"


def year_texts(state: GoalState) -> list[str]:
    """Return what each year of a yearly target came to, the newest first; nothing for others."""
    judged = judged_years(state.goal.pace, state.points, state.today)
    return [f"{item.year}: {_of_target(state, item)}" for item in reversed(judged)]


def _of_target(state: GoalState, item: JudgedYear) -> str:
    value, target = (goal_amount(state.goal, v) for v in (item.point.value, state.goal.target))
    is_whole = item.verdict in {"gehaald", "niet gehaald"}
    when = "" if is_whole else f" op {format_date(item.point.day)}"
    return f"{value} van {target}{when}, {item.verdict}"


def deadline_text(state: GoalState) -> str:
    """Return the deadline and how far off it is."""
    end, left = state.goal.pace.end, days_left(state.goal.pace, state.today)
    if end is None or left is None:
        return "niet genoemd"
    if left < 0:
        return f"{format_date(end)}; voorbij"
    days = "vandaag" if left == 0 else "nog 1 dag" if left == 1 else f"nog {left} dagen"
    return f"{format_date(end)}; {days}"


def pace_from_start(state: GoalState) -> str:
    """Return what the pace line asks per quarter, from start to deadline."""
    pace = quarterly_from_start(state.goal.pace)
    return "niet te bepalen" if pace is None else f"{_per_quarter(state.goal, pace)} per kwartaal"


def pace_from_now(state: GoalState) -> str:
    """Return what is needed per quarter from today on, or why nobody can say."""
    pace = quarterly_from_now(state.goal.pace, state.points, state.today)
    if pace is not None:
        return f"{_per_quarter(state.goal, pace)} per kwartaal"
    if state.status == "behaald":
        return "niets meer: het doel is behaald"
    if state.newest is None:
        return f"{UNKNOWN}: daarvoor is een meting nodig"
    return "niet te bepalen"


def _per_quarter(goal: Goal, pace: float) -> str:
    rounded = round(pace) if pace >= 10 else round(pace, 1)
    return f"ongeveer {goal_amount(goal, rounded)}"


def projection_text(state: GoalState) -> str:
    """Return where the goal ends when it goes on as measured; empty when nobody can say."""
    ahead = state.projection
    if ahead is None:
        return ""
    low, middle, high = (
        goal_amount(state.goal, round(v)) for v in (ahead.low, ahead.middle, ahead.high)
    )
    return (
        f"Gaat het door zoals gemeten, dan is de stand op {format_date(ahead.end)} {middle}, "
        f"met een marge van {low} tot {high}."
    )


def sentence(state: GoalState) -> str:
    """Return in one sentence how the goal stands: the title of its figure and its alt text."""
    target = target_text(state)
    if state.newest is None:
        known = "de metingen zijn nu niet te lezen"
        return f"Doel: {target}; {known if state.status == UNREADABLE else 'er is nog geen meting'}"
    years = year_texts(state)
    return years[0] if years else f"{measured_text(state)}, van {target}"
