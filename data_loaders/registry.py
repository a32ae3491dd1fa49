"""The registry: one file per indicator, and nothing else to change for a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from data_loaders.documents import load_documents, load_topics
from data_loaders.files import paths
from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Level, load_regions
from data_loaders.periods import Frequency, Reference, period_span

Kind = Literal["aantal", "percentage", "groei", "verhouding"]
Form = Literal["kaart", "cijfer", "staaf", "gestapeld", "opbouw", "lijn", "vraag", "stroom"]


class DocumentSource(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort", tag="document"
):
    """Figures copied from a document into `assets/data/<document>/<indicator>.csv`."""

    document: str
    section: str = msgspec.field(name="paragraaf")
    producer: str = msgspec.field(name="bron")
    url: str = ""
    published: str = msgspec.field(name="gepubliceerd", default="")


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dimension of a CBS table whose codes become the characteristics of an indicator.

    `parts` maps a code to its characteristic; without it every code of which the key starts
    with `prefix` counts, under its own title.
    """

    dimension: str = msgspec.field(name="dimensie")
    parts: dict[str, str] = msgspec.field(name="delen", default_factory=dict)
    prefix: str = msgspec.field(name="begint_met", default="")


class CbsSource(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort", tag="cbs"
):
    """Figures from CBS StatLine tables, kept up to date by `refresh`.

    `measures` maps a measure to its characteristic (empty for a single measure); `filters`
    a dimension to the one code that counts. How both are named: `sources.cbs_table`. A
    dimension that is not named counts in total. `region` is the dimension with the areas,
    needed when there are two; `area` is the one fixed area, `levels` the kinds of area that
    count (all, when empty). `hidden` are areas of which no value may be shown. `factor` turns
    the source's unit into ours (x 1000 becomes 1). All of `tables` count together (one per
    year, say); `fallback` is an older edition, for as long as none of them is at hand.
    """

    tables: tuple[str, ...] = msgspec.field(name="tabellen")
    measures: dict[str, str] = msgspec.field(name="maten")
    filters: dict[str, str] = msgspec.field(name="filters", default_factory=dict)
    factor: float = 1.0
    area: str = msgspec.field(name="gebied", default="")
    region: str = msgspec.field(name="gebied_uit", default="")
    split: Split | None = msgspec.field(name="verdeling", default=None)
    fallback: tuple[str, ...] = msgspec.field(name="of_anders", default=())
    levels: tuple[Level, ...] = msgspec.field(name="niveaus", default=())
    hidden: tuple[str, ...] = msgspec.field(name="niet_tonen", default=())

    @property
    def all_tables(self) -> tuple[str, ...]:
        """Return every table that figures may come from."""
        return *self.tables, *self.fallback


