"""What the foot of every page tells: whose the site is, and how fresh its figures are. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.words.formatting import counted, format_date
from data_loaders.cache import load_series
from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError
from data_loaders.monitor import contact, publisher
from data_loaders.registry import load_registry

OFTEN = 60
"""Seconds that a foot may be behind."""


@dataclass(frozen=True)
class Foot:
    """The words of the foot. What only who runs the site can fill in is empty until then."""

    about: str
    publisher: str
    contact: str
    contact_address: str
    fresh: tuple[str, ...]
    differences: str


@lru_cache(maxsize=2)
def make_foot(today: date, _minute: int) -> Foot:
    """Return the foot; `_minute` counts the times that it is made anew."""
    dates, stale = _sources(today)
    known = [day for day in dates if day != date.min]
    waits = counted(stale, "wacht", "wachten")
    waiting = f", {waits} op een nieuwe versie" if stale else ""
    newest = format_date(max(known)) if known else "onbekend"
    return Foot(
        f"Cijfers van het CBS (CC BY 4.0, bewerkt), en cijfers en afspraken uit {_documents()}. "
        "Elk cijfer heeft zijn eigen bron en peildatum.",
        publisher(),
        *contact(),
        (f"Nieuwste cijfer van het CBS: {newest}.", f"{len(dates)} reeksen van het CBS{waiting}."),
        _differences(),
    )


def _documents() -> str:
    try:
        return counted(len(load_documents()), "document", "documenten")
    except DataError:
        return "documenten"


def _sources(today: date) -> tuple[list[date], int]:
    """Return when each CBS series last changed, and how many are stale."""
    dates: list[date] = []
    stale = 0
    for indicator_id in load_registry().indicators:
        try:
            source = load_series(indicator_id).provenance
        except DataError:
            continue
        if not source.copied:
            dates.append(source.modified or date.min)
            stale += source.freshness(today) == "verouderd"
    return dates, stale


def _differences() -> str:
    try:
        found = sum(item.is_shown or item.is_listed for item in load_contradictions())
    except DataError:
        return "Verschillen tussen bronnen"
    return f"Alle verschillen tussen bronnen ({found})"
