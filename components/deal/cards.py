"""The projects that fit a choice: how many, as cards or as table, and what if none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from markupsafe import Markup

from components.deal.links import line_html, project_link
from components.deal.phrases import (
    FILTER_LABELS,
    REACH_TITLES,
    leaders_text,
    place_text,
    projects_text,
)
from components.deal.progress import badges, goals_text, progress_of
from components.markup.templates import macro
from components.words.formatting import format_date
from components.words.links import Link
from components.words.share_links import share_links
from components.words.source import records_source
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import (
    FoundProjects,
    ProjectChoice,
    find_projects,
    found_without,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

View = Literal["kaarten", "tabel"]
VIEWS: tuple[View, ...] = ("kaarten", "tabel")
NONE_HERE = "Geen project noemt deze plaats."
AROUND = "een streek waar dat bij hoort"


@lru_cache(maxsize=64)
def project_list(
    choice: ProjectChoice, view: View, link: Link, _marks: Fingerprint, today: date
) -> Markup:
    """Return the projects that fit a choice, with their number. Raises DataError."""
    found = find_projects(choice)
    if not found.shown:
        parts = [nothing_found(choice)]
    elif choice.municipalities:
        parts = [
            _group(f"In {places_of(choice)}", found.projects, view, link, today),
            _around(choice, found, view, link, today),
            _group(REACH_TITLES["regio"], found.regionwide, view, link, today),
            _placeless(found.placeless, link),
        ]
    else:
        parts = [_projects("Projecten", found.projects, 3, view, link, today)]
    source = records_source(load_by_id(Project)[project] for project in found.shown)
    return macro("regio-deal", "projects", count_text(choice, found), parts, source)


def count_text(choice: ProjectChoice, found: FoundProjects) -> str:
    """Return how many of all projects fit: 4 van 13 projecten."""
    text = f"{len(found.projects)} van {projects_text(len(load_by_id(Project)))}"
    if not choice.municipalities:
        return text
    around = f"; {len(found.subregional)} in {AROUND}" if found.subregional else ""
    return f"{text} in {places_of(choice)}{around}; {len(found.regionwide)} voor de hele regio"


def places_of(choice: ProjectChoice) -> str:
    """Return the chosen municipalities as a list of which any will do: Arnhem of Duiven."""
    *others, last = [load_regions().get(code).name for code in choice.municipalities]
    return f"{', '.join(others)} of {last}" if others else last


def nothing_found(choice: ProjectChoice) -> Markup:
    """Return that nothing fits, and which filter to take away to find something."""
    ways = {name: count for name, count in found_without(choice).items() if count}
    best = sorted(ways.items(), key=lambda way: -way[1])
    texts = [(FILTER_LABELS[name], projects_text(count)) for name, count in best]
    return macro("regio-deal", "nothing", texts)


def _group(title: str, found: Sequence[str], view: View, link: Link, today: date) -> Markup:
    lines = [] if found else [NONE_HERE]
    head = macro("basis", "heading", f"{title} ({len(found)})", lines)
    return head + _projects(title, found, 4, view, link, today) if found else head


def _around(
    choice: ProjectChoice, found: FoundProjects, view: View, link: Link, today: date
) -> Markup:
    """Return the projects that name a subregion; which of its municipalities is not said."""
    if not found.subregional:
        return Markup("")
    title = f"In een streek met {places_of(choice)}"
    return _group(title, found.subregional, view, link, today)


def _projects(
    title: str, found: Sequence[str], level: int, view: View, link: Link, today: date
) -> Markup:
    projects = [load_by_id(Project)[project] for project in found]
    if view == "tabel":
        return _table(title, projects, link, today)
    return macro("regio-deal", "cards", [card(item, level, link, today) for item in projects])


def card(project: Project, level: int, link: Link, today: date) -> Markup:
    """Return one project as a card; its title leads to all that is known of it."""
    progress = progress_of([project.id], today)
    facts = [
        ("Programmalijn", line_html(project)),
        ("Trekker", leaders_text(project, load_by_id(Organisation))),
        ("Waar", place_text(project)),
        (goals_text(progress).capitalize(), badges(progress)),
    ]
    share = share_links(f"project/{project.id}", project.name)
    title = project_link(project, link)
    return macro("regio-deal", "card", level, title, project.aim, facts, share)


def _table(title: str, projects: Sequence[Project], link: Link, today: date) -> Markup:
    rows = []
    for project in projects:
        progress = progress_of([project.id], today)
        rows.append(
            [
                project_link(project, link),
                line_html(project),
                leaders_text(project, load_by_id(Organisation)),
                place_text(project),
                project.aim,
                str(len(progress.goals)),
                badges(progress),
            ]
        )
    columns = ["Project", "Programmalijn", "Trekker", "Waar", "Doel", "Doelen met getal", "Stand"]
    caption = f"{title}: stand op {format_date(today)}"
    return macro("basis", "table", caption, columns, rows, css_class="amm-deal-tabel")


def _placeless(found: Sequence[str], link: Link) -> Markup:
    if not found:
        return Markup("")
    links = [project_link(load_by_id(Project)[project], link) for project in found]
    return macro("regio-deal", "placeless", projects_text(len(found)), links)
