"""Which projects of the Regio Deal fit what a visitor looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from data_loaders.agreements.hca import Contribution, HcaGoal
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import ProgrammeLine, Project, ProjectGoal, ProjectResult
from data_loaders.agreements.registers import load, load_by_id, registers_mark
from data_loaders.files.text import Fingerprint
from data_loaders.geo.names import plain_words, subregions_in
from data_loaders.geo.regions import Subregion, load_regions

Reach = Literal["gemeente", "streek", "regio", "niet genoemd"]
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

    With a municipality chosen, `projects` are those that name it. The others are then those
    that fit all the rest: `subregional` name a subregion that it belongs to, `regionwide` are
    for the whole region and `placeless` name no place.
    """

    projects: tuple[str, ...]
    subregional: tuple[str, ...] = ()
    regionwide: tuple[str, ...] = ()
    placeless: tuple[str, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the projects a page shows: those that fit, then the ever wider ones."""
        return self.projects + self.subregional + self.regionwide


@dataclass(frozen=True)
class _Facets:
    """What a project can be found by."""

    of: dict[str, frozenset[str]]
    reach: Reach
    around: frozenset[str]
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
    here = tuple(project for project in fit if _fits(known[project], choice, "municipalities"))
    wanted = set(choice.municipalities)
    around = (project for project in fit if wanted & known[project].around)
    return FoundProjects(
        here,
        tuple(project for project in around if project not in here),
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


def reach_of(project: Project) -> Reach:
    """Tell where a project lands: municipalities, a subregion, the whole region, or not said.

    The register has no column for it: a place that begins with the word region is the region,
    unless it begins with the name of a part of it.
    """
    if project.municipalities:
        return "gemeente"
    first = re.split(r"[;,(]", project.place)[0]
    if plain_words(first).startswith(REGION_WORD) and not subregions_in(first, load_regions()):
        return "regio"
    return "streek" if subregions_of(project) else "niet genoemd"


def subregions_of(project: Project) -> tuple[Subregion, ...]:
    """Return the subregions that the place of a project names."""
    return subregions_in(project.place, load_regions())


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
        reach=(reach := reach_of(project)),
        around=frozenset(_around(project) if reach != "regio" else ()),
        text=plain_words(" ".join(_texts(project, served))),
    )


def _around(project: Project) -> Iterable[str]:
    """Yield the municipalities of the subregions that a project names."""
    return (code for item in subregions_of(project) for code in item.municipalities)


def _texts(project: Project, served: Iterable[str]) -> Iterable[str]:
    """Yield every text a project can be searched by."""
    yield from (project.name, project.line, project.aim, project.approach)
    yield from (project.audience, project.place)
    places = (*project.municipalities, *_around(project))
    yield from (load_regions().get(code).name for code in dict.fromkeys(places))
    for party in parties_of(project.id):
        organisation = load_by_id(Organisation)[party.organisation]
        yield from (organisation.name, organisation.short, party.spelled, *organisation.aliases)
    for goal in load(ProjectGoal):
        if goal.project == project.id:
            yield from (goal.title, goal.unit)
    yield from (item.text for item in load(ProjectResult) if item.project == project.id)
    yield from (item.title for item in load(HcaGoal) if item.id in served)
