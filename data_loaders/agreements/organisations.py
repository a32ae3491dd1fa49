"""Who takes part: one record per organisation, however a document spells its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec import field

from data_loaders.agreements.record import OWN, Numbered, Origin, Sourced, YesNo
from data_loaders.files.errors import DataError

Kind = Literal["overheid", "onderwijs", "ondernemers", "overig"]
KINDS: tuple[Kind, ...] = ("overheid", "onderwijs", "ondernemers", "overig")
Role = Literal["trekker", "partner", "aanjager", "lid"]
_OURS = "Onze uitleg: "


def plain_name(name: str) -> str:
    """Return a name without capitals, full stops and double spaces."""
    return re.sub(r"[\s.]+", " ", name).strip().casefold()


class Organisation(Numbered, frozen=True, kw_only=True):
    """An organisation. `generic` is a group that a document does not name one by one."""

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

    @property
    def kind_source(self) -> str:
        """The document that says what it is; `eigen` when that gives no more than a name."""
        return self.document if self.kind_origin == "bron" else OWN

    @property
    def explanation(self) -> str:
        """The note with whose words it is: ours, where we read ourselves what it is."""
        return f"{_OURS}{self.note}" if self.note and self.kind_source == OWN else self.note

    @classmethod
    def check(cls, records: Iterable[Organisation], path: Path) -> None:
        """Check that no spelling stands for two organisations. Raises DataError."""
        known: dict[str, str] = {}
        for item in records:
            for spelling in item.spellings:
                other = known.setdefault(spelling, item.id)
                if other != item.id:
                    raise DataError(f"'{spelling}' is zowel '{other}' als '{item.id}'", path)

    @property
    def spellings(self) -> set[str]:
        """Every way it is written, as `plain` gives it."""
        return {plain_name(text) for text in (self.name, self.short, *self.aliases) if text}


class Partner(Sourced, frozen=True, kw_only=True):
    """An organisation in a project or at a work table, and how the document spells it."""

    organisation: str = field(name="organisatie_id")
    spelled: str = field(name="naam_in_bron")
    role: Role = field(name="rol")
    project: str = field(name="project_id", default="")
    table: str = field(name="werktafel_id", default="")
    origin: Origin = field(name="herkomst")
