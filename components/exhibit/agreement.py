"""The tile of a goal and of a project: what was agreed, and how far it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from components.deal.phrases import amount_text, leaders_text, place_text, term_text, unit_text
from components.deal.progress import Progress, progress_of, progress_text
from components.exhibit.asked import RefusalError
from components.exhibit.content import BOTH, Drawn, TileContent, plain_text
from components.goals.cards import facts
from components.goals.figures import goal_figure, measurement_cells, pace_cells
from components.goals.state import (
    GoalState,
    deadline_text,
    measured_text,
    pace_from_now,
    sentence,
    state_of,
    target_text,
)
from components.markup import blocks as markup
from components.markup.blocks import notes_html, table_html
from components.markup.registers import badge, disagreements, source_line
from components.words.notes import goal_notes
from components.words.registers import kept_rows
from components.words.table import Table
from data_loaders.agreements import hca
from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurements import Measurement, load_measurements, standing
from data_loaders.agreements.open_registers import register_columns
from data_loaders.agreements.organisations import load_organisations
from data_loaders.agreements.projects import Project, load_project_goals, load_projects
from data_loaders.agreements.registers import Sourced

NO_GOALS = '<p class="amm-leeg">Dit project heeft geen doel met een getal.</p>'
DISPUTED = "Let op: documenten spreken elkaar tegen over dit doel."


def goal_tile(
    goal_id: str, today: date, measurements: Sequence[Measurement] | None = None
) -> TileContent:
    """Return what the tile of a goal shows, with the measurements of now or with those given.

    Raises RefusalError for a goal that does not exist, DataError for a damaged register.
    """
    goal = load_goals().get(goal_id)
    if goal is None:
        raise RefusalError("Dit doel kennen wij niet.")
    state = state_of(goal, today, measurements)
    rows = _goal_facts(state)
    tables = _goal_tables(state, measurements)
    source, disputes = _goal_source(goal)
    notes = goal_notes(goal.id)
    return TileContent(
        name=goal.id,
        headline=f"{goal.title}. {sentence(state)}",
        subtitle=_goal_context(goal),
        live=_goal_address(goal),
        foot="".join(markup.details(name, table_html(table)) for name, table in tables.items())
        + disputes
        + notes_html(notes)
        + source,
        remarks=(*([DISPUTED] if "<details" in disputes else []), *notes, plain_text(source)),
        columns=tuple(register_columns(register_of(goal))),
        records=lambda: kept_rows(register_of(goal), {goal.id}),
        drawn=tuple(Drawn(spec) for theme in BOTH if (spec := goal_figure(state, theme))),
        body=f'<p class="amm-zin">{badge(state.status)}</p>{facts(rows)}',
        lines=(f"Stand: {state.status}", *(f"{name}: {text}" for name, text in rows)),
        table=next(reversed(tables.values()), None),
    )


def project_tile(
    project_id: str, today: date, measurements: Sequence[Measurement] | None = None
) -> TileContent:
    """Return what the tile of a project shows, with the measurements of now or with those given.

    Raises RefusalError for a project that does not exist, DataError for a damaged register.
    """
    project = load_projects().get(project_id)
    if project is None:
        raise RefusalError("Dit project kennen wij niet.")
    progress = progress_of([project.id], today, measurements)
    rows = _project_facts(project, progress)
    table = _project_goals(progress)
    source = source_line([project])
    notes = [text for goal in progress.goals for text in goal_notes(goal.id)]
    return TileContent(
        name=project.id,
        headline=project.name,
        subtitle=_line(project),
        live=f"regio-deal?{urlencode({'project': project.id})}",
        foot=markup.details("Doelen met een getal", table_html(table) if table else NO_GOALS)
        + notes_html(notes)
        + source,
        remarks=(*notes, plain_text(source)),
        columns=tuple(register_columns("projecten")),
        records=lambda: kept_rows("projecten", {project.id}),
        body=facts(rows),
        lines=tuple(f"{name}: {text}" for name, text in rows),
        table=table,
    )


def register_of(goal: Goal) -> str:
    """Return the register that a goal stands in."""
    return "hca_doelen" if goal.of == "hca" else "projectdoelen"


def _goal_facts(state: GoalState) -> list[tuple[str, str]]:
    return [
        ("Doel", target_text(state)),
        ("Termijn", deadline_text(state)),
        ("Laatste meting", measured_text(state)),
        ("Nodig vanaf nu", pace_from_now(state)),
    ]


def _goal_tables(state: GoalState, measurements: Sequence[Measurement] | None) -> dict[str, Table]:
    """Return the tables below a goal, the ones that have rows."""
    points: Sequence[Measurement] = ()
    if state.points:
        points = standing(
            state.goal.id, load_measurements() if measurements is None else measurements
        )
    tables = {
        "Tabel van het tempo": pace_cells(state),
        "Metingen": measurement_cells(state, points),
    }
    return {name: table for name, table in tables.items() if table}


def _goal_context(goal: Goal) -> str:
    if goal.of == "project":
        return f"Project: {load_projects()[goal.parent].name}"
    focus = {item.id: item.name for item in hca.load_focuses()}.get(goal.parent, "")
    return f"Human Capital Akkoord · {f'Speerpunt: {focus}' if focus else 'Alle speerpunten'}"


def _goal_source(goal: Goal) -> tuple[str, str]:
    """Return where a goal stands, and where documents contradict each other about it."""
    items: Sequence[Sourced]
    if goal.of == "project":
        items = [item for item in load_project_goals() if item.id == goal.id]
        return source_line(items), ""
    items = [item for item in hca.load_hca_goals() if item.id == goal.id]
    ids = [key for item in hca.load_wordings(goal.id) for key in item.contradictions]
    return source_line(items), disagreements(ids)


def _goal_address(goal: Goal) -> str:
    if goal.of == "project":
        return f"regio-deal?{urlencode({'project': goal.parent})}"
    return f"hca-doelen?{urlencode({'akkoorddoel': goal.id})}"


def _project_facts(project: Project, progress: Progress) -> list[tuple[str, str]]:
    return [
        ("Doelstelling", project.aim),
        ("Trekker", leaders_text(project, load_organisations())),
        ("Waar", place_text(project)),
        ("Voortgang", progress_text(progress)),
    ]


def _line(project: Project) -> str:
    mark = "" if project.line_origin == "bron" else " (afgeleid)"
    return f"Regio Deal · {project.line}{mark}"


def _project_goals(progress: Progress) -> Table | None:
    rows = tuple(
        (goal.title, amount_text(goal), unit_text(goal), term_text(goal), _stand(progress, goal.id))
        for goal in progress.goals
    )
    columns = ("Doel", "Aantal", "Eenheid", "Termijn", "Stand")
    return Table("Doelen met een getal", columns, rows) if rows else None


def _stand(progress: Progress, goal_id: str) -> str:
    state = progress.states[goal_id]
    return measured_text(state) if state.newest else state.status
