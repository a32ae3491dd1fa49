"""The registry: one file per indicator, and nothing else to change for a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Union

import msgspec

from data_loaders.documents import load_topics
from data_loaders.files import paths
from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml
from data_loaders.indicator import Indicator
from data_loaders.periods import period_span
from data_loaders.sources.kinds import KINDS

# Which kinds of source there are is not known where an indicator is: here it is.
_FILE: type[Indicator] = msgspec.defstruct(  # type: ignore[assignment]
    "Indicator",
    [("source", Union[KINDS], msgspec.field(name="bron"))],  # noqa: UP007 - made at run time
    bases=(Indicator,),
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
)


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
    indicator = msgspec.structs.replace(read_toml(path, _FILE), id=path.stem)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise DataError("de naam van dit bestand mag alleen a-z, 0-9 en streepjes hebben", path)
    if indicator.topic not in load_topics():
        raise DataError(f"het onderwerp '{indicator.topic}' is onbekend", path)
    indicator.source.check(path)
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


def _topic_of(path: Path) -> str:
    """Find the topic in a damaged file, so that its place on the page can say so."""
    try:
        found = re.search(r'^onderwerp\s*=\s*"([^"]*)"', path.read_text("utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return ""
    return found.group(1) if found else ""
