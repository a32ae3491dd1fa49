"""A goal of the Human Capital Akkoord that is opened, and what unfolds below it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.goals.facts import CAUTION, OWN_READING, Facts, goal_background, goal_facts
from components.goals.rows import goal_row, whose_figures
from components.goals.state import (
    GoalState,
    deadline_text,
    measured_fact,
    projection_text,
    sentence,
)
from components.markup.templates import macro
from components.words.disputes import disputes_at, disputes_with
from components.words.formatting import UNKNOWN, format_date, format_number
from components.words.notes import goal_notes
from components.words.source import records_source
from data_loaders.agreements.hca import (
    Context,
    Contribution,
    HcaGoal,
    Step,
    Wording,
    of_goal,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.documents import load_documents

IN_THE_ROW = ("Doel", "Termijn", "Laatste meting")
TRACK = 250
"""How wide the track of progress is in the list of goals, in pixels."""


def goal_line(state: GoalState, item: HcaGoal, address: str, *, is_open: bool = False) -> Markup:
    """Return a goal as a row of the list; `address` opens it, or closes it when it is open."""
    return macro("doelen", "row", goal_row(state, item, TRACK), address, is_open)


def goal_head(state: GoalState, item: HcaGoal) -> Markup:
    """Return what is known of an opened goal, and what was noted."""
    return macro(
        "doelen",
        "head",
        status=state.status,
        newest=f"{sentence(state)}." if state.newest else "",
        ahead=projection_text(state),
        known=_foremost(state, item),
        remarks=goal_notes(item.id),
    )


def _foremost(state: GoalState, item: HcaGoal) -> Facts:
    """Return the facts that its row and the span of time do not tell; the rest unfolds."""
    known = [pair for pair in goal_facts(state, item) if pair[0] not in IN_THE_ROW]
    return (*known, *(pair for pair in goal_background(state, item) if pair[0] == CAUTION))


def opened_goal(
    state: GoalState, item: HcaGoal, measure: str, figures: Sequence[tuple[object, ...]]
) -> Markup:
    """Return an opened goal: where sources disagree, what counts, what adds to it, who measures.

    `measure` is where a measurement is handed in; `figures` are the entries of its background.
    """
    given = [step for step in load(Contribution) if step.goal == item.id]
    return macro(
        "doelen",
        "opened_goal",
        goal_head(state, item),
        disputes_at(f"doel/{item.id}", of_goal(load(Wording), item.id)),
        contributions(given, load_by_id(Project)),
        whose_figures(item),
        measure,
        figures,
    )


def goals_table(states: Sequence[GoalState]) -> Markup:
    """Return goals (at least one) in one table: deadline, newest measurement, state."""
    rows = [
        [
            state.goal.title,
            deadline_text(state),
            measured_fact(state) if state.newest else "geen",
            state.status,
        ]
        for state in states
    ]
    caption = f"Stand op {format_date(states[0].today)}"
    return macro("basis", "table", caption, ["Doel", "Termijn", "Laatste meting", "Stand"], rows)


def wordings(items: Sequence[Wording]) -> Markup:
    """Return how each document words a goal, side by side; the goal tells what contradicts."""
    rows = [
        [_document(item), item.text, item.difference, _number(item), _dates(item), item.note]
        for item in items
    ]
    columns = ["Document", "Bewoording", "Verschil", "Doelwaarde", "Periode", "Toelichting"]
    caption = "Hoe documenten dit doel verwoorden"
    return macro("doelen", "register", caption, columns, rows, records_source(items))


def _document(item: Wording) -> str:
    known = load_documents().get(item.document)
    return f"{known.short if known else item.document}, {item.section}"


def _number(item: Wording) -> str:
    return f"{item.uncertainty} {format_number(item.target)}".strip()


def _dates(item: Wording) -> str:
    span = "-".join(filter(None, [item.start, item.end])) or "niet genoemd"
    return f"{span}, vergeleken met {item.compared_with}" if item.compared_with else span


def ladder(items: Sequence[Step], names: dict[str, str]) -> Markup:
    """Return what goes in, what comes out and what it brings about, as three lists."""
    rungs = [
        (name, [(step.text, _mark(step)) for step in items if step.rung == rung])
        for rung, name in names.items()
    ]
    return macro("doelen", "ladder", rungs, records_source(items))


def _mark(item: Step | Contribution) -> str:
    return "" if item.origin == "bron" else f"({OWN_READING})"


def contributions(items: Sequence[Contribution], projects: dict[str, Project]) -> Markup:
    """Return which projects work on a goal, and why none of their numbers is added to it."""
    ids = {project.name: project.id for project in projects.values()}
    entries = [_contribution(item, ids.get(item.project, "")) for item in items]
    return macro("doelen", "contributions", entries)


def _contribution(item: Contribution, project_id: str) -> tuple[str, ...]:
    """Return address (empty for what is no project), name, mark, what it does, and if it counts."""
    address = f"./regio-deal?project={project_id}" if project_id else ""
    counted = "Telt mee." if item.counts == "ja" else "Telt niet mee."
    return address, item.project, _mark(item), item.reason, counted, item.note


def context(items: Sequence[Context]) -> Markup:
    """Return the background figures that documents give with a goal."""
    if not items:
        return Markup("")
    rows = [
        [
            item.subject,
            " ".join(filter(None, [item.uncertainty, _value(item)])) or UNKNOWN,
            item.unit,
            item.period or UNKNOWN,
            item.area or UNKNOWN,
            item.note,
        ]
        for item in items
    ]
    columns = ["Onderwerp", "Waarde", "Eenheid", "Periode", "Gebied", "Toelichting"]
    found = disputes_with(key for item in items for key in item.contradictions)
    return macro(
        "doelen",
        "register",
        "Achtergrond uit de documenten",
        columns,
        rows,
        records_source(items),
        found,
        [1],
    )


def _value(item: Context) -> str:
    if item.value is None:
        return ""
    return format_number(item.value, 0 if item.value.is_integer() else 1)
