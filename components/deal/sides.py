"""Who takes part in a project, which goals it serves, and what contradicts it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.deal.partners import GROUP, KIND_TITLES
from components.deal.phrases import OUR_KIND
from components.markup import blocks as markup
from components.markup.breadcrumbs import anchor
from components.markup.registers import disagreements, source_line
from data_loaders.agreements.hca import Contribution, load_contributions, load_hca_goals
from data_loaders.agreements.organisations import KINDS, Organisation, Partner, load_organisations
from data_loaders.agreements.project_search import parties_of
from data_loaders.agreements.projects import Project
from data_loaders.contradictions import Contradiction, Place, load_contradictions
from data_loaders.files.errors import DataError

DOCUMENT = "regio-deal"
WHOLE_AGREEMENT = "het akkoord als geheel"
COLUMNS = ["Organisatie", "Rol", "Soort", "In het document", "Toelichting"]


def parties(project: Project) -> str:
    """Return who takes part, by role and kind, and how the document spells each."""
    known = load_organisations()
    found = parties_of(project.id)
    head = '<h3 class="amm-kop">Wie doet mee</h3>'
    if not found:
        return f'{head}<p class="amm-zin">Het document noemt geen partij bij dit project.</p>'
    leaders = [party for party in found if party.role == "trekker"]
    rows = [("Trekker", leaders)]
    for kind in KINDS:
        others = [p for p in found if p.role == "partner" and known[p.organisation].kind == kind]
        rows.append((KIND_TITLES[kind], others))
    items = "".join(
        f"<div><dt>{title}</dt><dd>{_names(group, known)}</dd></div>"
        for title, group in rows
        if group
    )
    table = markup.table(f"Partijen in {project.name}", COLUMNS, [_row(p, known) for p in found])
    return (
        f'{head}<dl class="amm-feiten">{items}</dl>'
        f"{markup.details('Namen in het document, soort en toelichting', table, 'amm-deal-scherm')}"
    )


def _names(found: Sequence[Partner], known: dict[str, Organisation]) -> str:
    return ", ".join(escape(_name(party, known[party.organisation])) for party in found)


def _name(party: Partner, organisation: Organisation) -> str:
    if organisation.generic == "ja":
        return f"{organisation.name} · {GROUP}"
    if is_other_spelling(party, organisation):
        return f"{organisation.name} (in het document: {party.spelled})"
    return organisation.name


def is_other_spelling(party: Partner, organisation: Organisation) -> bool:
    """Tell whether the document spells an organisation in another way; a first capital is none."""
    spelled, name = party.spelled, organisation.name
    return spelled[1:] != name[1:] or spelled[:1].casefold() != name[:1].casefold()


def _row(party: Partner, known: dict[str, Organisation]) -> list[str]:
    organisation = known[party.organisation]
    mark = f" ({OUR_KIND})" if organisation.kind_origin == "afgeleid" else ""
    read = "afgeleid" if party.origin == "afgeleid" else ""
    notes = list(dict.fromkeys(filter(None, [party.note, organisation.note])))
    return [
        organisation.name,
        party.role,
        f"{organisation.kind}{mark}",
        f"{party.spelled} ({read})" if read else party.spelled,
        " ".join(notes),
    ]


def contributions(project: Project) -> str:
    """Return which goals of the Human Capital Akkoord a project serves, and why none counts."""
    found = [item for item in load_contributions() if item.project == project.name]
    head = '<h3 class="amm-kop">Bijdrage aan het Human Capital Akkoord</h3>'
    if not found:
        return f'{head}<p class="amm-zin">Geen document verbindt dit project met een HCA-doel.</p>'
    entries = "".join(f"<li>{_contribution(item)}</li>" for item in found)
    return f'{head}<ul class="amm-lijst">{entries}</ul>{source_line(found)}'


def _contribution(item: Contribution) -> str:
    titles = {goal.id: goal.title for goal in load_hca_goals()}
    name = WHOLE_AGREEMENT.capitalize()
    if item.goal:
        name = anchor(f"./hca-doelen?akkoorddoel={item.goal}", titles[item.goal])
    origin = "volgens de bron" if item.origin == "bron" else "afgeleid"
    counts = "Telt mee." if item.counts == "ja" else "Telt niet mee."
    return f"{name} ({origin}). {escape(f'{item.reason} {counts} {item.note}'.strip())}"


def said_elsewhere(project: Project) -> str:
    """Return where documents contradict each other about a project."""
    try:
        found = contradictions_about(project)
    except DataError:
        found = []  # below, the register says for itself that it cannot be read
    return disagreements(item.id for item in found)


def contradictions_about(project: Project) -> list[Contradiction]:
    """Return the contradictions of which a side lies in the project's own part of the document.

    Raises DataError when the register cannot be read.
    """
    return [
        item
        for item in load_contradictions()
        if is_about(item.first, project) or is_about(item.second, project)
    ]


def is_about(place: Place, project: Project) -> bool:
    """Tell whether a place is in the part of a project.

    Such a part is named `Soil Valley, Plan van aanpak`; more than one stand apart by `;`, and a
    long name may stand there by its first words.
    """
    heads = [part.partition(",")[0].strip() for part in place.section.split(";")]
    return place.document == DOCUMENT and any(
        head and f"{project.name} ".startswith(f"{head} ") for head in heads
    )
