"""Who takes part in which project: a matrix, the same as a list, and the finding. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from components.deal.links import project_link
from components.markup.templates import macro
from components.words.formatting import counted, join_words
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.organisations import (
    KINDS,
    Kind,
    Organisation,
    Partner,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
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
ROLES = {"trekker": "trekker van", "partner": "partner in"}


@dataclass(frozen=True)
class Participant:
    """An organisation with its role in each project it takes part in."""

    organisation: Organisation
    roles: dict[str, str]

    @property
    def is_group(self) -> bool:
        """Tell whether this is a group that the document does not name one by one."""
        return self.organisation.generic == "ja"

    @property
    def mark(self) -> str:
        """Return what stands beside the name; empty for an organisation."""
        return GROUP if self.is_group else ""


@dataclass(frozen=True)
class Partners:
    """The finding, who they are in a line, the matrix, and the list with the source, as HTML."""

    title: str
    told: str
    matrix: Markup
    below: Markup


@lru_cache(maxsize=64)
def partners(shown: tuple[str, ...], link: Link, _marks: Fingerprint) -> Partners:
    """Return who takes part in the projects that are shown. Raises DataError."""
    links = {project: project_link(load_by_id(Project)[project], link) for project in shown}
    parties = parties_in(shown)
    source = records_source(item for item in load(Partner) if item.project in shown)
    return Partners(
        title=partners_finding(parties, len(links)),
        told=parties_text(parties),
        matrix=_matrix(parties, links),
        below=macro("regio-deal", "below_matrix", _list(parties, links), source, ON_SCREEN),
    )


def parties_in(projects: Sequence[str]) -> list[Participant]:
    """Return everyone in these projects once: by kind, groups last, most projects first."""
    known = load_by_id(Organisation)
    roles: dict[str, dict[str, str]] = {}
    for item in load(Partner):
        if item.project in projects:
            roles.setdefault(item.organisation, {})[item.project] = item.role
    parties = [Participant(known[key], found) for key, found in roles.items()]
    return sorted(
        parties,
        key=lambda party: (
            KINDS.index(party.organisation.kind),
            party.is_group,
            -len(party.roles),
            party.organisation.name.casefold(),
        ),
    )


def partners_finding(parties: Sequence[Participant], projects: int) -> str:
    """Return who connects most projects."""
    named = [party for party in parties if not party.is_group]
    if not named:
        return "Geen organisatie is bij naam genoemd"
    most = max(len(party.roles) for party in named)
    top = [party.organisation.name for party in named if len(party.roles) == most]
    if most == 1:
        who = counted(len(named), "organisatie doet", "organisaties doen elk")
        return f"{who} mee aan één project"
    verb = "doet" if len(top) == 1 else "doen elk"
    who = join_words(top) if len(top) <= 3 else f"{len(top)} organisaties"
    return f"{who} {verb} mee aan {most} van de {projects} projecten"


def parties_text(parties: Sequence[Participant]) -> str:
    """Return how many take part, how many of them have a name, and how many connect projects."""
    named = [party for party in parties if not party.is_group]
    groups, several = len(parties) - len(named), sum(len(party.roles) > 1 for party in named)
    parts = [counted(len(named), "organisatie", "organisaties")]
    parts += [counted(groups, "groep", "groepen") + " zonder naam"] if groups else []
    told = f"{counted(len(parties), 'partij', 'partijen')}: {join_words(parts)}."
    more = f" {several} van de {len(named)} organisaties doen mee aan meer dan één project."
    return told + (more if several else "")


@lru_cache(maxsize=32)
def partners_door(shown: tuple[str, ...], address: str, _marks: Fingerprint) -> Markup:
    """Return how many take part in some projects, and the way to who that are."""
    return macro("regio-deal", "partners_door", parties_text(parties_in(shown)), address)


def _matrix(parties: Sequence[Participant], links: dict[str, Markup]) -> Markup:
    kinds = []
    for kind, found in _by_kind(parties):
        named = sum(not party.is_group for party in found)
        title = f"{KIND_TITLES[kind]}: {counted(named, 'organisatie', 'organisaties')}"
        kinds.append((title, found))
    caption = "Wie doet mee aan welk project: T is trekker, P is partner"
    return macro("regio-deal", "matrix", caption, list(links.items()), kinds)


def _by_kind(parties: Sequence[Participant]) -> list[tuple[Kind, list[Participant]]]:
    """Return the kinds that have parties, with those parties."""
    kinds = [(kind, [p for p in parties if p.organisation.kind == kind]) for kind in KINDS]
    return [(kind, found) for kind, found in kinds if found]


def _list(
    parties: Sequence[Participant], links: dict[str, Markup]
) -> list[tuple[str, list[tuple[Participant, list[tuple[str, list[Markup]]]]]]]:
    """Return per kind its title and its parties, each with links to projects per role."""
    return [
        (KIND_TITLES[kind], [(party, _ways(party, links)) for party in found])
        for kind, found in _by_kind(parties)
    ]


def _ways(party: Participant, links: dict[str, Markup]) -> list[tuple[str, list[Markup]]]:
    ways = [
        (words, [text for project, text in links.items() if party.roles.get(project) == role])
        for role, words in ROLES.items()
    ]
    return [(words, names) for words, names in ways if names]
