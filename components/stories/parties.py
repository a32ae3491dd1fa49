"""Who is who: all organisations with how often they take part, and one with all it does. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from components.deal.partners import KIND_TITLES
from components.markup.templates import macro
from components.stories.roles import PROJECTS, TABLES, Roles, every_role
from components.words.formatting import counted, join_words
from components.words.source import each_section, records_source
from data_loaders.agreements.organisations import KINDS, Kind, Organisation
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.documents import load_documents
from data_loaders.files.text import Fingerprint
from data_loaders.geo.names import plain_words

ROOM = "documenten"
MOST = 8
"""How many organisations stand in the figure of who takes part most."""
TOLD = "Uit de vijf documenten. Bij elke organisatie staat waar zij wordt genoemd."
NOTHING = "Geen document zegt wat deze organisatie doet."


@dataclass(frozen=True)
class Listed:
    """An organisation in the list: how often it takes part, `share` of who does so most."""

    organisation: Organisation
    projects: int
    tables: int
    roles: int
    share: float = 0.0

    @property
    def together(self) -> int:
        """In how many projects and at how many work tables it is."""
        return self.projects + self.tables

    @property
    def counts(self) -> str:
        """How often it takes part, in words; else how often a document says what it does."""
        parts = [counted(self.projects, "project", "projecten")] if self.projects else []
        parts += [counted(self.tables, "werktafel", "werktafels")] if self.tables else []
        if parts or not self.roles:
            return join_words(parts) or "alleen genoemd"
        return counted(self.roles, "vermelding", "vermeldingen")


@lru_cache(maxsize=2)
def every_party(mark: Fingerprint) -> tuple[Listed, ...]:
    """Return every organisation that a document names, by name; groups without a name last."""
    roles = every_role(mark)
    ordered = sorted(load(Organisation), key=lambda o: (o.generic == "ja", o.name.casefold()))
    found = [_listed(item, roles[item.id]) for item in ordered]
    most = max((item.together for item in found), default=0) or 1
    return tuple(
        Listed(item.organisation, item.projects, item.tables, item.roles, item.together / most)
        for item in found
    )


def _listed(item: Organisation, roles: Roles) -> Listed:
    projects, tables = ({r.where for r in roles.get(group, ())} for group in (PROJECTS, TABLES))
    return Listed(item, len(projects), len(tables), sum(map(len, roles.values())))


def parties_finding(found: Sequence[Listed]) -> str:
    """Return in a title who takes part most."""
    named = [item for item in found if item.organisation.generic == "nee"]
    most = max(named, key=lambda item: item.together, default=None)
    if most is None:
        return "Wie is wie"
    return f"{most.organisation.label} doet het vaakst mee: {most.counts}"


def found_parties(found: Sequence[Listed], text: str, kind: str) -> list[Listed]:
    """Return the organisations of a kind (or all) that have every word of a text in a name."""
    words = plain_words(text).split()
    return [
        item
        for item in found
        if kind in ("", item.organisation.kind)
        and all(word in _names(item.organisation) for word in words)
    ]


def _names(item: Organisation) -> str:
    return plain_words(" ".join((item.name, item.short, *item.aliases)))


def most_active(found: Sequence[Listed]) -> Markup:
    """Return a figure of who takes part in most projects and work tables."""
    named = [item for item in found if item.organisation.generic == "nee"]
    ordered = sorted(named, key=lambda item: -item.together)[:MOST]
    title = f"De {len(ordered)} organisaties die het vaakst meedoen"
    return macro(ROOM, "most", title, ordered)


def party_list(found: Sequence[Listed]) -> Markup:
    """Return organisations by kind, each with the way to its own page."""
    kinds: list[tuple[str, Kind]] = [(KIND_TITLES[kind], kind) for kind in KINDS]
    named = [item for item in found if item.organisation.generic == "nee"]
    nameless = [item for item in found if item.organisation.generic == "ja"]
    groups = [(title, [i for i in named if i.organisation.kind == kind]) for title, kind in kinds]
    return macro(ROOM, "parties", [group for group in groups if group[1]], nameless, TOLD)


def party_lead(item: Organisation) -> str:
    """Return what an organisation is, as far as we know."""
    kind = "Groep zonder eigen naam" if item.generic == "ja" else KIND_TITLES[item.kind]
    mark = " (afgeleid)" if item.kind_origin == "afgeleid" else ""
    return f"{kind}{mark}. {item.explanation}".strip()


@lru_cache(maxsize=32)
def party_sheet(organisation: str, mark: Fingerprint) -> Markup:
    """Return all that documents say an organisation does. Raises KeyError for an unknown one."""
    roles, item = every_role(mark)[organisation], load_by_id(Organisation)[organisation]
    groups = [
        (group, [(role, place_words(role.record.document, role.record.section)) for role in found])
        for group, found in roles.items()
    ]
    records = [role.record for found in roles.values() for role in found]
    source = records_source(each_section([item, *records]))
    return macro(ROOM, "party", groups, source, NOTHING)


def place_words(document: str, section: str) -> str:
    """Return a document and a section in a few words: Meerjarenagenda § 3.4.1."""
    known = load_documents().get(document)
    where = f"§ {section}" if section[:1].isdigit() else section
    return " ".join(filter(None, [known.short if known else document, where]))
