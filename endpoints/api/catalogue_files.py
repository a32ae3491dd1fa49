"""The datasets of the catalogue: each figure, each register, what describes them, and all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from data_loaders.agreements.registers import register_file
from data_loaders.cache import fetched_indicators, is_fetched, load_series
from data_loaders.documents import load_documents
from data_loaders.monitor import MONITOR
from data_loaders.open_registers import register_names, register_rows
from data_loaders.periods import span_of_all
from data_loaders.registry import load_registry
from endpoints.api.catalogue_words import (
    CSV,
    FREQUENCIES,
    IRREGULAR,
    JSON,
    JSON_STAT,
    PARQUET,
    XLSX,
    ZIP,
    FileKind,
)
from endpoints.api.endpoints import BASE
from endpoints.api.parameters import MOST
from endpoints.api.rdf import Iri


@dataclass(frozen=True)
class CatalogueFile:
    """A file of a dataset: its path below the site, and what kind of file it is."""

    path: str
    kind: FileKind


@dataclass(frozen=True, kw_only=True)
class Part:
    """A dataset: what it is, its files, and what is known of it; empty is not known.

    `page` is where a reader finds it, below the site. `is_open` is for what is all CC BY.
    `modified` is a day, month or year as the source gives it, `origin` the source line and
    `origin_url` its address.
    """

    id: str
    title: str
    text: str
    page: str
    files: list[CatalogueFile]
    is_open: bool = False
    frequency: Iri = IRREGULAR
    span: tuple[date, date] | None = None
    modified: str = ""
    origin: str = ""
    origin_url: str = ""
    keywords: tuple[str, ...] = ()


_DATA = {"csv": CSV, "json": JSON, "xlsx": XLSX, "parquet": PARQUET}
_ABOUT = {
    "indicators": "Wat elk cijfer betekent",
    "sources": "Bronnen van de cijfers",
    "areas": "Gebieden",
    "contradictions": "Waar bronnen elkaar tegenspreken",
}
_SECTORS = "speerpunten"


def parts() -> list[Part]:
    """Return every dataset. Raises DataError."""
    return [*_figures(), *_registers(), *_about(), _everything()]


def observation_pages(topic: str) -> list[str]:
    """Return the files with the observations of a topic, below the API. Raises DataError."""
    found = [item.id for item in load_registry().of_topic(topic)]
    rows = sum(len(load_series(name).frame) for name in found if is_fetched(name))
    pages = range(1, ceil(rows / MOST) + 1)
    return [f"observations/{topic}/{page}.{ending}" for ending in ("csv", "json") for page in pages]


def _figures() -> Iterator[Part]:
    for name, indicator in fetched_indicators().items():
        series = load_series(name)
        source = series.provenance
        cube = f"{BASE}observations?indicator={name}&format=jsonstat"
        files = [CatalogueFile(f"tegel/{name}/alles.{end}", kind) for end, kind in _DATA.items()]
        yield Part(
            id=name,
            title=f"{indicator.title} ({MONITOR.region})",
            text=" ".join(filter(None, [indicator.definition, indicator.note])) or indicator.title,
            page=f"deel/{name}",
            files=[*files, CatalogueFile(cube, JSON_STAT)],
            is_open=source.is_open,
            # A document is written once; what it copies does not make it yearly.
            frequency=IRREGULAR if source.document else FREQUENCIES[indicator.frequency],
            span=span_of_all(series.frame["period"].unique(), indicator.frequency),
            modified=source.modified.isoformat() if source.modified else _dated(source.document),
            origin=source.credit,
            origin_url=source.url,
            keywords=(indicator.topic,),
        )


def _dated(document: str) -> str:
    known = load_documents().get(document)
    return known.date if known else ""


def _registers() -> Iterator[Part]:
    documents = load_documents()
    for name in register_names():
        sectors = register_file(name).parent.name == _SECTORS
        ids = dict.fromkeys(row.get("document", "") for row in register_rows(name))
        found = [documents[key] for key in ids if key in documents]
        said = MONITOR.sectors if sectors else MONITOR.agreements
        spoken = name.replace("_", " ")
        yield Part(
            id=f"register-{name}",
            title=f"Register {spoken} ({MONITOR.region})",
            text=f"{said.title}: {spoken}. {said.text}",
            page="speerpuntsectoren" if sectors else "bronnen",
            files=[
                CatalogueFile(f"{BASE}registers/{name}.{end}", kind) for end, kind in _DATA.items()
            ],
            modified=max((item.date for item in found), default=""),
            origin="; ".join(item.title for item in found),
            origin_url=found[0].url if len(found) == 1 else "",
            keywords=(spoken,),
        )


def _about() -> Iterator[Part]:
    for path, title in _ABOUT.items():
        yield Part(
            id=path,
            title=f"{title} ({MONITOR.region})",
            text=MONITOR.figures.text,
            page="bronnen",
            files=[CatalogueFile(f"{BASE}{path}.{end}", kind) for end, kind in _FORMS.items()],
        )


_FORMS = {"csv": CSV, "json": JSON}


def _everything() -> Part:
    return Part(
        id="alles",
        title=f"Alle open data van de {MONITOR.name}",
        text=f"{MONITOR.description} Elk bestand als CSV, met beschrijving van elke kolom.",
        page="api",
        files=[CatalogueFile(f"{BASE}alles.zip", ZIP)],
    )
