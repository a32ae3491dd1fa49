"""What can be reported on, by the names that somebody can be given it by."""

from __future__ import annotations

from collections.abc import Iterable

from data_loaders.access.insiders import EVERYTHING, Insider
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.money import Amount
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.registry import load_registry
from data_loaders.reports.checks import WERKCENTRUM
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.record import Report, ReportKind, standing_reports

HCA = "hca"
"""Names the goals of the Human Capital Akkoord together, as a project names its own."""
HCA_NAME = "Human Capital Akkoord"


def given_names(kind: ReportKind, subject: str) -> set[str]:
    """Return the names by which somebody can have been given what a report is about."""
    found = {subject, KINDS[kind].word}
    goal = load_goals().get(subject) if kind in ("measurement", "note") else None
    if goal is not None:
        found.add(goal.parent if goal.of == "project" else HCA)
    return found


def known_names() -> dict[str, str]:
    """Return all that an inzender can be given, with how it is called: from wide to narrow."""
    goals, projects = load_goals(), load_by_id(Project)
    of_projects = dict.fromkeys(goal.parent for goal in goals.values() if goal.of == "project")
    return {
        EVERYTHING: "alles",
        **{kind.word: f"elke {kind.word}" for kind in KINDS.values()},
        HCA: f"alle doelen van het {HCA_NAME}",
        **{name: f"project: {projects[name].name}" for name in of_projects},
        **{goal.id: f"doel: {goal.title}" for goal in goals.values()},
        **{action.id: f"actie: {action.short or action.text}" for action in load(Action)},
    }


def subjects_of(kind: ReportKind, insider: Insider) -> dict[str, str]:
    """Return what somebody may report of a kind, by id, with how it is called."""
    return {
        subject: title
        for subject, title in _all_of(kind)
        if insider.may_propose(given_names(kind, subject))
    }


def title_of(kind: ReportKind, subject: str) -> str:
    """Return how a subject is called; its id when no register knows it any more."""
    return dict(_all_of(kind)).get(subject, subject)


def last_known(kind: ReportKind, subject: str, rows: Iterable[Report]) -> list[Report]:
    """Return what stands of a subject, the newest period first."""
    own = [row for row in standing_reports(rows) if (row.kind, row.subject) == (kind, subject)]
    return sorted(own, key=lambda row: row.period, reverse=True)


def _all_of(kind: ReportKind) -> Iterable[tuple[str, str]]:
    match kind:
        case "action_state":
            return [(item.id, item.short or item.text) for item in load(Action)]
        case "spending":
            lines = [item for item in load(Amount) if item.kind == "post"]
            return [(i.id, f"{i.item} ({i.year or 'jaar niet genoemd'})") for i in lines]
        case "count":
            return [(WERKCENTRUM, "Vragen aan het Werkcentrum")]
        case "note":
            figures = load_registry().indicators.values()
            return [*_goals(), *((item.id, f"cijfer: {item.title}") for item in figures)]
        case _:
            return _goals()


def _goals() -> list[tuple[str, str]]:
    projects = load_by_id(Project)
    return [
        (
            goal.id,
            f"{projects[goal.parent].name if goal.of == 'project' else HCA_NAME}: {goal.title}",
        )
        for goal in load_goals().values()
    ]
