"""Where sources contradict each other about what is shown, as data. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from components.words.formatting import counted
from data_loaders.contradictions import (
    Contradiction,
    Place,
    contradictions_at,
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
    warning: str = ""


@dataclass(frozen=True)
class Disputes:
    """The disputes about one thing that change what it says; `unreadable` says why there are none.

    `smaller` is how many others are on the reading list.
    """

    items: tuple[Dispute, ...] = ()
    unreadable: str = ""
    smaller: int = 0

    def __bool__(self) -> bool:
        return bool(self.items)

    @property
    def is_grave(self) -> bool:
        """Whether one of them changes what a reader may conclude."""
        return any(item.severity == "ernstig" for item in self.items)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What must stand with it wherever it is shown, also where there is no more room."""
        return tuple(item.warning for item in self.items if item.warning)

    @property
    def foremost(self) -> str:
        """The most serious of them in one sentence, for a line that opens; empty without."""
        return next(iter(self.warnings), self.items[0].description if self.items else "")

    def cautions(self, about: str) -> tuple[str, ...]:
        """Return the warnings; if none says it, then that there is something grave `about` it."""
        general = (f"Let op: bronnen spreken elkaar tegen over {about}.",) if self.is_grave else ()
        return tuple(f"Let op: {text}" for text in self.warnings) or general

    @property
    def quiet_line(self) -> str:
        """That there are smaller differences, for a link to the reading list; empty without."""
        if not self.smaller:
            return ""
        named = (
            "Een kleiner verschil" if self.smaller == 1 else f"{self.smaller} kleinere verschillen"
        )
        return f"{named} tussen bronnen: leeslijst"

    @property
    def count_line(self) -> str:
        """How many differences there are, smaller ones too, for a link to all; empty without."""
        count = len(self.items) + self.smaller
        return f"{counted(count, 'verschil', 'verschillen')} tussen bronnen" if count else ""

    @property
    def title(self) -> str:
        """How many there are, in words."""
        return f"Let op: {counted(len(self.items), 'verschil', 'verschillen')} in de bronnen"


NO_DISPUTES = Disputes()


def disputes_of(indicator_id: str) -> Disputes:
    """Return where sources disagree about a figure; a broken register leaves the figure."""
    try:
        return _told(contradictions_of(indicator_id))
    except DataError:
        text = "Of bronnen elkaar over dit cijfer tegenspreken, is nu niet te lezen."
        return Disputes(unreadable=text)


def disputes_with(ids: Iterable[str]) -> Disputes:
    """Return where documents disagree, by number; a broken register leaves the rest."""
    try:
        return _told(contradictions_with(ids))
    except DataError:
        text = "Of documenten elkaar hier tegenspreken, is nu niet te lezen."
        return Disputes(unreadable=text)


def disputes_about(records: Iterable[HasContradictions]) -> Disputes:
    """Return where documents disagree about records; a broken register leaves the rest."""
    return disputes_with(key for item in records for key in item.contradictions)


def _told(found: Iterable[Contradiction]) -> Disputes:
    items = tuple(found)
    shown = tuple(dispute_of(item) for item in items if item.is_shown)
    return Disputes(shown, smaller=sum(item.is_listed for item in items))


def disputes_at(place: str, records: Iterable[HasContradictions] = ()) -> Disputes:
    """Return where documents disagree about a tile (its address), or about records of it."""
    try:
        ids = {item.id for item in contradictions_at(place)}
    except DataError:
        ids = set()  # below, the register says for itself that it cannot be read
    return disputes_with(ids | {key for item in records for key in item.contradictions})


def dispute_of(item: Contradiction) -> Dispute:
    """Return a contradiction of the register as it is told."""
    places = tuple(_place(place) for place in (item.first, item.second) if place.value)
    choice = f"{item.choice} {item.reason}"
    return Dispute(item.id, item.severity, item.description, places, choice, item.warning)


def _place(place: Place) -> str:
    document = load_documents().get(place.document)
    name = document.short if document else place.document
    section = f", {place.section}" if place.section else ""
    return f"{name}{section}: {place.value}"
