"""What is known of a project, as pairs of a name and a text: one list for every place. Pure."""

from __future__ import annotations

from components.deal.phrases import NOT_NAMED, leaders_text, place_text, subregions_text
from components.deal.progress import Progress, progress_text
from components.words.formatting import join_words
from data_loaders.agreements.contacts import load_contacts
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.geo.regions import load_regions


def project_facts(project: Project, progress: Progress) -> tuple[tuple[str, str], ...]:
    """Return the facts that the Human Capital Akkoord (3.1) wants of every project, and more."""
    rows = (
        ("Doelstelling", project.aim),
        ("Aanpak", project.approach),
        ("Doelgroep", project.audience or NOT_NAMED),
        ("Voortgang", progress_text(progress)),
        ("Contact", " · ".join(filter(None, contact_of(project.id)))),
        ("Trekker", leaders_text(project, load_by_id(Organisation))),
        ("Waar", place_text(project)),
        ("Gemeenten", _municipalities(project)),
        ("Streken en plaatsen", subregions_text(project)),
        ("Programmalijn", _line(project)),
        ("Toelichting", project.note),
    )
    return tuple((name, text) for name, text in rows if text)


def contact_of(project_id: str) -> tuple[str, str]:
    """Return whom to ask about a project: a function, and a functional mailbox or nothing."""
    found = load_contacts().get(project_id)
    return (found.function, found.mailbox) if found else (f"postvak: {NOT_NAMED}", "")


def _municipalities(project: Project) -> str:
    names = join_words([load_regions().get(code).name for code in project.municipalities])
    return names or "geen gemeente bij naam genoemd"


def _line(project: Project) -> str:
    mark = "" if project.line_origin == "bron" else " (afgeleid)"
    return f"{project.line}{mark}. {project.line_reason}"
