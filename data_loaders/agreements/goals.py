"""Goals that can be measured: those of the Human Capital Akkoord and of the projects, alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from data_loaders.agreements.dates import first_day, last_day
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.progress import Pace
from data_loaders.agreements.projects import ProjectGoal
from data_loaders.agreements.registers import load


@dataclass(frozen=True)
class Goal:
    """A target with its unit and dates; what is None or empty, the document does not say.

    `target` is the low end of a range.
    """

    id: str
    of: Literal["hca", "project"]
    parent: str
    title: str
    unit: str
    target: float
    target_high: float | None
    is_share: bool
    cumulative: bool
    pace: Pace


def load_goals() -> dict[str, Goal]:
    """Return every measurable goal by id: first the agreement's, then the projects'.

    Raises DataError. A promise that only gives context is not a goal.
    """
    return _goals(load(HcaGoal), load(ProjectGoal))


@lru_cache(maxsize=2)
def _goals(agreement: tuple[HcaGoal, ...], projects: tuple[ProjectGoal, ...]) -> dict[str, Goal]:
    found = [_of_agreement(item) for item in agreement]
    found += [_of_project(item) for item in projects if item.nature != "context"]
    return {goal.id: goal for goal in found}


def _of_agreement(item: HcaGoal) -> Goal:
    has_line = item.kind == "aantal"  # nobody measured where a share began, so it has no line
    start = first_day(item.start) if has_line else None
    return Goal(
        id=item.id,
        of="hca",
        parent=item.focus,
        title=item.title,
        unit=item.unit,
        target=item.target,
        target_high=None,
        is_share=item.kind == "percentage",
        cumulative=item.cumulative == "ja",
        pace=Pace(item.target, item.baseline or 0.0, start, last_day(item.end)),
    )


def _of_project(item: ProjectGoal) -> Goal:
    has_line = item.kind == "aantal" and item.cumulative == "ja" and item.yearly == "nee"
    start = first_day(item.start) if has_line else None
    return Goal(
        id=item.id,
        of="project",
        parent=item.project,
        title=item.title,
        unit=item.unit,
        target=item.low,
        target_high=item.high,
        is_share=item.kind == "percentage",
        cumulative=item.cumulative == "ja",
        pace=Pace(item.low, 0.0, start, last_day(item.end), item.yearly == "ja"),
    )
