"""What works on a sector: goals, projects, work tables, actions and sector tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import ROOM, links_of, page_link
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.agenda import Action, Promise
from data_loaders.agreements.hca import HcaGoal, WorkTable
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, register_file
from data_loaders.agreements.sectors import EVERY, LinkKind
from data_loaders.agreements.sectors import Link as SectorLink
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.open_registers import register_rows

KINDS: dict[LinkKind, str] = {
    "doel": "Doelen",
    "project": "Projecten van de Regio Deal",
    "werktafel": "Werktafels",
    "actie": "Acties van de uitvoeringsagenda",
    "sectortafel": "Sectortafels",
}


@dataclass(frozen=True)
class Target:
    """What works on a sector: its name, and the page and parameter where it stands."""

    name: str
    page: str
    parameters: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=32)
def sector_work(sector_id: str, link: Link, _mark: Fingerprint) -> Markup:
    """Return what works on a sector, with why we say so and where it stands. Raises DataError."""
    links, known = links_of(sector_id), targets()
    groups = [
        (title, [_entry(item, known, link) for item in links if item.kind == kind])
        for kind, title in KINDS.items()
    ]
    return macro(ROOM, "work", groups, records_source(links))


def _entry(
    item: SectorLink, known: dict[tuple[LinkKind, str], Target], link: Link
) -> tuple[Markup, SectorLink, bool]:
    """Return what works on a sector: the way to it, what we say of it, whether it is for all."""
    target = target_of(item, known)
    way = page_link(target.page, target.name, link, *target.parameters)
    return way, item, item.sector == EVERY


def target_of(item: SectorLink, known: dict[tuple[LinkKind, str], Target]) -> Target:
    """Return what a link points at. Raises DataError for what no register has."""
    if (item.kind, item.target) not in known:
        sentence = f"'{item.target}' staat in geen register ({item.kind})"
        raise DataError(sentence, register_file("verbanden"))
    return known[item.kind, item.target]


def targets() -> dict[tuple[LinkKind, str], Target]:
    """Return all that a link can point at, by kind and id. Raises DataError."""
    found: dict[tuple[LinkKind, str], Target] = {}
    for kind, of_kind in _TARGETS.items():
        found |= {(kind, key): target for key, target in of_kind()}
    return found


def _goals() -> Iterable[tuple[str, Target]]:
    for goal in load(HcaGoal):
        yield goal.id, Target(goal.title, "hca-doelen", (("akkoorddoel", goal.id),))
    for promise in load(Promise):
        yield promise.id, Target(promise.title, "uitvoeringsagenda", (("deel", "ambities"),))


def _projects() -> Iterable[tuple[str, Target]]:
    for project in load(Project):
        yield project.id, Target(project.name, "regio-deal", (("project", project.id),))


def _tables() -> Iterable[tuple[str, Target]]:
    for table in load(WorkTable):
        yield table.id, Target(table.name, "hca-doelen", (("deel", "werktafels"),))


def _actions() -> Iterable[tuple[str, Target]]:
    for action in load(Action):
        yield action.id, Target(action.text, "uitvoeringsagenda", (("lijn", action.line),))


def _sector_tables() -> Iterable[tuple[str, Target]]:
    for row in register_rows("beraad"):
        yield row["id"], Target(row["organisatie"].capitalize(), "uitvoeringsagenda")


_TARGETS: dict[LinkKind, Callable[[], Iterable[tuple[str, Target]]]] = {
    "doel": _goals,
    "project": _projects,
    "werktafel": _tables,
    "actie": _actions,
    "sectortafel": _sector_tables,
}
