"""What one figure means, and where its values come from: all that its file says."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
import pandas as pd

from data_loaders.files import paths
from data_loaders.files.text import Fingerprint
from data_loaders.periods import Frequency, Reference
from data_loaders.provenance import Provenance

Kind = Literal["aantal", "percentage", "groei", "verhouding"]
Form = Literal["kaart", "cijfer", "staaf", "gestapeld", "opbouw", "lijn", "vraag", "stroom"]


Reading = tuple[pd.DataFrame, Provenance, Path]
"""Tidy observations (columns: `series.COLUMNS`, unchecked), their origin, and where they stand."""


class DataSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort"):
    """Where the values of an indicator come from; each kind of source is a line in `KINDS`.

    `all_tables` are the CBS tables that figures may come from, if any.
    """

    @property
    def all_tables(self) -> tuple[str, ...]:
        """The CBS tables that figures may come from; none for other kinds."""
        return ()

    def check(self, path: Path) -> None:
        """Check what an indicator file (`path`) asks. Raises DataError."""

    def datasets(self) -> dict[str, str]:
        """Return the datasets in the store it is made of, each with its CBS table if any."""
        return {}

    def called(self, dataset: str) -> str:
        """Return the name of one of its datasets for people."""
        return dataset

    def fingerprint(self, indicator: Indicator) -> Fingerprint:
        """Return something that changes when the source does. Costs a stat per file."""
        raise NotImplementedError

    def mark(self, indicator: Indicator) -> bytes:
        """Return a mark of what the source says, the same on every machine."""
        raise NotImplementedError

    def read(self, indicator: Indicator) -> Reading:
        """Read what the indicator asks. Raises DataError."""
        raise NotImplementedError

    def read_elsewhere(self, indicator: Indicator) -> list[pd.DataFrame]:
        """Read the same about areas that are not ours; nothing for most kinds. Raises DataError."""
        return []


class Cascade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How characteristics of one indicator make up a whole, for the form `opbouw`.

    `parts` add up to `total`; `marked` is the sum of `marked_parts`, which lie side by side.
    """

    total: str = msgspec.field(name="totaal")
    parts: tuple[str, ...] = msgspec.field(name="delen")
    marked: str = msgspec.field(name="uitgelicht")
    marked_parts: tuple[str, ...] = msgspec.field(name="uitgelichte_delen")


class Flow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the form `stroom` is drawn: the home region, and whether people go out or come in."""

    home: str = msgspec.field(name="thuis")
    direction: Literal["uit", "in"] = msgspec.field(name="richting")


class Indicator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one figure means: everything but the values. `id` is the file name.

    `short` is the title for tight places, among others of the same topic.
    `rounding` is what the source rounds to, in our unit, when that is more than the decimals
    tell; at each period of `breaks` the figure begins to mean something else. `survey` tells
    that it was measured in a sample. `words` is how the source itself compares its region with
    the country, per characteristic. `per` is what a count is held against when areas of
    different size stand next to each other.
    """

    title: str = msgspec.field(name="titel")
    topic: str = msgspec.field(name="onderwerp")
    order: int = msgspec.field(name="volgorde")
    unit: str = msgspec.field(name="eenheid")
    kind: Kind = msgspec.field(name="soort")
    definition: str = msgspec.field(name="definitie")
    frequency: Frequency = msgspec.field(name="frequentie")
    form: Form = msgspec.field(name="vorm")
    source: DataSource = msgspec.field(name="bron")
    id: str = ""
    short: str = msgspec.field(name="kort", default="")
    unit_long: str = msgspec.field(name="eenheid_lang", default="")
    decimals: int = msgspec.field(name="decimalen", default=0)
    reference: Reference = msgspec.field(name="peilmoment", default="einde")
    headline: str = msgspec.field(name="kop", default="")
    note: str = msgspec.field(name="toelichting", default="")
    characteristic: str = msgspec.field(name="kenmerk", default="")
    aggregate: bool = msgspec.field(name="optellen", default=False)
    newest: bool = msgspec.field(name="alleen_nieuwste", default=False)
    rounding: float = msgspec.field(name="afronding", default=0.0)
    breaks: tuple[str, ...] = msgspec.field(name="breuken", default=())
    survey: bool = msgspec.field(name="steekproef", default=False)
    words: dict[str, str] = msgspec.field(name="woorden_van_bron", default_factory=dict)
    per: Literal["", "inwoners", "index"] = msgspec.field(name="vergelijken", default="")
    cascade: Cascade | None = msgspec.field(name="opbouw", default=None)
    flow: Flow | None = msgspec.field(name="stroom", default=None)

    @property
    def path(self) -> Path:
        """Return the file this indicator was read from."""
        return paths.INDICATORS / f"{self.id}.toml"

    @property
    def name(self) -> str:
        """Return the title for tight places."""
        return self.short or self.title

    @property
    def is_count(self) -> bool:
        """Return whether values grow with the size of an area."""
        return self.kind == "aantal"

    @property
    def is_rate(self) -> bool:
        """Return whether values are percentages of something (never to be added up)."""
        return self.kind in {"percentage", "groei"}

    @property
    def precision(self) -> Decimal:
        """Return the smallest difference that two values can have: 100, 1 or 0.1."""
        return Decimal(str(self.rounding)) if self.rounding else Decimal(1).scaleb(-self.decimals)
