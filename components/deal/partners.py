"""Who takes part in which project: a matrix, the same as a list, and the finding. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from components.deal.links import project_link
from components.deal.phrases import boxed, many
from components.markup import blocks as markup
from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.words.formatting import join_words
from data_loaders.agreements.organisations import (
    KINDS,
    Kind,
    Organisation,
    load_organisations,
    load_partners,
)
from data_loaders.agreements.projects import Project, load_projects
from data_loaders.files.text import Fingerprint

KIND_TITLES: dict[Kind, str] = {
    "overheid": "Overheid",
    "onderwijs": "Onderwijs en kennis",
    "ondernemers": "Ondernemers",
    "overig": "Overig",
}
GROUP = "groep"
"""The mark of a party without a name of its own; it does not count as an organisation."""
ON_SCREEN = "amm-deal-scherm"  # on paper the matrix says the same
MARKS = {"trekker": "T", "partner": "P"}


@dataclass(frozen=True)
class Party:
    """An organisation with its role in each project it takes part in."""

    organisation: Organisation
    roles: dict[str, str]

    @property
    def is_group(self) -> bool:
        """Tell whether this is a group that the document does not name one by one."""
        return self.organisation.generic == "ja"


@dataclass(frozen=True)
class Partners:
    """The finding, the matrix, and the list with the source, as HTML."""

    title: str
    matrix: str
    below: str


@lru_cache(maxsize=64)
def partners(shown: tuple[str, ...], link: Link, _marks: Fingerprint) -> Partners:
    """Return who takes part in the projects that are shown. Raises DataError."""
    projects = [load_projects()[project] for project in shown]
    parties = parties_in(shown)
    records = [item for item in load_partners() if item.project in shown]
    return Partners(
        title=partners_finding(parties, len(projects)),
        matrix=_matrix(parties, projects, link),
        below=markup.details("Lijst per organisatie", _list(parties, projects, link), ON_SCREEN)
        + source_line(records),
    )


def parties_in(projects: Sequence[str]) -> list[Party]:
    """Return everyone in these projects once: by kind, groups last, most projects first."""
    known = load_organisations()
    roles: dict[str, dict[str, str]] = {}
    for item in load_partners():
        if item.project in projects:
            roles.setdefault(item.organisation, {})[item.project] = item.role
    parties = [Party(known[key], found) for key, found in roles.items()]
    return sorted(
        parties,
        key=lambda party: (
            KINDS.index(party.organisation.kind),
            party.is_group,
            -len(party.roles),
            party.organisation.name.casefold(),
        ),
    )


def partners_finding(parties: Sequence[Party], projects: int) -> str:
    """Return who connects most projects, and how many connect more than one."""
    named = [party for party in parties if not party.is_group]
    if not named:
        return "Geen organisatie is bij naam genoemd"
    most = max(len(party.roles) for party in named)
    top = [party.organisation.name for party in named if len(party.roles) == most]
    if most == 1:
        who = many(len(named), "organisatie doet", "organisaties doen elk")
        return f"{who} mee aan één project"
    verb = "doet" if len(top) == 1 else "doen elk"
    who = join_words(top) if len(top) <= 3 else f"{len(top)} organisaties"
    several = sum(len(party.roles) > 1 for party in named)
    return (
        f"{who} {verb} mee aan {most} van de {projects} projecten; "
        f"{several} van de {len(named)} organisaties aan meer dan één"
    )


def _matrix(parties: Sequence[Party], projects: Sequence[Project], link: Link) -> str:
    head = "".join(
        f'<th scope="col"><span>{project_link(project, link)}</span></th>' for project in projects
    )
    bodies = "".join(
        _kind_rows(kind, [party for party in parties if party.organisation.kind == kind], projects)
        for kind in KINDS
    )
    return boxed(
        "Wie doet mee aan welk project: T is trekker, P is partner",
        f'<thead><tr><th scope="col">Organisatie</th>{head}'
        f'<th scope="col"><span>Aantal projecten</span></th></tr></thead>{bodies}',
        "amm-deal-matrix",
    )


def _kind_rows(kind: Kind, parties: Sequence[Party], projects: Sequence[Project]) -> str:
    if not parties:
        return ""
    named = sum(not party.is_group for party in parties)
    title = f"{KIND_TITLES[kind]}: {many(named, 'organisatie', 'organisaties')}"
    rows = "".join(_row(party, projects) for party in parties)
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{len(projects) + 2}">{title}</th></tr>'
        f"{rows}</tbody>"
    )


def _row(party: Party, projects: Sequence[Project]) -> str:
    cells = "".join(f"<td>{_cell(party.roles.get(project.id, ''))}</td>" for project in projects)
    return (
        f'<tr><th scope="row">{_name(party)}</th>{cells}'
        f'<td class="amm-getal">{len(party.roles)}</td></tr>'
    )


def _cell(role: str) -> str:
    if not role:
        return ""
    return (
        f'<span class="amm-deal-rol amm-deal-{role}"><span aria-hidden="true">{MARKS[role]}</span>'
        f'<span class="amm-verborgen">{role}</span></span>'
    )


def _name(party: Party) -> str:
    mark = f' <span class="amm-klein">· {GROUP}</span>' if party.is_group else ""
    return f"{escape(party.organisation.name)}{mark}"


def _list(parties: Sequence[Party], projects: Sequence[Project], link: Link) -> str:
    parts = []
    for kind in KINDS:
        entries = "".join(
            f"<li>{_entry(party, projects, link)}</li>"
            for party in parties
            if party.organisation.kind == kind
        )
        if entries:
            parts.append(f'<h3 class="amm-kop">{KIND_TITLES[kind]}</h3>')
            parts.append(f'<ul class="amm-lijst">{entries}</ul>')
    return f'<div class="amm-deal">{"".join(parts)}</div>'


def _entry(party: Party, projects: Sequence[Project], link: Link) -> str:
    ways = []
    for role, words in (("trekker", "trekker van"), ("partner", "partner in")):
        names = [project_link(p, link) for p in projects if party.roles.get(p.id) == role]
        if names:
            ways.append(f"{words} {join_words(names)}")
    return f"<strong>{_name(party)}</strong>: {'; '.join(ways)}"
