"""What both services of CBS have in common: what is asked of them and how answers are read."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

import msgspec
import pandas as pd

from data_loaders.files.errors import DataError
from data_loaders.net.errors import SourceError
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    DimensionKind,
    Structure,
    TableInfo,
)

log = logging.getLogger(__name__)

# Both services drop the connection at an address of over 2,000 characters, without a word.
MAX_FILTER = 700
NO_VALUE, IMPOSSIBLE, HIDDEN = "NotAvailable", "Impossible", "Confidential"
# What the text form of a value says instead of a number, as CBS explains its signs.
_SIGNS = {"": IMPOSSIBLE, ".": NO_VALUE, "x": HIDDEN}
_NIL = "-"

Record = TypeVar("Record")


@dataclass(frozen=True)
class Query:
    """What is asked of a table: measures by key, and codes (bare) per dimension."""

    measures: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]


class Service(Protocol):
    """One of the two services. Everything raises SourceError, and DataError for wrong data."""

    def fetch_info(self, table: str) -> TableInfo:
        """Ask what a table is and when it changed: one request."""

    def fetch_structure(self, table: str) -> Structure:
        """Ask the measures and dimensions of a table, with all codes."""

    def fetch_observations(self, table: str, structure: Structure, query: Query) -> pd.DataFrame:
        """Ask observations; more than the query may come back."""

    def fetch_texts(self, table: str, dimension: str, measure: str) -> dict[str, str]:
        """Ask a measure that is a text, for every code (bare) of the table's one dimension."""


def read_listed(raw: object, record: type[Record], what: str, host: str) -> list[Record]:
    """Turn a decoded answer into records. Raises SourceError when it has another shape."""
    try:
        return msgspec.convert(raw, list[record])  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        log.warning("%s, %s: %s", host, what, error)
        sentence = f"{host} geeft bij {what} iets anders dan afgesproken."
        raise SourceError(sentence, "answer", host) from error


def dimension_kind(text: str) -> DimensionKind:
    """Return the kind of a dimension by the name of its type: `GeoDimension`, `GeoDetail`, ..."""
    if text.startswith("Geo"):
        return "regio"
    return "tijd" if text.startswith("Time") else "overig"


def cbs_day(text: str, host: str) -> date:
    """Return the day of a time as the services write it. Raises SourceError."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        sentence = f"{host} geeft als datum van wijziging '{text[:40]}'."
        raise SourceError(sentence, "answer", host) from error


def make_filter(codes: Mapping[str, Sequence[str]]) -> str:
    """Return an OData filter on codes as the service spells them.

    Where it would get too long, the dimension with the most codes is asked whole.
    """
    parts = {name: _one_of(name, found) for name, found in codes.items() if found}
    while sum(map(len, parts.values())) > MAX_FILTER and len(parts) > 1:
        del parts[max(parts, key=lambda name: len(parts[name]))]
    return " and ".join(f"({part})" for part in parts.values() if len(part) <= MAX_FILTER)


def _one_of(name: str, codes: Sequence[str]) -> str:
    quoted = (code.replace("'", "''") for code in codes)
    return " or ".join(f"{name} eq '{code}'" for code in quoted)


def read_value(raw: object, what: str) -> tuple[float, str]:
    """Return a value (NaN for none) and why there is none. Raises DataError for a text."""
    if raw is None:
        return math.nan, NO_VALUE
    if isinstance(raw, str):
        text = raw.strip()
        if text in _SIGNS:
            return math.nan, _SIGNS[text]
        raw = 0.0 if text == _NIL else _number(text)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise DataError(f"bij '{what}' staat '{str(raw)[:40]}' waar een getal hoort")
    return float(raw), "None"


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def make_observations(
    records: Sequence[Mapping[str, Any]], dimensions: Sequence[str]
) -> pd.DataFrame:
    """Return records as the observations of a table (columns: see `CbsTable`)."""
    frame = pd.DataFrame(list(records), columns=[*dimensions, MEASURE, VALUE, ATTRIBUTE])
    return frame.astype({VALUE: "float64"})
