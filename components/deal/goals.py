"""The goals of the projects that are shown: how many per line, and all of them in tables. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.charts.bar_plot import bars_of
from components.deal.links import project_link
from components.deal.phrases import amount_text, term_text, unit_text
from components.deal.progress import Progress, progress_of, state_html
from components.markup.templates import macro
from components.words.formatting import counted, format_date
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.projects import ProgrammeLine, Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint

COLUMNS = ["Doel", "Aantal", "Termijn", "Project", "Stand"]
GOALS = ("doel met een getal", "doelen met een getal")


def targets_finding(counts: dict[str, int]) -> str:
    """Return which line promises most, of the number of goals per line."""
    most, total = max(counts.values(), default=0), counted(sum(counts.values()), *GOALS)
    top = [name for name, count in counts.items() if count == most]
    if len(top) > 1 or len(counts) < 2:
        return f"{total} per programmalijn"
    return f"De meeste doelen liggen bij {top[0]}: {most} van {sum(counts.values())}"


@lru_cache(maxsize=32)
def goals_per_line(shown: tuple[str, ...], _marks: Fingerprint, today: date) -> Markup:
    """Return how many goals with a number each line has, as bars. Raises DataError."""
    found = _by_line(shown, today)
    counts = {line: len(progress.goals) for line, progress in found.items()}
    rows = [
        {"name": name, "value": count, "text": str(count), "role": "gekozen"}
        for name, count in counts.items()
    ]
    return macro("regio-deal", "per_line", targets_finding(counts), bars_of(rows))


@lru_cache(maxsize=32)
def goals_tables(shown: tuple[str, ...], link: Link, _marks: Fingerprint, today: date) -> Markup:
    """Return every goal with a number of some projects, in a table per line. Raises DataError."""
    found = _by_line(shown, today)
    tables = [
        (f"{line}: {counted(len(progress.goals), *GOALS)}", _table(line, progress, link, today))
        for line, progress in found.items()
    ]
    goals = [goal for progress in found.values() for goal in progress.goals]
    counts = {line: len(progress.goals) for line, progress in found.items()}
    return macro(
        "regio-deal", "goals_tables", targets_finding(counts), tables, records_source(goals)
    )


def _by_line(shown: Sequence[str], today: date) -> dict[str, Progress]:
    """Return the goals of some projects for each line that has any, in the order of the lines."""
    projects = [load_by_id(Project)[key] for key in shown]
    found = {
        line.name: progress_of([item.id for item in projects if item.line == line.name], today)
        for line in load(ProgrammeLine)
    }
    return {line: progress for line, progress in found.items() if progress.goals}


def _table(line: str, progress: Progress, link: Link, today: date) -> Markup:
    known = load_by_id(Project)
    rows = [
        [
            goal.title,
            f"{amount_text(goal)} {unit_text(goal)}",
            term_text(goal),
            project_link(known[goal.project], link),
            state_html(progress, goal) if progress.states[goal.id].newest else "",
        ]
        for goal in progress.goals
    ]
    caption = f"{line}: stand op {format_date(today)}. Zonder stand is er nog geen meting."
    return macro("basis", "table", caption, COLUMNS, rows, css_class="amm-deal-tabel")
