"""What works on a sector: goals, projects, work tables, actions and sector tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from components.markup import blocks as markup
from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.sectors.phrases import derived_mark, page_link
from data_loaders.agreements.agenda import load_actions, load_promises
from data_loaders.agreements.hca import load_hca_goals, load_work_tables
from data_loaders.agreements.open_registers import register_rows
from data_loaders.agreements.projects import load_projects
from data_loaders.agreements.registers import register_file
from data_loaders.agreements.sectors import EVERY, LinkKind, load_links
from data_loaders.agreements.sectors import Link as SectorLink
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint

KINDS: dict[LinkKind, str] = {
    "doel": "Doelen",
    "project": "Projecten van de Regio Deal",
    "werktafel": "Werktafels",
    "actie": "Acties van de uitvoeringsagenda",
    "sectortafel": "Sectortafels",
}
NONE = "Geen document verbindt dit met de sector."


@dataclass(frozen=True)
class Target:
    """What works on a sector: its name, and the page and parameter where it stands."""

    name: str
    page: str
    parameters: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=32)
def sector_work(sector_id: str, link: Link, _mark: Fingerprint) -> str:
    """Return what works on a sector, with why we say so and where it stands. Raises DataError."""
    links = load_links(sector_id)
    parts = []
    for kind, title in KINDS.items():
        found = [item for item in links if item.kind == kind]
        parts.append(markup.heading(title) + _list(found, link))
    return "".join(parts) + source_line(links)


def _list(found: Sequence[SectorLink], link: Link) -> str:
    if not found:
        return f'<p class="amm-zin">{NONE}</p>'
    known = targets()
    entries = "".join(f"<li>{_entry(item, known, link)}</li>" for item in found)
    return f'<ul class="amm-lijst amm-sector-werk">{entries}</ul>'


def _entry(item: SectorLink, known: dict[tuple[LinkKind, str], Target], link: Link) -> str:
    target = target_of(item, known)
    for_all = " Voor alle sectoren samen." if item.sector == EVERY else ""
    return (
        f"<strong>{page_link(target.page, target.name, link, *target.parameters)}</strong>"
        f"{derived_mark(item.origin == 'afgeleid')}: {escape(item.reason)}{for_all} "
        f'<span class="amm-klein">{escape(item.note)}</span>'
    )


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
    for goal in load_hca_goals():
        yield goal.id, Target(goal.title, "hca-doelen", (("akkoorddoel", goal.id),))
    for promise in load_promises():
        yield promise.id, Target(promise.title, "uitvoeringsagenda")


def _projects() -> Iterable[tuple[str, Target]]:
    for project in load_projects().values():
        yield project.id, Target(project.name, "regio-deal", (("project", project.id),))


def _tables() -> Iterable[tuple[str, Target]]:
    for table in load_work_tables():
        yield table.id, Target(table.name, "hca-doelen")


def _actions() -> Iterable[tuple[str, Target]]:
    for action in load_actions():
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
