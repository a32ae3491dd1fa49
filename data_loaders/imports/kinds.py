"""The kinds of files that can be imported: `kinds/<kind>.toml`, one more is one more file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Level
from data_loaders.imports.words import key, squash
from data_loaders.periods import Frequency
from data_loaders.series import STATUSES

KINDS = Path(__file__).parent / "kinds"
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
# The largest share of a national count that an area of a level can have, widely taken.
_MOST = {"gemeente": 0.05, "arbeidsmarktregio": 0.15, "regio": 0.15, "provincie": 0.25}


class _Column(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="soort"
):
    """A column that a file of this kind may have, found by its name or a synonym."""

    name: str = msgspec.field(name="naam")
    synonyms: tuple[str, ...] = msgspec.field(name="synoniemen", default=())
    required: bool = msgspec.field(name="verplicht", default=False)
    template: bool = msgspec.field(name="sjabloon", default=False)
    explanation: str = msgspec.field(name="uitleg", default="")


class AreaColumn(_Column, frozen=True, tag="gebied"):
    """Names or codes of areas. `level` is what stands in it; empty when it may be any level.

    With `codes` a bare number is the code of a municipality (`202` is `GM0202`).
    """

    level: Level | Literal[""] = msgspec.field(name="niveau", default="")
    codes: bool = False


class PeriodColumn(_Column, frozen=True, tag="periode"):
    """A period, or one part of it."""

    part: Literal["geheel", "jaar", "kwartaal", "maand"] = msgspec.field(
        name="deel", default="geheel"
    )


class TextColumn(_Column, frozen=True, tag="tekst"):
    """Words that say what a number is about. Several for the same target are joined.

    An empty cell is a fault, unless `may_be_empty` (then it means: the total).
    """

    becomes: Literal["kenmerk", "uitsplitsing", "toelichting", "cijfer"] = msgspec.field(
        name="wordt"
    )
    may_be_empty: bool = msgspec.field(name="leeg_mag", default=False)


class NumberColumn(_Column, frozen=True, tag="getal"):
    """Values of one figure, with the words and the range that go with it.

    Without `figure` it holds whatever the column that becomes `cijfer` names. `classes`
    turns words into 1, 2, ... in order; the first word of each class is its label.
    `rate_of` names the count that this percentage is a share of.
    """

    figure: str = msgspec.field(name="cijfer", default="")
    unit: str = msgspec.field(name="eenheid", default="")
    quantity: Literal["aantal", "percentage", "verhouding", "klasse"] = msgspec.field(
        name="grootheid", default="aantal"
    )
    allowed: tuple[float, float] = msgspec.field(name="bereik", default=(0, 20_000_000))
    characteristic: str = msgspec.field(name="kenmerk", default="")
    breakdown: str = msgspec.field(name="uitsplitsing", default="")
    classes: tuple[tuple[str, ...], ...] = msgspec.field(name="klassen", default=())
    rate_of: str = msgspec.field(name="aandeel_van", default="")

    def limits(self, level: str) -> tuple[float, float]:
        """Return the lowest and highest value that an area of this level can have.

        `allowed` is for the whole country; of a count a smaller area has only a share.
        """
        low, high = self.allowed
        return low, high * _MOST.get(level, 1) if self.quantity == "aantal" else high


class StatusColumn(_Column, frozen=True, tag="status"):
    """The status of the observation, in the monitor's own words."""


class MaskColumn(_Column, frozen=True, tag="afscherming"):
    """Says `ja` or `nee`: whether the number beside it stands in for a hidden one."""


Column = AreaColumn | PeriodColumn | TextColumn | NumberColumn | StatusColumn | MaskColumn


class ImportKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What a file of one kind may hold and what it means. `id` is the file name.

    `hidden` and `unknown` are the words in number cells that mean not shown and unknown;
    a word in neither is a fault and none is ever zero. `year_means` says which day or
    school year a bare year stands for. `unique` is what may not occur twice.
    """

    title: str = msgspec.field(name="titel")
    producer: str = msgspec.field(name="producent")
    frequencies: tuple[Frequency, ...] = msgspec.field(name="frequenties")
    levels: tuple[Level, ...] = msgspec.field(name="niveaus")
    hidden: tuple[str, ...] = msgspec.field(name="niet_getoond")
    unknown: tuple[str, ...] = msgspec.field(name="onbekend")
    columns: tuple[Column, ...] = msgspec.field(name="kolom")
    id: str = ""
    url: str = ""
    licence: str = msgspec.field(name="licentie", default="onbekend")
    note: str = msgspec.field(name="toelichting", default="")
    status: str = "definitief"
    figure: str = msgspec.field(name="standaardcijfer", default="")
    year_means: Literal["", "begin", "einde"] = msgspec.field(name="los_jaar", default="")
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


def read_kind(path: Path) -> ImportKind:
    """Read and check one kind. Raises DataError with the file and, if known, the line."""
    kind = msgspec.structs.replace(read_toml(path, ImportKind), id=path.stem)
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
    for needed in (AreaColumn, NumberColumn):
        if not any(isinstance(column, needed) for column in kind.columns):
            raise DataError("er moet een kolom voor het gebied en een voor het getal zijn", path)


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
