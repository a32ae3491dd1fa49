"""Where something comes from, as data: who says it, of when it is, how fresh our copy is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec
import pandas as pd

from components.words.formatting import NOT_SHOWN, UNKNOWN, format_date, join_words, period_of
from data_loaders.agreements.record import Sourced
from data_loaders.documents import load_documents
from data_loaders.provenance import COPIED
from data_loaders.series import Series

R = TypeVar("R", bound=Sourced)
MAX_SECTIONS = 4
REFERENCE = "peildatum"


@dataclass(frozen=True)
class Source:
    """The source of what is shown.

    `text` names it; `address` is where it can be read, or empty; `dates` are names and days or
    periods; `freshness` tells how old our copy is, or how it came here.
    """

    text: str
    address: str = ""
    dates: tuple[tuple[str, str], ...] = ()
    freshness: str = ""

    @property
    def parts(self) -> list[str]:
        """The source line in parts, in the order in which they are said."""
        dates = [f"{name}: {day}" for name, day in self.dates]
        return [part for part in (f"Bron: {self.text}", *dates, self.freshness) if part]

    @property
    def short(self) -> str:
        """Who says it and of when it is, for a line among other things."""
        days = [day for name, day in self.dates if name == REFERENCE]
        return " · ".join([self.text.partition(",")[0], *days])

    @property
    def line(self) -> str:
        """The source as one line of text."""
        return " · ".join(self.parts)


def series_source(series: Series, period: str, today: date) -> Source:
    """Return who made a figure, its reference date, and how fresh our copy is."""
    found = series.provenance
    when = period_of(series.indicator, period) if period else "onbekend"
    dates = ((REFERENCE, when), *((name, _day(day)) for name, day in found.dates))
    return Source(found.attribution, found.url, dates, found.copied or found.freshness(today))


def why_empty(series: Series, frame: pd.DataFrame) -> str:
    """Return why there is no value at all in `frame`, of `series`; empty when there is one."""
    if frame["value"].notna().any():
        return ""
    if len(frame) and frame["status"].eq(NOT_SHOWN).all():
        return "Niet getoond: het gaat om zo weinig mensen dat ze te herkennen zijn."
    return f"Onbekend: de waarden staan niet {series.provenance.place}."


def records_source(records: Iterable[Sourced]) -> Source | None:
    """Return the documents and sections that records come from; None without records."""
    sections: dict[str, list[str]] = {}
    for record in records:
        found = sections.setdefault(record.document, [])
        if record.section not in found:
            found.append(record.section)
    parts = [_named(document, found) for document, found in sections.items()]
    return Source("; ".join(parts), freshness=COPIED) if parts else None


def each_section(records: Iterable[R]) -> list[R]:
    """Return records of which the section is one: one with more (`;`) counts for each of them."""
    return [
        msgspec.structs.replace(record, section=part.strip())
        for record in records
        for part in record.section.split(";")
    ]


def _named(document: str, sections: Sequence[str]) -> str:
    known = load_documents().get(document)
    named = [f"paragraaf {text}" if text[:1].isdigit() else text for text in sections if text]
    if len(named) > MAX_SECTIONS:
        named = [*named[: MAX_SECTIONS - 1], "meer"]
    return ", ".join(filter(None, [known.title if known else document, join_words(named)]))


def _day(day: date | None) -> str:
    return format_date(day) if day else UNKNOWN
