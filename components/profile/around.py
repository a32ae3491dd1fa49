"""What touches an area: projects, sectors, actions and who takes part, from the registers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from components.sectors.matrix import holds
from components.words.choice import REGION_LEVELS
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.hca import WorkTable
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.project_search import ProjectChoice, find_projects
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import Agenda, Sector, SectorChoice
from data_loaders.documents import get_document
from data_loaders.geo.names import plain_words
from data_loaders.geo.regions import Region, load_regions

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class NamedRecord:
    """Something by its name, with the id by which a link asks for it."""

    id: str
    name: str


@dataclass(frozen=True)
class AgendaChoice:
    """What an agenda that holds for an area chose; `unclear` cannot be read from the document."""

    agenda: str
    is_adopted: bool
    sectors: tuple[NamedRecord, ...]
    unclear: tuple[NamedRecord, ...]


@dataclass(frozen=True)
class Around:
    """What touches an area.

    Projects that name it, that name a part it lies in, that are for the whole region, and how many
    name no place. Actions that name it, and how many others are for the region of the agenda.
    `parties` are public bodies with the area or its part in their name, each with where they
    take part.
    """

    projects: tuple[NamedRecord, ...]
    subregional: tuple[NamedRecord, ...]
    regionwide: tuple[NamedRecord, ...]
    placeless: int
    agendas: tuple[AgendaChoice, ...]
    actions: tuple[str, ...]
    other_actions: int
    agenda_area: str
    parties: tuple[tuple[str, tuple[str, ...]], ...]


def around_of(area: Region) -> Around | None:
    """Return what touches an area; None for one that is not ours. Raises DataError."""
    regions = load_regions()
    if regions.find(area.code) is None:
        return None
    towns = regions.members(area.code) or (area.code,)
    found = find_projects(ProjectChoice(municipalities=towns))
    actions = load(Action)
    words = tuple(_names(area, towns))
    named = tuple(item.text for item in actions if _names_one(_texts(item), words))
    home = regions.get(get_document(actions[0].document).area) if actions else area
    is_inside = home.code in {area.code, *area.within}
    return Around(
        projects=_projects(found.projects),
        subregional=_projects(found.subregional),
        regionwide=_projects(found.regionwide),
        placeless=len(found.placeless),
        agendas=tuple(_agendas(area, towns)),
        actions=named,
        other_actions=len(actions) - len(named) if is_inside else 0,
        agenda_area=home.label,
        parties=tuple(_parties(words)),
    )


def _projects(ids: Iterable[str]) -> tuple[NamedRecord, ...]:
    known = load_by_id(Project)
    return tuple(NamedRecord(key, known[key].name) for key in ids)


def _agendas(area: Region, towns: Iterable[str]) -> Iterator[AgendaChoice]:
    sectors = load_by_id(Sector)
    for agenda in load(Agenda):
        if not any(holds(agenda, code) for code in (area.code, *towns)):
            continue
        of_agenda = [item for item in load(SectorChoice) if item.agenda == agenda.id]

        def chosen(word: str, items: list[SectorChoice] = of_agenda) -> tuple[NamedRecord, ...]:
            found = (sectors[item.sector] for item in items if item.chosen == word)
            return tuple(NamedRecord(sector.id, sector.short) for sector in found)

        yield AgendaChoice(
            agenda.column, agenda.status == "vastgesteld", chosen("ja"), chosen("onduidelijk")
        )


def _names(area: Region, towns: Iterable[str]) -> Iterator[str]:
    """Yield the names that stand for an area: its own, and those of the parts it lies in."""
    yield area.name
    for part in load_regions().subregions:
        if area.level == "gemeente" and set(towns) & set(part.municipalities):
            yield from (part.name.removeprefix("de "), *part.also)


def _texts(action: Action) -> str:
    return " ".join((action.text, *action.leaders, *action.involved))


def _names_one(text: str, names: Iterable[str]) -> bool:
    spaced = f" {_spaced(text)} "
    return any(f" {_spaced(name)} " in spaced for name in names)


def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(plain_words(text)))


def _parties(names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    projects, tables = load_by_id(Project), load_by_id(WorkTable)
    # A region may be called after its largest municipality, and is another body.
    regions = [r for r in load_regions().regions if r.level in REGION_LEVELS]
    wider = [r.label for r in regions if r.name not in names]
    for item in load(Organisation):
        called = " ".join((item.name, *item.aliases))
        if item.kind != "overheid" or not _names_one(called, names) or _names_one(called, wider):
            continue
        parts = [party for party in load(Partner) if party.organisation == item.id]
        where = [projects[p.project].name for p in parts if p.project]
        where += [f"werktafel {tables[p.table].name}" for p in parts if p.table]
        if where:
            yield item.name, tuple(dict.fromkeys(where))
