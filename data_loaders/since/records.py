"""One change, and all of them since a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from data_loaders.files.csvtext import Record, plain_number
from data_loaders.geo.regions import load_regions

ChangeKind = Literal[
    "nieuwe periode",
    "herzien cijfer",
    "vervallen cijfer",
    "andere status",
    "nieuwe meting",
    "verbeterde meting",
    "doel: andere stand",
    "actie: einddatum voorbij",
    "actie: begonnen",
    "actie: gemeld",
    "geld: uitgegeven",
    "telling werkcentrum",
    "nieuwe kanttekening",
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""In the order in which they are told."""


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was.

    `subject` is the id of an indicator, goal, action or note, `what` its title. Of a figure:
    `area` is a code, `detail` its characteristic and breakdown, `period` a code; of a
    measurement `period` is its reference date, of an action the term. Values in base units;
    None is no value, or one that is not shown. The statuses are those of the figure, or the
    states of the goal or action. `day` is when it changed, as far as the source says.
    """

    kind: ChangeKind
    subject: str
    what: str
    area: str = ""
    detail: str = ""
    period: str = ""
    old: float | None = None
    new: float | None = None
    unit: str = ""
    old_status: str = ""
    new_status: str = ""
    day: date | None = None
    source: str = ""
    why: str = ""


@dataclass(frozen=True)
class Unknown:
    """A source of which it cannot be said what changed, and why: one Dutch sentence.

    `is_fault` when it could not be read now; else nobody kept it.
    """

    source: str
    sentence: str
    is_fault: bool = False


@dataclass(frozen=True)
class Since:
    """What changed after `day` up to and including `today`, and what nobody can tell."""

    day: date
    today: date
    changes: tuple[Change, ...]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True)
class ChangeGroup:
    """The changes of one kind, subject and period, to be told as one."""

    changes: tuple[Change, ...]

    @property
    def leading(self) -> Change:
        """The change about the region the monitor starts with, else the first."""
        default = load_regions().default
        return next((item for item in self.changes if item.area == default), self.changes[0])


def grouped(changes: Iterable[Change]) -> list[ChangeGroup]:
    """Return changes (in the order of `Since`) in groups: one per kind, subject and period."""
    parts = groupby(changes, key=lambda item: (item.kind, item.subject, item.period))
    return [ChangeGroup(tuple(group)) for _, group in parts]


CHANGE_COLUMNS = (
    "soort",
    "onderwerp_id",
    "wat",
    "gebied_code",
    "gebied",
    "kenmerk",
    "periode",
    "oude_waarde",
    "nieuwe_waarde",
    "eenheid",
    "oude_status",
    "nieuwe_status",
    "datum",
    "bron",
    "reden",
)


def change_records(since: Since) -> list[Record]:
    """Return one record per change (columns: CHANGE_COLUMNS), as text for a CSV file."""
    return [dict(zip(CHANGE_COLUMNS, _cells(item), strict=True)) for item in since.changes]


def _cells(item: Change) -> tuple[str, ...]:
    region = load_regions().find(item.area)
    return (
        item.kind,
        item.subject,
        item.what,
        item.area,
        region.name if region else "",
        item.detail,
        item.period,
        _number(item.old),
        _number(item.new),
        item.unit,
        item.old_status,
        item.new_status,
        item.day.isoformat() if item.day else "",
        item.source,
        item.why,
    )


def _number(value: float | None) -> str:
    return "" if value is None else plain_number(value)
