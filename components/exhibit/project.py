"""The exhibit of a project of the Regio Deal: what it promises, and what is known of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from components.deal.facts import project_facts
from components.deal.phrases import amount_text, term_text, unit_text
from components.deal.progress import Progress, progress_of
from components.deal.sides import project_disputes
from components.exhibit.asked import RefusalError
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit, NamedTable
from components.exhibit.sheet import register_sheet
from components.goals.state import measured_fact, year_texts
from components.strips.card import COMPACT, KeyFigure, Standing
from components.strips.measure import NOT_MEASURED, make_capsule
from components.words.notes import goal_notes
from components.words.registers import kept_rows
from components.words.reported import outage
from components.words.source import Source, records_source
from components.words.table import Table
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DECK_KINDS

PAGE = "regio-deal"
MAIN = ("Doelstelling", "Trekker", "Waar", "Voortgang")
"""The facts that fit beside others; the sheet of the project tells all of them."""
GOALS = "Doelen met een getal"
NO_GOALS = "Dit project heeft geen doel met een getal."


def project_exhibit(project_id: str, today: date) -> Exhibit:
    """Return what is shown of a project.

    Raises RefusalError for a project that does not exist, DataError for a damaged register.
    """
    project = load_by_id(Project).get(project_id)
    if project is None:
        raise RefusalError("Dit project kennen wij niet.")
    progress = progress_of([project.id], today)
    told, disputes = dict(project_facts(project, progress)), project_disputes(project)
    source = records_source([project])
    return Exhibit(
        kind="project",
        id=project.id,
        title=project.name,
        headline=project.name,
        subtitle=_line(project),
        live=f"{PAGE}?{urlencode({'project': project.id})}",
        facts=tuple((name, told[name]) for name in MAIN if name in told),
        tables=(NamedTable(GOALS, _goals(progress), NO_GOALS),),
        disputes=disputes,
        cautions=disputes.cautions("dit project"),
        notes=(*(text for goal in progress.goals for text in goal_notes(goal.id)), *outage()),
        source=source,
        small=lambda: _small(project, progress, source),
        sheet=lambda: register_sheet(
            "projecten", kept_rows("projecten", {project.id}), project.id, disputes.warnings
        ),
    )


def _small(project: Project, progress: Progress, source: Source | None) -> KeyFigure:
    """Return of how many goals of a project something was measured."""
    count, measured = len(progress.goals), progress.measured
    unit = "doel met een getal" if count == 1 else "doelen met een getal"
    told = f"{measured} van {count} gemeten" if measured else NOT_MEASURED
    share = measured / count if measured else None
    return KeyFigure(
        id=project.id,
        name=project.name,
        value=str(count) if count else "",
        unit=unit if count else "",
        compared=Standing("", "", told if count else NO_GOALS),
        below=source.short if source else "",
        graphic=make_capsule(project.name, share, told, COMPACT) if count else None,
        about=(f"{_line(project)}.",),
    )


def _line(project: Project) -> str:
    mark = "" if project.line_origin == "bron" else " (afgeleid)"
    return f"Regio Deal · {project.line}{mark}"


def _goals(progress: Progress) -> Table | None:
    rows = tuple(
        (goal.title, amount_text(goal), unit_text(goal), term_text(goal), _stand(progress, goal.id))
        for goal in progress.goals
    )
    columns = ("Doel", "Aantal", "Eenheid", "Termijn", "Stand")
    return Table(GOALS, columns, rows) if rows else None


def _stand(progress: Progress, goal_id: str) -> str:
    state = progress.states[goal_id]
    if state.newest is None:
        return state.status
    return "; ".join([*year_texts(state), measured_fact(state)])


def _make(tile: DeckTile, day: date, _today: date) -> Exhibit:
    return project_exhibit(tile.id, day)


def _entries() -> Sequence[tuple[str, str]]:
    return [(project.id, project.name) for project in load(Project)]


KIND = Kind(DECK_KINDS["project"], "Project", "Projecten", _make, _entries, PAGE, "project")
