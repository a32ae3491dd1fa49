"""Links to projects that keep what a visitor has chosen, and the mark of a derived line. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlencode

from components.markup.breadcrumbs import Link, anchor
from data_loaders.agreements.projects import Project

PROJECT = "project"


def line_html(project: Project) -> str:
    """Return the line of a project; a derived one has a mark."""
    name = escape(project.line)
    if project.line_origin == "bron":
        return name
    return f'{name} <span class="amm-afgeleid">afgeleid</span>'


def project_link(project: Project, link: Link) -> str:
    """Return a link to a project that keeps the choices in the address."""
    return anchor(project_address(project.id, link), project.name)


def project_address(project_id: str, link: Link) -> str:
    """Return the address of a project: below the page itself, wherever that is served."""
    return "?" + urlencode([*link, (PROJECT, project_id)])


def list_address(link: Link) -> str:
    """Return the address of the list with the choices in it."""
    return "?" + urlencode(link)


def links(projects: Iterable[Project], link: Link) -> str:
    """Return links to projects as a list of words."""
    return ", ".join(project_link(project, link) for project in projects)
