"""Everything that is known of one project, on screen and as one printed sheet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.deal.facts import project_facts
from components.deal.links import project_address
from components.deal.phrases import NO_TERM, amount_text, reading_text, term_text, unit_text
from components.deal.progress import Progress, progress_of, state_html
from components.deal.sides import parties, project_contributions, said_elsewhere
from components.markup.templates import macro
from components.words.formatting import format_date
from components.words.links import Link, neighbours
from components.words.notes import goal_notes
from components.words.share_links import share_links
from components.words.source import records_source
from data_loaders.agreements.projects import (
    Project,
    ProjectGoal,
    ProjectResult,
)
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint

PRINTING = "Afgedrukt past dit op een of twee bladen, zonder menu en knoppen."
GOAL_COLUMNS = ["Doel", "Aantal", "Eenheid", "Termijn", "Stand", "Staat bij", "Toelichting"]


@lru_cache(maxsize=64)
def project_sheet(project_id: str, link: Link, _marks: Fingerprint, today: date) -> Markup:
    """Return all that is known of a project. Raises DataError."""
    return sheet_of(load_by_id(Project)[project_id], link, today)


def sheet_of(project: Project, link: Link, today: date) -> Markup:
    """Return all that is known of a project, made anew. Raises DataError."""
    progress = progress_of([project.id], today)
    return macro(
        "regio-deal",
        "sheet",
        known=project_facts(project, progress),
        parts=[
            _goals(progress, today),
            _results(project),
            parties(project),
            project_contributions(project),
            said_elsewhere(project),
            macro("regio-deal", "unsaid", _unsaid(project, progress)),
        ],
        found=records_source([project]),
        share=share_links(f"project/{project.id}", project.name),
        printing=PRINTING,
        around=_neighbours(project, link),
    )


def _goals(progress: Progress, today: date) -> Markup:
    titles = {goal.id: goal.title for goal in progress.goals}
    rows = [
        [
            goal.title,
            amount_text(goal),
            unit_text(goal),
            term_text(goal),
            state_html(progress, goal),
            _where(goal),
            _remarks(goal, titles),
        ]
        for goal in progress.goals
    ]
    notes = [text for goal in progress.goals for text in goal_notes(goal.id)]
    context = [
        f"{item.title}: {amount_text(item)} {unit_text(item)}. {item.note}"
        for item in progress.context
    ]
    caption = f"Stand op {format_date(today)}"
    return macro("regio-deal", "goals", caption, GOAL_COLUMNS, rows, notes, context)


def _remarks(goal: ProjectGoal, titles: dict[str, str]) -> str:
    """Return what to know of a goal: its note, what it is a part of, what is our reading."""
    part = titles.get(goal.part_of, "")
    mark = " (afgeleid)" if "hoort_bij" in goal.derived else ""
    belongs = f"Hoort bij '{part}'{mark}; niet optellen." if part else ""
    return " ".join(filter(None, [goal.note, belongs, reading_text(goal)]))


def _where(item: ProjectGoal | ProjectResult) -> str:
    """Return the part of the project in the document."""
    return item.section.rpartition(", ")[2]


def _results(project: Project) -> Markup:
    found = [item for item in load(ProjectResult) if item.project == project.id]
    items = [(item.text, _where(item), item.note) for item in found]
    return macro("regio-deal", "results", items)


def _unsaid(project: Project, progress: Progress) -> list[str]:
    """Return what nobody can find in the document."""
    goals, states = progress.goals, progress.states
    unmeasured = [goal for goal in goals if states[goal.id].newest is None]
    termless = [goal for goal in goals if term_text(goal) == NO_TERM]
    lines = [
        "Geld: het document noemt geen bedrag voor dit project.",
        "Contact: het document noemt geen persoon en geen e-mailadres.",
        "Realisatie: het document noemt geen stand.",
    ]
    if unmeasured:
        lines[-1] += f" Er is van {_part(unmeasured, goals)} meting."
    if termless:
        lines.append(f"Termijn: er staat bij {_part(termless, goals)} jaar.")
    if not project.municipalities:
        lines.append("Plaats: het document noemt geen gemeente waar dit project is.")
    return lines


def _part(lacking: Sequence[ProjectGoal], every: Sequence[ProjectGoal]) -> str:
    """Return which goals lack something: geen enkel doel een, or 3 van de 4 doelen geen."""
    if len(lacking) == len(every):
        return "geen enkel doel een"
    return f"{len(lacking)} van de {len(every)} doelen geen"


def _neighbours(project: Project, link: Link) -> list[tuple[str, str]]:
    """Return name and address of the project before and after this one in the document."""
    known = list(load(Project))
    row = [(item.name, project_address(item.id, link)) for item in known]
    return neighbours(row, [item.id for item in known].index(project.id), "project")
