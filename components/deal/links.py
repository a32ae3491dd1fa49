"""Links to projects that keep what a visitor has chosen, and the mark of a derived line. Pure."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from components.markup.templates import macro
from components.words.links import Link
from data_loaders.agreements.projects import Project

PROJECT = "project"


def line_html(project: Project) -> Markup:
    """Return the line of a project; a derived one has a mark."""
    return macro("regio-deal", "line", project)


def project_link(project: Project, link: Link) -> Markup:
    """Return a link to a project that keeps the choices in the address."""
    return macro("basis", "link", project_address(project.id, link), project.name)


def project_address(project_id: str, link: Link) -> str:
    """Return the address of a project: below the page itself, wherever that is served."""
    return "?" + urlencode([*link, (PROJECT, project_id)])


def list_address(link: Link) -> str:
    """Return the address of the list with the choices in it."""
    return "?" + urlencode(link)
