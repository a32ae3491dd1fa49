"""The columns that a file may have: areas, periods, words, numbers, and what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from data_loaders.geo.regions import Level
from data_loaders.imports.words import key

# The largest share of a national count that an area of a level can have, widely taken.
_MOST = {"gemeente": 0.05, "arbeidsmarktregio": 0.15, "regio": 0.15, "provincie": 0.25}

# How units are written in headers, beside that of the column itself.
_PEOPLE = {"mensen", "personen", "studenten", "deelnemers"}
_UNITS: Mapping[str, tuple[str, ...]] = {
    "aantal": ("aantal", "aantallen", "abs", "absoluut", "x 1", "1"),
    "percentage": ("%", "procent", "percentage", "perc", "in %", "in procenten"),
    "verhouding": (),
    "klasse": (),
}


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

    def has_unit(self, text: str) -> bool:
        """Tell whether a unit beside a name, as in `WW (aantal)`, can be that of this column."""
        own = {"mensen": _PEOPLE, "studenten": _PEOPLE}.get(self.unit, {self.unit})
        return key(text) in {key(name) for name in {*own, *_UNITS[self.quantity]}}

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
