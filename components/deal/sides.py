"""Who takes part in a project, which goals it serves, and what contradicts it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.deal.partners import GROUP, KIND_TITLES, ON_SCREEN
from components.deal.phrases import OUR_KIND
from components.markup.templates import macro
from components.words.disputes import Disputes, disputes_with
from components.words.source import records_source
from data_loaders.agreements.hca import Contribution, HcaGoal
from data_loaders.agreements.organisations import KINDS, Organisation, Partner
from data_loaders.agreements.project_search import parties_of
from data_loaders.agreements.projects import Project
from data_loaders.agreements.record import OWN
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.contradictions import (
    Contradiction,
    Place,
    contradictions_at,
    load_contradictions,
)
from data_loaders.files.errors import DataError

DOCUMENT = "regio-deal"
WHOLE_AGREEMENT = "Het akkoord als geheel"
COLUMNS = ["Organisatie", "Rol", "Soort", "In het document", "Toelichting"]


def parties(project: Project) -> Markup:
    """Return who takes part, by role and kind, and how the document spells each."""
    known = load_by_id(Organisation)
    found = parties_of(project.id)
    rows = [("Trekker", _names([party for party in found if party.role == "trekker"], known))]
    for kind in KINDS:
        others = [p for p in found if p.role == "partner" and known[p.organisation].kind == kind]
        rows.append((KIND_TITLES[kind], _names(others, known)))
    cells = [_row(party, known) for party in found]
    table = macro("basis", "table", f"Partijen in {project.name}", COLUMNS, cells)
    return macro("regio-deal", "parties", rows if found else [], table, ON_SCREEN)


def _names(found: Sequence[Partner], known: dict[str, Organisation]) -> str:
    return ", ".join(_name(party, known[party.organisation]) for party in found)


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
    mark = f" ({OUR_KIND})" if organisation.kind_source == OWN else ""
    read = "afgeleid" if party.origin == "afgeleid" else ""
    notes = list(dict.fromkeys(filter(None, [party.note, organisation.explanation])))
    return [
        organisation.name,
        party.role,
        f"{organisation.kind}{mark}",
        f"{party.spelled} ({read})" if read else party.spelled,
        " ".join(notes),
    ]


def project_contributions(project: Project) -> Markup:
    """Return which goals of the Human Capital Akkoord a project serves, and why none counts."""
    found = [item for item in load(Contribution) if item.project == project.name]
    return macro("regio-deal", "served", [_served(item) for item in found], records_source(found))


def _served(item: Contribution) -> tuple[str, str, str]:
    """Return address (empty for the whole agreement), name, and how it serves that."""
    titles = {goal.id: goal.title for goal in load(HcaGoal)}
    address = f"./hca-doelen?akkoorddoel={item.goal}" if item.goal else ""
    name = titles[item.goal] if item.goal else WHOLE_AGREEMENT
    origin = "volgens de bron" if item.origin == "bron" else "afgeleid"
    counts = "Telt mee." if item.counts == "ja" else "Telt niet mee."
    return address, name, f"({origin}). {f'{item.reason} {counts} {item.note}'.strip()}"


def said_elsewhere(project: Project) -> Markup:
    """Return where documents contradict each other about a project."""
    return macro("basis", "disputes", project_disputes(project))


def project_disputes(project: Project) -> Disputes:
    """Return where documents contradict each other about a project; a broken register says so."""
    try:
        found = [*contradictions_about(project), *contradictions_at(f"project/{project.id}")]
    except DataError:
        found = []  # below, the register says for itself that it cannot be read
    return disputes_with(item.id for item in found)


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
