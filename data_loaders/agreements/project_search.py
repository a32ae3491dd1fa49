"""Which projects of the Regio Deal fit what a visitor looks for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from data_loaders.agreements.hca import Contribution, HcaGoal
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import ProgrammeLine, Project, ProjectGoal, ProjectResult
from data_loaders.agreements.registers import load, load_by_id, registers_mark
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

Reach = Literal["gemeente", "regio", "niet genoemd"]
REGION_WORD = "regio"


@dataclass(frozen=True)
class ProjectChoice:
    """What a visitor looks for. Ids; empty is no filter.

    Of one filter any of the ids will do; all filters and all words of `text` must fit.
    `parties` and `kinds` are about whoever takes part, as leader or as partner.
    """

    lines: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    text: str = ""

    def active(self) -> tuple[str, ...]:
        """Return the names of the filters in use."""
        return tuple(name for name, value in vars(self).items() if value)


@dataclass(frozen=True)
class FoundProjects:
    """The projects that fit, by id and in the order of the document.

    With a municipality chosen, `projects` are those that name it. `regionwide` and `placeless`
    are then those that fit all the rest, and are for the whole region or name no place.
    """

    projects: tuple[str, ...]
    regionwide: tuple[str, ...] = ()
    placeless: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the projects a page shows: those that fit, then those for the whole region."""
        return self.projects + self.regionwide


@dataclass(frozen=True)
class _Facets:
    """What a project can be found by."""

    of: dict[str, frozenset[str]]
    reach: Reach
    text: str


def find_projects(choice: ProjectChoice) -> FoundProjects:
    """Return the projects that fit a choice. Raises DataError."""
    known = _facets(registers_mark())
    words = plain_words(choice.text).split()
    fit = [
        project
        for project, facets in known.items()
        if all(_fits(facets, choice, name) for name in facets.of if name != "municipalities")
        and all(word in facets.text for word in words)
    ]
    if not choice.municipalities:
        return FoundProjects(tuple(fit))
    return FoundProjects(
        tuple(project for project in fit if _fits(known[project], choice, "municipalities")),
        tuple(project for project in fit if known[project].reach == "regio"),
        tuple(project for project in fit if known[project].reach == "niet genoemd"),
    )


def _fits(facets: _Facets, choice: ProjectChoice, name: str) -> bool:
    wanted = getattr(choice, name)
    return not wanted or not facets.of[name].isdisjoint(wanted)


def found_without(choice: ProjectChoice) -> dict[str, int]:
    """Return for each filter in use how many projects are shown when it is taken away."""
    nothing = ProjectChoice()
    return {
        name: len(find_projects(replace(choice, **{name: getattr(nothing, name)})).shown)
        for name in choice.active()
    }


def plain_words(text: str) -> str:
    """Return text as search compares it: without accents and in small letters."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def reach_of(project: Project) -> Reach:
    """Tell where a project lands: in named municipalities, the whole region, or not said.

    The register has no column for it: a place that begins with the word region is the region.
    """
    if project.municipalities:
        return "gemeente"
    return "regio" if plain_words(project.place).startswith(REGION_WORD) else "niet genoemd"


def parties_of(project: str) -> list[Partner]:
    """Return who takes part in a project: its leaders and then its partners. Raises DataError."""
    found = [party for party in load(Partner) if party.project == project]
    return sorted(found, key=lambda party: party.role != "trekker")


@lru_cache(maxsize=2)
def _facets(_registers: Fingerprint) -> dict[str, _Facets]:
    return {project.id: _facets_of(project) for project in load(Project)}


def _facets_of(project: Project) -> _Facets:
    known = load_by_id(Organisation)
    parties = {party.organisation for party in parties_of(project.id)}
    served = {item.goal for item in load(Contribution) if item.project == project.name}
    return _Facets(
        of={
            "lines": frozenset(i.id for i in load(ProgrammeLine) if i.name == project.line),
            "leaders": frozenset(project.leaders),
            "parties": frozenset(parties),
            "kinds": frozenset(known[party].kind for party in parties),
            "municipalities": frozenset(project.municipalities),
            "goals": frozenset(served - {""}),
        },
        reach=reach_of(project),
        text=plain_words(" ".join(_texts(project, served))),
    )


def _texts(project: Project, served: Iterable[str]) -> Iterable[str]:
    """Yield every text a project can be searched by."""
    yield from (project.name, project.line, project.aim, project.approach)
    yield from (project.audience, project.place)
    yield from (load_regions().get(code).name for code in project.municipalities)
    for party in parties_of(project.id):
        organisation = load_by_id(Organisation)[party.organisation]
        yield from (organisation.name, organisation.short, party.spelled, *organisation.aliases)
    for goal in load(ProjectGoal):
        if goal.project == project.id:
            yield from (goal.title, goal.unit)
    yield from (item.text for item in load(ProjectResult) if item.project == project.id)
    yield from (item.title for item in load(HcaGoal) if item.id in served)