class ImportSource(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort", tag="ingelezen"
):
    """Figures from files that officials download and import (`imports/kinds/<kind>.toml`)."""

    kind: str = msgspec.field(name="bestand")
    figure: str = msgspec.field(name="cijfer")


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

    `rounding` is what the source rounds to, in our unit, when that is more than the decimals
    tell; at each period of `breaks` the figure begins to mean something else.
    """

    title: str = msgspec.field(name="titel")
    topic: str = msgspec.field(name="onderwerp")
    order: int = msgspec.field(name="volgorde")
    unit: str = msgspec.field(name="eenheid")
    kind: Kind = msgspec.field(name="soort")
    definition: str = msgspec.field(name="definitie")
    frequency: Frequency = msgspec.field(name="frequentie")
    form: Form = msgspec.field(name="vorm")
    source: DocumentSource | CbsSource | ImportSource = msgspec.field(name="bron")
    id: str = ""
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
    cascade: Cascade | None = msgspec.field(name="opbouw", default=None)
    flow: Flow | None = msgspec.field(name="stroom", default=None)

    @property
    def path(self) -> Path:
        """Return the file this indicator was read from."""
        return paths.INDICATORS / f"{self.id}.toml"

    @property
    def is_rate(self) -> bool:
        """Return whether values are percentages of something (never to be added up)."""
        return self.kind in {"percentage", "groei"}

    @property
    def precision(self) -> Decimal:
        """Return the smallest difference that two values can have: 100, 1 or 0.1."""
        return Decimal(str(self.rounding)) if self.rounding else Decimal(1).scaleb(-self.decimals)


@dataclass(frozen=True)
class BrokenIndicator:
    """An indicator file that cannot be used, with the topic it would belong to."""

    id: str
    topic: str
    problem: DataError


@dataclass(frozen=True)
class Registry:
    """All indicators by id, in page order, and the files that could not be read."""

    indicators: Mapping[str, Indicator]
    broken: tuple[BrokenIndicator, ...]

    def get(self, indicator_id: str) -> Indicator:
        """Return one indicator; raises DataError when it is unknown or its file is broken."""
        if indicator_id in self.indicators:
            return self.indicators[indicator_id]
        for broken in self.broken:
            if broken.id == indicator_id:
                raise broken.problem
        raise DataError(f"het cijfer '{indicator_id}' bestaat niet")

    def of_topic(self, topic: str) -> tuple[Indicator, ...]:
        """Return the indicators of a topic in page order."""
        return tuple(i for i in self.indicators.values() if i.topic == topic)


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """Read every `indicators/<id>.toml`; a broken file never hides the others."""
    found: dict[str, Indicator] = {}
    broken: list[BrokenIndicator] = []
    for path in sorted(paths.INDICATORS.glob("*.toml")):
        try:
            found[path.stem] = read_indicator(path)
        except DataError as problem:
            broken.append(BrokenIndicator(path.stem, _topic_of(path), problem))
    topics = list(load_topics())
    ordered = sorted(found.values(), key=lambda i: (topics.index(i.topic), i.order, i.id))
    return Registry(MappingProxyType({i.id: i for i in ordered}), tuple(broken))


def read_indicator(path: Path) -> Indicator:
    """Read and check one indicator file. Raises DataError with file and, if known, line."""
    indicator = msgspec.structs.replace(read_toml(path, Indicator), id=path.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise DataError("de naam van dit bestand mag alleen a-z, 0-9 en streepjes hebben", path)
    if indicator.topic not in load_topics():
        raise DataError(f"het onderwerp '{indicator.topic}' is onbekend", path)
    if isinstance(indicator.source, DocumentSource):
        if indicator.source.document not in load_documents():
            raise DataError(f"het document '{indicator.source.document}' is onbekend", path)
    elif isinstance(indicator.source, CbsSource) and not _knows_area(indicator.source):
        raise DataError(f"het gebied '{indicator.source.area}' is onbekend", path)
    for form, block in (("opbouw", indicator.cascade), ("stroom", indicator.flow)):
        if (indicator.form == form) != (block is not None):
            raise DataError(f"de vorm '{form}' en het blok [{form}] horen bij elkaar", path)
    if indicator.aggregate and indicator.kind != "aantal":
        raise DataError("alleen een aantal mag worden opgeteld ('optellen')", path)
    _check_comparing(indicator, path)
    return indicator


def _check_comparing(indicator: Indicator, path: Path) -> None:
    if indicator.rounding < 0:
        raise DataError("de afronding ('afronding') is een getal boven 0", path)
    for period in indicator.breaks:
        try:
            period_span(period, indicator.frequency)
        except ValueError as error:
            raise DataError(f"{error} ('breuken')", path) from error


def _knows_area(source: CbsSource) -> bool:
    return not source.area or load_regions().find(source.area) is not None


def _topic_of(path: Path) -> str:
    """Find the topic in a damaged file, so that its place on the page can say so."""
    try:
        found = re.search(r'^onderwerp\s*=\s*"([^"]*)"', path.read_text("utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return ""
    return found.group(1) if found else ""
