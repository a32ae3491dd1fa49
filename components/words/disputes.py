"""Where sources contradict each other about what is shown, as data. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from data_loaders.contradictions import (
    Contradiction,
    Place,
    contradictions_of,
    contradictions_with,
)
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError


class HasContradictions(Protocol):
    """A record that names, by number, where documents contradict each other about it."""

    @property
    def contradictions(self) -> tuple[str, ...]:
        """The numbers, in the register of contradictions."""


@dataclass(frozen=True)
class Dispute:
    """Two places that disagree, as they are told: each place in words, and what we chose."""

    id: str
    severity: str
    description: str
    places: tuple[str, ...]
    choice: str


@dataclass(frozen=True)
class Disputes:
    """All disputes about one thing; `unreadable` says why there are none to show."""

    items: tuple[Dispute, ...] = ()
    unreadable: str = ""

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def is_grave(self) -> bool:
        """Whether one of them changes what a reader may conclude."""
        return any(item.severity == "ernstig" for item in self.items)

    @property
    def title(self) -> str:
        """How many there are, in words."""
        count = len(self.items)
        named = "1 tegenstrijdigheid" if count == 1 else f"{count} tegenstrijdigheden"
        return f"Let op: {named} in de bronnen"


NO_DISPUTES = Disputes()


def disputes_of(indicator_id: str) -> Disputes:
    """Return where sources disagree about a figure; a broken register leaves the figure."""
    try:
        return Disputes(tuple(map(dispute_of, contradictions_of(indicator_id))))
    except DataError:
        text = "Of bronnen elkaar over dit cijfer tegenspreken, is nu niet te lezen."
        return Disputes(unreadable=text)


def disputes_with(ids: Iterable[str]) -> Disputes:
    """Return where documents disagree, by number; a broken register leaves the rest."""
    try:
        return Disputes(tuple(map(dispute_of, contradictions_with(ids))))
    except DataError:
        text = "Of documenten elkaar hier tegenspreken, is nu niet te lezen."
        return Disputes(unreadable=text)


def disputes_about(records: Iterable[HasContradictions]) -> Disputes:
    """Return where documents disagree about records; a broken register leaves the rest."""
    return disputes_with(key for item in records for key in item.contradictions)


def dispute_of(item: Contradiction) -> Dispute:
    """Return a contradiction of the register as it is told."""
    places = tuple(_place(place) for place in (item.first, item.second) if place.value)
    choice = f"{item.choice} {item.reason}"
    return Dispute(item.id, item.severity, item.description, places, choice)


def _place(place: Place) -> str:
    document = load_documents().get(place.document)
    name = document.short if document else place.document
    section = f", {place.section}" if place.section else ""
    return f"{name}{section}: {place.value}"
