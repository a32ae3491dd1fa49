"""All that documents say an organisation does, from every register that names one. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from data_loaders.agreements.agenda import Action, Party
from data_loaders.agreements.hca import Cover, Governing, WorkTable
from data_loaders.agreements.money import Financing
from data_loaders.agreements.organisations import Organisation, Partner, plain_name
from data_loaders.agreements.projects import Project
from data_loaders.agreements.record import Sourced
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import Agenda
from data_loaders.agreements.surroundings import Story
from data_loaders.files.text import Fingerprint

WHO = "wie-is-wie"
"""The page with all organisations."""
BERAAD, ACCORD, TABLES = "Regionaal Beraad en omgeving", "Human Capital Akkoord", "Werktafels"
PROJECTS, ACTIONS, MONEY = "Projecten van de Regio Deal", "Acties van de uitvoeringsagenda", "Geld"
AGENDAS, AROUND = "Sectoragenda's", "Om ons heen"
STORY_PARTS = {
    "oost": ("oost",),
    "netwerken": ("netwerk", "succes", "samenhang"),
    "knelpunten": ("knelpunt", "suggestie"),
    "seece": ("seece", "bron"),
    "agendas": ("achtergrond", "agenda", "rol", "stap", "succesfactor", "voorbeeld"),
}
"""The parts of the page Om ons heen, with the kinds of stories of each."""
_STORY_WORDS = {"succes": "succesverhaal", "seece": "SEECE"}


class Role(NamedTuple):
    """What an organisation is or does somewhere, the way there, and in how many words we know it.

    `called` is its name in the document where that is another one than ours.
    """

    what: str
    where: str
    address: str
    told: str
    record: Sourced
    called: str = ""


Roles = Mapping[str, tuple[Role, ...]]
"""The roles of an organisation, by the group they stand in."""
_Found = Iterator[tuple[str, Role]]


def organisation_address(organisation: str) -> str:
    """Return the address of an organisation, from the root."""
    return f"{WHO}?{urlencode({'organisatie': organisation})}"


def spellings() -> dict[str, str]:
    """Return the id of every organisation, by each way its name is written. Raises DataError."""
    return {spelled: item.id for item in load(Organisation) for spelled in item.spellings}


@lru_cache(maxsize=2)
def every_role(_mark: Fingerprint) -> Mapping[str, Roles]:
    """Return what each organisation does, by its id, in the order of the groups."""
    known = load_by_id(Organisation)
    found: dict[str, dict[str, list[Role]]] = {key: {} for key in known}
    for group, read in _GROUPS.items():
        for key, role in read():
            name = known[key].name
            called = "" if plain_name(role.called) == plain_name(name) else role.called
            found[key].setdefault(group, []).append(role._replace(called=called))
    return {
        key: {group: tuple(roles) for group, roles in groups.items()}
        for key, groups in found.items()
    }


def _named(names: tuple[str, ...], role: Role) -> _Found:
    """Yield a role for each of these names that is an organisation."""
    known = spellings()
    for name in names:
        if key := known.get(plain_name(name)):
            yield key, role._replace(called=name)


def _beraad() -> _Found:
    address = f"./{WHO}?deel=besluiten"
    for item in load(Party):
        yield from _named((item.name,), Role(item.position, item.body, address, item.role, item))


def _accord() -> _Found:
    address = f"./{WHO}?deel=akkoord"
    for item in load(Governing):
        role = Role(item.role, item.body, address, item.task, item)
        yield from _named(item.organisations, role)


def _tables() -> _Found:
    known = load_by_id(WorkTable)
    for item in load(Partner):
        if item.table:
            name = known[item.table].name
            role = Role(item.role, name, "./hca-doelen?deel=werktafels", "", item, item.spelled)
            yield item.organisation, role


def _projects() -> _Found:
    known = load_by_id(Project)
    for item in load(Partner):
        if item.project:
            project = known[item.project]
            address = f"./regio-deal?{urlencode({'project': project.id})}"
            role = Role(item.role, project.name, address, project.aim, item, item.spelled)
            yield item.organisation, role


def _actions() -> _Found:
    for item in load(Action):
        for what, names in (("trekker", item.leaders), ("betrokken", item.involved)):
            address = f"./uitvoeringsagenda?{urlencode({'lijn': item.line})}"
            role = Role(what, item.short or item.text, address, item.text, item)
            yield from _named(names, role)


def _money() -> _Found:
    for cover in load(Cover):
        role = Role(cover.kind, "Geld van het akkoord", "./hca-doelen?deel=geld", cover.text, cover)
        yield from _named(cover.giver, role)
    for item in load(Financing):
        for what, names in (("geeft", item.giver), ("krijgt", item.receiver)):
            address = "./uitvoeringsagenda?deel=posten"
            yield from _named(names, Role(what, item.subject, address, item.condition, item))


def _agendas() -> _Found:
    for item in load(Agenda):
        role = Role("van", item.name, "./speerpuntsectoren", "", item)
        yield from _named(item.owners, role)


def _around() -> _Found:
    parts = {kind: part for part, kinds in STORY_PARTS.items() for kind in kinds}
    for item in load(Story):
        address = f"./om-ons-heen?{urlencode({'deel': parts[item.kind]})}"
        for key in item.organisations:
            what = _STORY_WORDS.get(item.kind, item.kind)
            yield key, Role(what, item.title, address, item.text, item)


_GROUPS: Mapping[str, Callable[[], _Found]] = {
    BERAAD: _beraad,
    ACCORD: _accord,
    TABLES: _tables,
    PROJECTS: _projects,
    ACTIONS: _actions,
    MONEY: _money,
    AGENDAS: _agendas,
    AROUND: _around,
}
