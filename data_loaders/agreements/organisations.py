"""Who takes part: one record per organisation, however a document spells its name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from msgspec import field

from data_loaders.agreements.registers import (
    Origin,
    Sourced,
    YesNo,
    load_register,
    register_file,
)
from data_loaders.files.errors import DataError

Kind = Literal["overheid", "onderwijs", "ondernemers", "overig"]
KINDS: tuple[Kind, ...] = ("overheid", "onderwijs", "ondernemers", "overig")
Role = Literal["trekker", "partner", "aanjager", "lid"]


class Organisation(Sourced, frozen=True, kw_only=True):
    """An organisation. `generic` is a group that a document does not name one by one."""

    id: str
    name: str = field(name="naam")
    short: str = field(name="kort", default="")
    kind: Kind = field(name="soort")
    kind_origin: Origin = field(name="soort_herkomst")
    generic: YesNo = field(name="generiek")
    aliases: tuple[str, ...] = field(name="aliassen", default=())

    @property
    def label(self) -> str:
        """The name as a list shows it: the short one where there is one."""
        return self.short or self.name


class Partner(Sourced, frozen=True, kw_only=True):
    """An organisation in a project or at a work table, and how the document spells it."""

    organisation: str = field(name="organisatie_id")
    spelled: str = field(name="naam_in_bron")
    role: Role = field(name="rol")
    project: str = field(name="project_id", default="")
    table: str = field(name="werktafel_id", default="")
    origin: Origin = field(name="herkomst")


def load_organisations() -> dict[str, Organisation]:
    """Return every organisation by id. Raises DataError, also for a name that is there twice."""
    return _by_id(load_register("organisaties", Organisation))


@lru_cache(maxsize=2)
def _by_id(items: tuple[Organisation, ...]) -> dict[str, Organisation]:
    _spellings(items)
    return {item.id: item for item in items}


def find_organisation(spelling: str) -> Organisation | None:
    """Return the organisation that a name, short name or other spelling stands for."""
    items = load_register("organisaties", Organisation)
    return _spellings(items).get(_plain(spelling))


@lru_cache(maxsize=2)
def _spellings(items: tuple[Organisation, ...]) -> dict[str, Organisation]:
    known: dict[str, Organisation] = {}
    for item in items:
        for spelling in {_plain(text) for text in (item.name, item.short, *item.aliases) if text}:
            other = known.setdefault(spelling, item)
            if other is not item:
                raise DataError(
                    f"'{spelling}' is zowel '{other.id}' als '{item.id}'",
                    register_file("organisaties"),
                )
    return known


def _plain(spelling: str) -> str:
    return re.sub(r"[\s.]+", " ", spelling).strip().casefold()


def load_partners() -> tuple[Partner, ...]:
    """Return every part an organisation plays. Raises DataError."""
    return load_register("partners", Partner)
