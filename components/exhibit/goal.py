"""The exhibit of a goal: what was agreed, and how far it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from components.charts.theme import ThemeName
from components.exhibit.asked import RefusalError
from components.exhibit.kind import Kind
from components.exhibit.model import BOTH, Drawn, Exhibit, NamedTable
from components.exhibit.sheet import register_sheet
from components.goals.facts import goal_facts, goal_source
from components.goals.figures import goal_figure, measurement_cells, pace_cells
from components.goals.rows import capsule_of, without_number
from components.goals.state import (
    UNREADABLE,
    GoalState,
    deadline_text,
    goal_amount,
    projection_text,
    sentence,
    state_of,
)
from components.strips.card import COMPACT, KeyFigure, Sign, Standing
from components.strips.measure import Capsule
from components.words.disputes import Disputes, disputes_at
from components.words.formatting import format_date
from components.words.notes import goal_notes
from components.words.registers import kept_rows
from components.words.reported import outage
from components.words.source import Source
from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.hca import Focus, HcaGoal, Wording, of_goal
from data_loaders.agreements.projects import Project, ProjectGoal
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DECK_KINDS


def goal_exhibit(goal_id: str, today: date, themes: tuple[ThemeName, ...] = BOTH) -> Exhibit:
    """Return what is shown of a goal.

    Raises RefusalError for a goal that does not exist, DataError for a damaged register.
    """
    goal = load_goals().get(goal_id)
    if goal is None:
        raise RefusalError("Dit doel kennen wij niet.")
    state = state_of(goal, today)
    register, (source, disputes) = register_of(goal), _source(state)
    figures = {theme: goal_figure(state, theme) for theme in themes}
    ahead = projection_text(state)
    return Exhibit(
        kind="doel",
        id=goal.id,
        title=goal.title,
        headline=f"{goal.title}; {sentence(state)}",
        subtitle=_context(goal),
        live=goal_address(goal),
        status=state.status,
        facts=goal_facts(state, _of_hca(goal)),
        sentences=(ahead,) if ahead else (),
        figures={theme: Drawn(spec) for theme, spec in figures.items() if spec},
        tables=_tables(state),
        disputes=disputes,
        cautions=disputes.cautions("dit doel"),
        notes=(*goal_notes(goal.id), *outage()),
        source=source,
        small=lambda: _small(state, source),
        graphic=_track(state),
        sheet=lambda: register_sheet(
            register, kept_rows(register, {goal.id}), goal.id, disputes.warnings
        ),
    )


def _track(state: GoalState) -> Capsule | None:
    """Return how far a goal is; nothing where that cannot be read now."""
    return None if state.status == UNREADABLE else capsule_of(state, COMPACT)


def _small(state: GoalState, source: Source | None) -> KeyFigure:
    """Return the newest measurement of a goal, or else what the goal is."""
    goal, newest = state.goal, state.newest
    target = goal_amount(goal, goal.target)
    name, when = without_number(goal.title, target), deadline_text(state).replace(";", ",")
    sign: Sign = "behaald" if state.status == "behaald" else ""
    when_measured = f"op {format_date(newest.day)}" if newest else ""
    return KeyFigure(
        id=goal.id,
        name=f"{name[:1].upper()}{name[1:]}",
        value=goal_amount(goal, newest.value) if newest else target,
        unit=f"van {target}" if newest else "is het doel",
        compared=Standing(sign, str(state.status), when_measured),
        below=source.short if source else "",
        graphic=_track(state),
        about=(f"Termijn: {when}.",),
    )


def register_of(goal: Goal) -> str:
    """Return the register that a goal stands in."""
    return "hca_doelen" if goal.of == "hca" else "projectdoelen"


def _tables(state: GoalState) -> tuple[NamedTable, ...]:
    """Return the tables below a goal, the ones that have rows."""
    made = {
        "Tabel van het tempo": pace_cells(state),
        "Metingen": measurement_cells(state),
    }
    return tuple(NamedTable(name, table) for name, table in made.items() if table)


def _of_hca(goal: Goal) -> HcaGoal | None:
    return next((item for item in load(HcaGoal) if item.id == goal.id), None)


def _context(goal: Goal) -> str:
    if goal.of == "project":
        return f"Project: {load_by_id(Project)[goal.parent].name}"
    focus = {item.id: item.name for item in load(Focus)}.get(goal.parent, "")
    return f"Human Capital Akkoord · {f'Speerpunt: {focus}' if focus else 'Alle speerpunten'}"


def _source(state: GoalState) -> tuple[Source | None, Disputes]:
    """Return where a goal stands, and where documents contradict each other about it."""
    goal = state.goal
    if goal.of == "project":
        source = goal_source(state, [i for i in load(ProjectGoal) if i.id == goal.id])
    else:
        source = goal_source(state, [item for item in load(HcaGoal) if item.id == goal.id])
    return source, disputes_at(f"doel/{goal.id}", of_goal(load(Wording), goal.id))


def goal_address(goal: Goal) -> str:
    """Return where the app shows a goal, from its root."""
    if goal.of == "project":
        return f"regio-deal?{urlencode({'project': goal.parent})}"
    return f"hca-doelen?{urlencode({'akkoorddoel': goal.id})}"


def _make(tile: DeckTile, day: date, _today: date) -> Exhibit:
    return goal_exhibit(tile.id, day)


def _entries() -> Sequence[tuple[str, str]]:
    return [(goal.id, goal.title) for goal in load_goals().values()]


KIND = Kind(DECK_KINDS["doel"], "Doel", "Doelen", _make, _entries, "hca-doelen", "akkoorddoel")
