"""Everything that is known of one project, on screen and as one printed sheet. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape

from components.deal.links import list_address, project_address
from components.deal.phrases import (
    NO_TERM,
    NOT_NAMED,
    amount_text,
    leaders_text,
    place_text,
    reading_text,
    rich_table,
    term_text,
    unit_text,
)
from components.deal.progress import Progress, progress_of, progress_text, state_html
from components.deal.sides import contributions, parties, said_elsewhere
from components.markup import breadcrumbs as trail
from components.markup.blocks import notes_html
from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.words.formatting import format_date, join_words
from components.words.notes import goal_notes
from components.words.share_links import share_line
from data_loaders.agreements.organisations import load_organisations
from data_loaders.agreements.projects import (
    Project,
    ProjectGoal,
    ProjectResult,
    load_project_results,
    load_projects,
)
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

PRINTING = "Afgedrukt past dit op een of twee bladen, zonder menu en knoppen."
GOAL_COLUMNS = ["Doel", "Aantal", "Eenheid", "Termijn", "Stand", "Staat bij", "Toelichting"]


@lru_cache(maxsize=64)
def project_sheet(project_id: str, link: Link, _marks: Fingerprint, today: date) -> str:
    """Return all that is known of a project. Raises DataError."""
    project = load_projects()[project_id]
    progress = progress_of([project_id], today)
    parts = [
        crumbs(project, link),
        f'<h2 class="amm-kop">{escape(project.name)}</h2>',
        facts(project, progress),
        _goals(project, progress, today),
        _results(project),
        parties(project),
        contributions(project),
        said_elsewhere(project),
        _unsaid(project, progress),
        source_line([project]),
        share_line(f"project/{project.id}", project.name),
        f'<p class="amm-klein amm-deal-scherm">{PRINTING}</p>',
        _neighbours(project, link),
    ]
    return f'<div class="amm-deal-blad">{"".join(parts)}</div>'


def crumbs(project: Project, link: Link) -> str:
    """Return the way back to the list, with the choices that were made there."""
    return trail.crumbs([("Alle projecten", list_address(link)), (project.name, "")])


def facts(project: Project, progress: Progress) -> str:
    """Return the facts that the Human Capital Akkoord (3.1) wants of every project, and more."""
    rows = {
        "Doelstelling": project.aim,
        "Aanpak": project.approach,
        "Doelgroep": project.audience or NOT_NAMED,
        "Voortgang": progress_text(progress),
        "Contact": f"functioneel e-mailadres: {NOT_NAMED}",
        "Trekker": leaders_text(project, load_organisations()),
        "Waar": place_text(project),
        "Gemeenten": _municipalities(project),
        "Programmalijn": _line(project),
        "Toelichting": project.note,
    }
    items = "".join(
        f"<div><dt>{name}</dt><dd>{escape(text)}</dd></div>" for name, text in rows.items() if text
    )
    return f'<dl class="amm-feiten">{items}</dl>'


def _municipalities(project: Project) -> str:
    names = join_words([load_regions().get(code).name for code in project.municipalities])
    return names or "geen gemeente bij naam genoemd"


def _line(project: Project) -> str:
    if project.line_origin == "bron":
        return f"{project.line}. {project.line_reason}"
    return f"{project.line} (afgeleid). {project.line_reason}"


def _goals(project: Project, progress: Progress, today: date) -> str:
    head = '<h3 class="amm-kop">Doelen met een getal</h3>'
    if not progress.goals:
        return f'{head}<p class="amm-zin">Het document noemt geen doel met een getal.</p>'
    titles = {goal.id: goal.title for goal in progress.goals}
    rows = [[*_cells(goal, titles), state_html(progress, goal)] for goal in progress.goals]
    ordered = [[*row[:4], row[6], *row[4:6]] for row in rows]
    table = rich_table(
        f"Stand op {format_date(today)}", GOAL_COLUMNS, ordered, "amm-deal-tabel amm-deal-doelen"
    )
    notes = notes_html(text for goal in progress.goals for text in goal_notes(goal.id))
    return f"{head}{table}{notes}{_context(progress.context)}"


def _cells(goal: ProjectGoal, titles: dict[str, str]) -> list[str]:
    """Return title, amount, unit, term, where it stands, and what to know of it."""
    part = titles.get(goal.part_of, "")
    mark = " (afgeleid)" if "hoort_bij" in goal.derived else ""
    belongs = f"Hoort bij '{part}'{mark}; niet optellen." if part else ""
    notes = " ".join(filter(None, [goal.note, belongs, reading_text(goal)]))
    where = goal.section.rpartition(", ")[2]
    texts = [goal.title, amount_text(goal), unit_text(goal), term_text(goal), where, notes]
    return [escape(text) for text in texts]


def _context(numbers: Sequence[ProjectGoal]) -> str:
    if not numbers:
        return ""
    entries = "".join(
        f"<li>{escape(item.title)}: {escape(amount_text(item))} {escape(unit_text(item))}. "
        f"{escape(item.note)}</li>"
        for item in numbers
    )
    return (
        f'<p class="amm-zin">Getallen die het project beschrijven en geen doel zijn:</p>'
        f'<ul class="amm-lijst">{entries}</ul>'
    )


def _results(project: Project) -> str:
    found = _promises(project)
    if not found:
        return ""
    entries = "".join(
        f'<li>{escape(item.text)} <span class="amm-klein">'
        f"({escape(item.section.rpartition(', ')[2])})</span>"
        f"{f' {escape(item.note)}' if item.note else ''}</li>"
        for item in found
    )
    return f'<h3 class="amm-kop">Resultaten zonder getal</h3><ul class="amm-lijst">{entries}</ul>'


def _promises(project: Project) -> list[ProjectResult]:
    return [item for item in load_project_results() if item.project == project.id]


def _unsaid(project: Project, progress: Progress) -> str:
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
    entries = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return (
        '<h3 class="amm-kop">Wat het document niet zegt</h3>'
        f'<ul class="amm-lijst amm-deal-niet">{entries}</ul>'
    )


def _part(lacking: Sequence[ProjectGoal], every: Sequence[ProjectGoal]) -> str:
    """Return which goals lack something: geen enkel doel een, or 3 van de 4 doelen geen."""
    if len(lacking) == len(every):
        return "geen enkel doel een"
    return f"{len(lacking)} van de {len(every)} doelen geen"


def _neighbours(project: Project, link: Link) -> str:
    """Return the way to the project before and after this one in the document."""
    known = list(load_projects().values())
    row = [(item.name, project_address(item.id, link)) for item in known]
    return trail.neighbours(row, known.index(project), "project", "Vorig en volgend project")
