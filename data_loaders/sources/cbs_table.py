"""A CBS StatLine table as both services give it: facts, measures, dimensions, observations.

Measures and codes are looked up by their key or by what CBS calls them, because keys differ
between the services and move between years. A reference in an indicator file is

    "M000352"                                a key
    "Bevolking op 1 januari"                 a title
    "Werkloosheid > Seizoengecorrigeerd"     a title below a group of topics
    "BevolkingOp1Januari"                    a key without the number at its end
    "Onderwijs"                              a title without its letter (`P Onderwijs`)
    "M000352 | Bevolking op 1 januari"       the first of these that is clear
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol, TypeVar

import msgspec
import pandas as pd

from data_loaders.files.errors import DataError

MEASURE, VALUE, ATTRIBUTE = "Measure", "Value", "ValueAttribute"

# What CBS says of one observation: it cannot exist, or it is kept secret. And what we say of one
# in a copy of ours: we calculated it, or it was provisional when it was copied.
IMPOSSIBLE, CONFIDENTIAL = "Impossible", "Confidential"
CALCULATED, PROVISIONAL = "Calculated", "Provisional"

# What CBS says of a period, in our words. A period of which it says nothing is final.
STATUSES = {
    "": "definitief",
    "Definitief": "definitief",
    "Voorlopig": "voorlopig",
    "NaderVoorlopig": "nader voorlopig",
}

ServiceName = Literal["v3", "v4"]
DimensionKind = Literal["regio", "tijd", "overig"]


class TableInfo(msgspec.Struct, frozen=True):
    """What CBS says of a table as a whole, and when it was copied. Unknown dates are None.

    `edition` is the source's own text of its date of change, to see whether it moved;
    `state` its own word (`Regulier`, or something else once CBS stops a table).
    """

    table: str
    title: str
    licence: str
    url: str
    modified: date | None = None
    captured: date | None = None
    note: str = ""
    edition: str = ""
    state: str = ""
    service: ServiceName | None = None


class Measure(msgspec.Struct, frozen=True):
    """One topic of a table. `groups` are the groups it lies in, outermost first.

    `key` is bare; `raw` is padded the way the service wants it, when that differs.
    """

    key: str
    title: str
    groups: tuple[str, ...] = ()
    unit: str = ""
    raw: str = ""

    @property
    def name(self) -> str:
        """Return what stays the same when CBS moves a key: groups and title."""
        return " > ".join((*self.groups, self.title))


class Code(msgspec.Struct, frozen=True):
    """One code of a dimension. `key` is bare; `raw` is padded the way the service wants it."""

    key: str
    title: str
    status: str = ""
    raw: str = ""


class Dimension(msgspec.Struct, frozen=True):
    """What observations are divided by. No codes: the service gave no list of them."""

    key: str
    title: str
    kind: DimensionKind
    codes: tuple[Code, ...] = ()


class Structure(msgspec.Struct, frozen=True):
    """The measures and dimensions of a table."""

    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...]

    def of_kind(self, kind: DimensionKind) -> tuple[Dimension, ...]:
        """Return the dimensions of one kind."""
        return tuple(item for item in self.dimensions if item.kind == kind)


@dataclass(frozen=True)
class CbsTable:
    """The observations of a table as CBS gives them, with all that says what they mean.

    `observations` has a column per dimension (bare codes), MEASURE (a key of `structure`),
    VALUE (float, NaN for no value; in the unit of the measure) and ATTRIBUTE (why there is
    no value, `None` when there is one).
    """

    info: TableInfo
    structure: Structure
    observations: pd.DataFrame


class _Named(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


Item = TypeVar("Item", bound=_Named)


def find_measure(structure: Structure, reference: str) -> Measure:
    """Return the measure a reference means; raises DataError when none or several fit."""
    return _find(structure.measures, reference, "de maat", [m.name for m in structure.measures])


def find_dimension(structure: Structure, reference: str) -> Dimension:
    """Return the dimension a reference means; raises DataError when none or several fit."""
    titles = [dimension.title for dimension in structure.dimensions]
    return _find(structure.dimensions, reference, "de dimensie", titles)


def find_code(dimension: Dimension, reference: str) -> Code:
    """Return the code a reference means; raises DataError when none or several fit.

    Of a dimension without a list of codes, the reference itself is taken for the key.
    """
    if not dimension.codes:
        key = reference.split("|", maxsplit=1)[0].strip()
        return Code(key, key, raw=key)
    titles = [code.title for code in dimension.codes]
    return _find(dimension.codes, reference, f"de waarde van '{dimension.title}'", titles)


def find_total(dimension: Dimension) -> Code | None:
    """Return the one code that stands for everything together, or None when that is unclear."""
    if len(dimension.codes) == 1:
        return dimension.codes[0]
    totals = [code for code in dimension.codes if is_total(code)]
    return totals[0] if len(totals) == 1 else None


def is_total(code: Code) -> bool:
    """Tell whether a code says by itself that it stands for everything together."""
    # CBS gives a total a key with T00, or says so in words. A table with margins of error
    # has the value itself beside its lower and upper bound.
    words = plain_title(code.title).split()
    return (
        code.key.startswith("T00") or "totaal" in (*words[:1], *words[-1:]) or words == ["waarde"]
    )


def plain_title(text: str) -> str:
    """Return text without what CBS is not strict about: capitals, double spaces, apostrophes."""
    return " ".join(text.replace("’", "'").replace("`", "'").lower().split())


def _find(items: Sequence[Item], reference: str, what: str, options: Sequence[str]) -> Item:
    unclear = ""
    for choice in reference.split("|"):
        found = _matches(items, choice.strip())
        if len(found) == 1:
            return found[0]
        if found and not unclear:
            unclear = f"{what} '{choice.strip()}' is niet eenduidig: er zijn er {len(found)}"
    if unclear:
        raise DataError(unclear)
    known = "; ".join(options[:40])
    raise DataError(f"{what} '{reference}' staat niet in de tabel (wel: {known})")


def _matches(items: Sequence[Item], reference: str) -> list[Item]:
    by_key = [item for item in items if item.key == reference]
    if by_key:
        return by_key
    *groups, title = [plain_title(part) for part in reference.split(">")]
    named = [item for item in items if title in _names(item.title) and _lies_in(item, groups)]
    found = [item for item in named if plain_title(item.title) == title] or named
    return found or [item for item in items if _stem(item.key) == reference]


def _names(title: str) -> tuple[str, str]:
    """Return a title, also without the letter of a section: SBI 2025 shifts the letters."""
    plain = plain_title(title)
    return plain, re.sub(r"^[a-z](-[a-z])? ", "", plain)


def _stem(key: str) -> str:
    """Return a key without its number, which moves when CBS adds a topic."""
    return re.sub(r"_\d+$", "", key)


def _lies_in(item: object, groups: Sequence[str]) -> bool:
    """Tell whether an item lies in these groups, in this order; others may lie between."""
    own = iter([plain_title(group) for group in getattr(item, "groups", ())])
    return all(group in own for group in groups)
