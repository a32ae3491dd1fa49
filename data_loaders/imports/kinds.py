"""The kinds of files that can be imported: `kinds/<kind>.toml`, one more is one more file.

What files of every kind may have stands in `kolommen.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Level
from data_loaders.imports.columns import Column, NumberColumn, TextColumn
from data_loaders.imports.words import Value, key, squash
from data_loaders.periods import Frequency
from data_loaders.series import STATUSES

KINDS = Path(__file__).parent / "kinds"
COMMON_FILE = Path(__file__).parent / "kolommen.toml"
_PIVOT = re.compile(r"^som van\s+", re.IGNORECASE)
# Signs behind a name that are no part of it; CBS numbers the topics of a table, as in `WW_4`.
_FOOTNOTE = re.compile(r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\s*\(?\d\)|\*+|_\d+)$")
_WITH_UNIT = re.compile(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]")
THOUSANDS = re.compile(r"[x×*]\s*1[.\s]?000\b|\b(?:in )?duizend|\bmln\b|\bmiljoen", re.IGNORECASE)
_FEW = re.compile(r"(?:<=?|≤|minderdan|kleinerdan)\d+")  # a number too small to be told
CANONICAL = (
    "cijfer",
    "gebied",
    "periode",
    "waarde",
    "kenmerk",
    "uitsplitsing",
    "status",
    "herkomst",
    "toelichting",
)


class _Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `kolommen.toml` says: columns before and after those of a kind, and words."""

    hidden: tuple[str, ...] = msgspec.field(name="niet_getoond")
    unknown: tuple[str, ...] = msgspec.field(name="onbekend")
    aside: tuple[str, ...] = msgspec.field(name="zonder_betekenis")
    dividing: tuple[str, ...] = msgspec.field(name="verdeelt")
    before: tuple[Column, ...] = msgspec.field(name="vooraan")
    after: tuple[Column, ...] = msgspec.field(name="achteraan")


class ImportKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What a file of one kind may hold and what it means. `id` is the file name.

    `hidden` and `unknown` are the words in number cells that mean not shown and unknown;
    a word in neither is a fault and none is ever zero. `year_means` says which day or
    school year a bare year stands for. `years_ahead` is how far a period may lie in the
    future. `unique` is what may not occur twice.
    """

    title: str = msgspec.field(name="titel")
    producer: str = msgspec.field(name="producent")
    frequencies: tuple[Frequency, ...] = msgspec.field(name="frequenties")
    levels: tuple[Level, ...] = msgspec.field(name="niveaus")
    columns: tuple[Column, ...] = msgspec.field(name="kolom")
    hidden: tuple[str, ...] = msgspec.field(name="niet_getoond", default=())
    unknown: tuple[str, ...] = msgspec.field(name="onbekend", default=())
    id: str = ""
    url: str = ""
    licence: str = msgspec.field(name="licentie", default="onbekend")
    note: str = msgspec.field(name="toelichting", default="")
    status: str = "definitief"
    figure: str = msgspec.field(name="standaardcijfer", default="")
    year_means: Literal["", "begin", "einde"] = msgspec.field(name="los_jaar", default="")
    years_ahead: int = msgspec.field(name="jaren_vooruit", default=0)
    periods_across: bool = msgspec.field(name="perioden_als_kolommen", default=False)
    unique: tuple[str, ...] = msgspec.field(
        name="sleutel", default=("cijfer", "gebied", "periode", "kenmerk", "uitsplitsing")
    )

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Return the columns by the `key` of their name and of each synonym."""
        return {key(n): column for column in self.columns for n in (column.name, *column.synonyms)}

    @cached_property
    def measures(self) -> Mapping[str, NumberColumn]:
        """Return the columns that a long file may name in its column of figures, by `key`."""
        named = ((name, c) for name, c in self.by_name.items() if isinstance(c, NumberColumn))
        return {name: column for name, column in named if column.figure}

    @cached_property
    def default(self) -> NumberColumn | None:
        """Return the figure that a number belongs to when the file does not say."""
        return next((c for c in self.measures.values() if c.figure == self.figure), None)

    def column(self, header: Value) -> Column | None:
        """Return what a header names: as it stands, without a footnote, or without its unit.

        A count in thousands is still that column, for the caller to refuse.
        """
        if not isinstance(header, str):
            return None
        bare = _PIVOT.sub("", header)
        for text in (header, bare, _FOOTNOTE.sub("", bare).strip()):
            if found := self.by_name.get(key(text)):
                return found
            if parts := _WITH_UNIT.fullmatch(text):
                found = self.by_name.get(key(_FOOTNOTE.sub("", parts[1])))
                other = isinstance(found, NumberColumn) and not found.has_unit(parts[2])
                if found and (not other or THOUSANDS.search(parts[2])):
                    return found
        return None

    def missing(self, cell: Value) -> str:
        """Return why a cell holds no number, as a status; empty when it may hold one."""
        if cell is None:
            return self.gaps.get("", "")
        word = squash(cell) if isinstance(cell, str) else ""
        few = "niet getoond" if _FEW.fullmatch(word) else ""
        return few or (self.gaps.get(word, "") if word else "")

    @cached_property
    def gaps(self) -> Mapping[str, str]:
        """Return the status by each word (`squash`) that stands where a number is missing."""
        unknown = dict.fromkeys(map(squash, self.unknown), "onbekend")
        return unknown | dict.fromkeys(map(squash, self.hidden), "niet getoond")


