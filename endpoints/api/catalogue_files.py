"""Which files of the open data belong together in the catalogue, and what they span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from data_loaders.agreements.registers import register_file
from data_loaders.cache import is_fetched, load_series
from data_loaders.monitor import MONITOR
from data_loaders.open_registers import register_names
from data_loaders.periods import period_span
from data_loaders.registry import load_registry
from data_loaders.series import Series
from endpoints.api.catalogue_words import CSV, JSON, FileKind
from endpoints.api.parameters import MOST


@dataclass(frozen=True)
class CatalogueFile:
    """A file below the API: its title and path; `is_open` when it is all CC BY."""

    title: str
    path: str
    kind: FileKind
    is_open: bool = False


_FORMATS = {"csv": CSV, "json": JSON}
_ABOUT = {
    "indicators": "Wat elk cijfer betekent",
    "sources": "Bronnen",
    "areas": "Gebieden",
    "contradictions": "Waar bronnen elkaar tegenspreken",
}
_SECTORS = "speerpunten"


@dataclass(frozen=True)
class Part:
    """A dataset that is not about one topic: its name, what it is, and its files."""

    id: str
    title: str
    text: str
    files: list[CatalogueFile]


def topic_files(topic: str) -> list[CatalogueFile]:
    """Return the observations of a topic as files, as many as they fill. Raises DataError."""
    found = _series_of(topic)
    rows = sum(len(series.frame) for series in found)
    is_open = all(series.provenance.is_open for series in found)
    files = []
    for name, kind in _FORMATS.items():
        for page in range(1, ceil(rows / MOST) + 1):
            title = f"Waarnemingen ({name.upper()}{f', deel {page}' if page > 1 else ''})"
            files.append(CatalogueFile(title, f"observations/{topic}/{page}.{name}", kind, is_open))
    return files


def topic_span(topic: str) -> tuple[date, date] | None:
    """Return the first and last day of the observations of a topic; None when unknown."""
    spans = [
        span
        for series in _series_of(topic)
        for code in series.frame["period"].unique()
        if (span := period_span(str(code), series.indicator.frequency))
    ]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


def _series_of(topic: str) -> list[Series]:
    found = [item.id for item in load_registry().of_topic(topic)]
    return [load_series(name) for name in found if is_fetched(name)]


def register_parts() -> list[Part]:
    """Return the datasets that are not about one topic. Raises DataError."""
    sectors = [name for name in register_names() if register_file(name).parent.name == _SECTORS]
    agreements = [name for name in register_names() if name not in sectors]
    about = [CatalogueFile(f"{title} (CSV)", f"{path}.csv", CSV) for path, title in _ABOUT.items()]
    found = (
        ("afspraken", MONITOR.agreements, _registers(agreements)),
        ("speerpuntsectoren", MONITOR.sectors, _registers(sectors)),
        ("beschrijving", MONITOR.figures, about),
    )
    return [Part(name, said.title, said.text, files) for name, said, files in found]


def _registers(names: list[str]) -> list[CatalogueFile]:
    return [
        CatalogueFile(f"{name.replace('_', ' ').capitalize()} (CSV)", f"registers/{name}.csv", CSV)
        for name in names
    ]
