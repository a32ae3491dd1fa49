"""What the records of all registers share."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

import msgspec
from msgspec import field

OWN = "eigen"
"""Stands where a document would, in what we chose ourselves and no document says."""

YesNo = Literal["ja", "nee"]
Origin = Literal["bron", "afgeleid"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a register: its fields are the columns."""

    @classmethod
    def check(cls, records: tuple[Self, ...], path: Path) -> None:
        """Check what must hold between the rows of one register. Raises DataError."""


class Sourced(Record, frozen=True, kw_only=True):
    """What every record of an agreement carries: its document, the section, and a note."""

    document: str
    section: str = field(name="paragraaf", default="")
    note: str = field(name="toelichting", default="")


class Numbered(Sourced, frozen=True, kw_only=True):
    """A record that others can name."""

    id: str


class Disputed(Numbered, frozen=True, kw_only=True):
    """A record that documents may contradict each other about."""

    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())