@lru_cache(maxsize=1)
def load_kinds() -> Mapping[str, ImportKind]:
    """Read every `kinds/<kind>.toml`, by id. Raises DataError with the file and the fault."""
    kinds = (read_kind(path) for path in sorted(KINDS.glob("*.toml")))
    return MappingProxyType({kind.id: kind for kind in kinds})


@lru_cache(maxsize=1)
def _common() -> _Common:
    return read_toml(COMMON_FILE, _Common)


@lru_cache(maxsize=1)
def dividing_words() -> frozenset[str]:
    """Return the `key` of every header below which words divide the rows."""
    columns = (column for kind in load_kinds().values() for column in kind.columns)
    texts = [c for c in columns if isinstance(c, TextColumn) and c.becomes != "toelichting"]
    names = (name for column in texts for name in (column.name, *column.synonyms))
    return frozenset(map(key, (*names, *_common().dividing)))


@lru_cache(maxsize=1)
def words_aside() -> frozenset[str]:
    """Return the `key` of every header of words that are only said beside the numbers."""
    return frozenset(map(key, _common().aside))


def read_kind(path: Path) -> ImportKind:
    """Read and check one kind. Raises DataError with the file and, if known, the line."""
    own, common = read_toml(path, ImportKind), _common()
    named = {column.name for column in own.columns}
    before, after = (
        [column for column in columns if column.name not in named]
        for columns in (common.before, common.after)
    )
    kind = msgspec.structs.replace(
        own,
        id=path.stem,
        columns=(*before, *own.columns, *after),
        hidden=own.hidden or common.hidden,
        unknown=own.unknown or common.unknown,
    )
    _check_names(kind, path)
    _check_figures(kind, path)
    if set(kind.unique) - set(CANONICAL):
        raise DataError("de 'sleutel' noemt een kolom die niet bestaat", path)
    if set(map(squash, kind.hidden)) & set(map(squash, kind.unknown)):
        raise DataError("een woord kan niet zowel 'niet getoond' als 'onbekend' betekenen", path)
    if kind.status not in STATUSES:
        raise DataError(f"de status '{kind.status}' is onbekend", path)
    return kind


def _check_names(kind: ImportKind, path: Path) -> None:
    seen: dict[str, str] = {}
    for column in kind.columns:
        for name in {key(name): name for name in (column.name, *column.synonyms)}.values():
            if key(name) in seen:
                raise DataError(
                    f"de naam '{name}' hoort bij twee kolommen: "
                    f"'{seen[key(name)]}' en '{column.name}'",
                    path,
                )
            seen[key(name)] = column.name
    if not any(isinstance(column, NumberColumn) for column in kind.columns):
        raise DataError("er moet een kolom voor het getal zijn", path)


def _check_figures(kind: ImportKind, path: Path) -> None:
    numbers = [column for column in kind.columns if isinstance(column, NumberColumn)]
    figures = {column.figure for column in numbers}
    for name in (kind.figure, *(column.rate_of for column in numbers)):
        if name and name not in figures:
            raise DataError(f"het cijfer '{name}' heeft geen kolom", path)
    for column in numbers:
        if (column.quantity == "klasse") != bool(column.classes):
            raise DataError(f"'{column.name}': een klasse heeft 'klassen', een getal niet", path)
        if column.allowed[0] >= column.allowed[1]:
            raise DataError(f"'{column.name}': het bereik begint na het einde", path)
    across = kind.periods_across and not kind.figure
    long = "" in figures and not kind.figure and not _names_figures(kind)
    if across or long:
        raise DataError("zonder 'standaardcijfer' is niet duidelijk welk cijfer het is", path)


def _names_figures(kind: ImportKind) -> bool:
    return any(isinstance(c, TextColumn) and c.becomes == "cijfer" for c in kind.columns)
