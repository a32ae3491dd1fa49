"""The projects that fit a choice: how many, as cards or as table, and what if none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Literal

from components.deal.links import line_html, links, project_link
from components.deal.phrases import (
    FILTER_LABELS,
    REACH_TITLES,
    leaders_text,
    place_text,
    projects_text,
    rich_table,
)
from components.deal.progress import badges, goals_text, progress_of
from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.words.formatting import format_date
from components.words.share_links import share_line
from data_loaders.agreements.organisations import load_organisations
from data_loaders.agreements.project_search import (
    Found,
    ProjectChoice,
    find_projects,
    found_without,
)
from data_loaders.agreements.projects import Project, load_projects
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

View = Literal["kaarten", "tabel"]
VIEWS: tuple[View, ...] = ("kaarten", "tabel")


@lru_cache(maxsize=64)
def project_list(
    choice: ProjectChoice, view: View, link: Link, _marks: Fingerprint, today: date
) -> str:
    """Return the projects that fit a choice, with their number. Raises DataError."""
    found = find_projects(choice)
    count = f'<p class="amm-deal-telling" role="status">{escape(count_text(choice, found))}</p>'
    if not found.shown:
        return count + nothing_found(choice)
    known = load_projects()
    placeless = [known[project] for project in found.placeless]
    parts = [count]
    if choice.municipalities:
        parts += [
            _group(f"In {places_of(choice)}", found.projects, view, link, today),
            _group(REACH_TITLES["regio"], found.regionwide, view, link, today),
            _placeless(placeless, link),
        ]
    else:
        parts.append(_projects("Projecten", found.projects, 3, view, link, today))
    parts.append(source_line([known[project] for project in found.shown]))
    return "".join(parts)


def count_text(choice: ProjectChoice, found: Found) -> str:
    """Return how many of all projects fit: 4 van 13 projecten."""
    text = f"{len(found.projects)} van {projects_text(len(load_projects()))}"
    if not choice.municipalities:
        return text
    return f"{text} in {places_of(choice)}; {len(found.regionwide)} voor de hele regio"


def places_of(choice: ProjectChoice) -> str:
    """Return the chosen municipalities as a list of which any will do: Arnhem of Duiven."""
    *others, last = [load_regions().get(code).name for code in choice.municipalities]
    return f"{', '.join(others)} of {last}" if others else last


def nothing_found(choice: ProjectChoice) -> str:
    """Return that nothing fits, and which filter to take away to find something."""
    ways = {name: count for name, count in found_without(choice).items() if count}
    entries = "".join(
        f"<li>Zonder het filter {escape(FILTER_LABELS[name])}: {projects_text(count)}</li>"
        for name, count in sorted(ways.items(), key=lambda way: -way[1])
    )
    advice = f"<ul>{entries}</ul>" if ways else "<p>Haal meer dan één filter weg.</p>"
    return (
        '<div class="amm-leeg"><p><strong>Geen project past bij deze keuze.</strong></p>'
        f"{advice}</div>"
    )


def _group(title: str, found: Sequence[str], view: View, link: Link, today: date) -> str:
    head = f'<h3 class="amm-kop">{escape(title)} ({len(found)})</h3>'
    if not found:
        return f'{head}<p class="amm-sub">Geen project noemt deze plaats.</p>'
    return head + _projects(title, found, 4, view, link, today)


def _projects(
    title: str, found: Sequence[str], level: int, view: View, link: Link, today: date
) -> str:
    projects = [load_projects()[project] for project in found]
    if view == "tabel":
        return _table(title, projects, link, today)
    cards = "".join(f"<li>{card(item, level, link, today)}</li>" for item in projects)
    return f'<ul class="amm-cijfers amm-deal-kaarten">{cards}</ul>'


def card(project: Project, level: int, link: Link, today: date) -> str:
    """Return one project as a card; its title leads to all that is known of it."""
    progress = progress_of([project.id], today)
    facts = {
        "Programmalijn": line_html(project),
        "Trekker": escape(leaders_text(project, load_organisations())),
        "Waar": escape(place_text(project)),
        goals_text(progress).capitalize(): badges(progress),
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in facts.items())
    return (
        f'<article class="amm-cijfer"><h{level} class="amm-kop">{project_link(project, link)}'
        f'</h{level}><p class="amm-zin">{escape(project.aim)}</p>'
        f'<dl class="amm-feiten">{rows}</dl>'
        f"{share_line(f'project/{project.id}', project.name)}</article>"
    )


def _table(title: str, projects: Sequence[Project], link: Link, today: date) -> str:
    rows = []
    for project in projects:
        progress = progress_of([project.id], today)
        rows.append(
            [
                project_link(project, link),
                line_html(project),
                escape(leaders_text(project, load_organisations())),
                escape(place_text(project)),
                escape(project.aim),
                str(len(progress.goals)),
                badges(progress),
            ]
        )
    columns = ["Project", "Programmalijn", "Trekker", "Waar", "Doel", "Doelen met getal", "Stand"]
    caption = f"{title}: stand op {format_date(today)}"
    return rich_table(caption, columns, rows, "amm-deal-tabel")


def _placeless(projects: Sequence[Project], link: Link) -> str:
    if not projects:
        return ""
    count = projects_text(len(projects))
    return (
        f'<p class="amm-zin amm-deal">Bij {count} noemt het document geen plaats. '
        f"Die staan hier niet bij: {links(projects, link)}.</p>"
    )
