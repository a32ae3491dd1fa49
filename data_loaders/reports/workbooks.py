"""The workbooks to report with: one for each group of goals, and one for each other kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurement_template import measurement_template
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.reports.duties import Duty, load_duties
from data_loaders.reports.template import report_template

HCA = "hca"


def goal_groups() -> dict[str, str]:
    """Return whose goals can be measured, by code: the agreement, and each project that has any.

    Raises DataError for a damaged register.
    """
    names = {HCA: "De doelen van het Human Capital Akkoord"}
    return names | {item.id: item.name for item in load(Project) if _goals(item.id)}


def workbooks() -> Mapping[str, Callable[[], bytes]]:
    """Return what makes each workbook, by the name of its file. Raises DataError."""
    made = {measuring_name(code): partial(_measuring, code) for code in goal_groups()}
    others = other_duties().items()
    return made | {stem: partial(report_template, item.kind) for stem, item in others}


def make_workbook(name: str) -> bytes:
    """Return one of these workbooks (.xlsx). Raises KeyError, DataError."""
    return workbooks()[name]()


def measuring_name(group: str) -> str:
    """Return the name of the workbook for the goals of a group, without its ending."""
    return f"metingen-{group}"


def other_duties() -> dict[str, Duty]:
    """Return what else is asked, by the name of its workbook, without its ending."""
    others = [item for item in load_duties() if item.kind != "measurement"]
    return {item.name.lower().replace(" ", "-"): item for item in others}


def _measuring(group: str) -> bytes:
    return measurement_template(_goals(group))


def _goals(group: str) -> Sequence[Goal]:
    return [
        goal
        for goal in load_goals().values()
        if (goal.of == HCA if group == HCA else (goal.of, goal.parent) == ("project", group))
    ]
