"""The catalogue of the open data: DCAT-AP-NL 3.0, for data portals to harvest."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from data_loaders.documents import Topic, load_topics
from data_loaders.export import source_records
from data_loaders.monitor import MONITOR, contact, publisher
from endpoints.api.catalogue_files import (
    CatalogueFile,
    Part,
    register_parts,
    topic_files,
    topic_span,
)
from endpoints.api.catalogue_words import (
    CC_BY,
    IRREGULAR,
    LANGUAGE,
    PUBLIC,
    THEMES,
    UNKNOWN_LICENCE,
    words,
)
from endpoints.api.endpoints import BASE
from endpoints.api.rdf import Iri, Node, Text, as_json_ld, as_turtle
from endpoints.http.answers import answer_of
from endpoints.http.etags import data_mark
from endpoints.http.resource import Plan
from endpoints.http.site import base_url

Said = tuple[tuple[str, Iri | Text], ...]
FORMATS = {"jsonld": ("application/ld+json", as_json_ld), "ttl": ("text/turtle", as_turtle)}


def plan_catalogue(ending: str, request: Request) -> Plan:
    """Return how the catalogue is written."""
    base = base_url(request)
    media_type, write = FORMATS[ending]
    key = ("catalogus", ending, base, publisher(), contact())
    return Plan(key, data_mark, lambda: answer_of(write(catalogue(base)), media_type))


def catalogue(base: str) -> list[Node]:
    """Return the catalogue of the site at `base` as a graph. Raises DataError."""
    known = _Site(base)
    groups = [_of_topic(known, topic) for topic in load_topics().values()]
    groups += [_of_registers(known, part) for part in register_parts()]
    datasets = [group[0].iri for group in groups if group]
    nodes = [_catalog(known, datasets), _service(known, datasets), *known.parties()]
    return [*nodes, *(node for group in groups for node in group), *words()]


@dataclass(frozen=True)
class _Site:
    """The site as the catalogue knows it."""

    base: str

    def iri(self, path: str) -> Iri:
        """Return the name of something on this site."""
        return Iri(f"{self.base}{path}")

    def parties(self) -> list[Node]:
        """Return who publishes, and where questions go: what was configured, or the site itself."""
        name = Text(publisher() or MONITOR.name, "nl")
        _, asked = contact()
        way: tuple[str, Iri | Text] = ("vcard:hasURL", Iri(asked) if asked else self.iri("over"))
        if asked.startswith("mailto:"):
            way = ("vcard:hasEmail", Iri(asked))
        return [
            Node(self.iri("catalogus#uitgever"), ("foaf:Agent",), (("foaf:name", name),)),
            Node(
                self.iri("catalogus#contact"),
                ("vcard:Kind", "vcard:Organization"),
                (("vcard:fn", name), way),
            ),
        ]

    def common(self, identifier: str, title: str, description: str) -> Said:
        """Return what every dataset and service must say of itself."""
        return (
            ("dct:identifier", Text(f"{self.base}{identifier}")),
            ("dct:title", Text(title, "nl")),
            ("dct:description", Text(description, "nl")),
            ("dct:accessRights", PUBLIC),
            ("dct:publisher", self.iri("catalogus#uitgever")),
            ("dct:creator", self.iri("catalogus#uitgever")),
            ("dcat:contactPoint", self.iri("catalogus#contact")),
            ("dct:language", LANGUAGE),
            *(("dcat:theme", theme) for theme in THEMES),
            *(("dcat:keyword", Text(word, "nl")) for word in MONITOR.keywords),
        )


def _catalog(site: _Site, datasets: list[Iri]) -> Node:
    said: Said = (
        ("dct:title", Text(f"Open data van de {MONITOR.name}", "nl")),
        ("dct:description", Text(MONITOR.description, "nl")),
        ("dct:publisher", site.iri("catalogus#uitgever")),
        ("dcat:contactPoint", site.iri("catalogus#contact")),
        ("dct:language", LANGUAGE),
        ("foaf:homepage", site.iri("")),
        ("dcat:service", site.iri(BASE)),
        *(("dcat:dataset", dataset) for dataset in datasets),
    )
    return Node(site.iri("catalogus"), ("dcat:Catalog",), said + _modified())


def _service(site: _Site, datasets: list[Iri]) -> Node:
    title = f"API van de {MONITOR.name}"
    text = "Alle cijfers en afspraken als JSON en CSV, zonder sleutel."
    said: Said = (
        ("dcat:endpointURL", site.iri(BASE)),
        ("dcat:endpointDescription", site.iri(f"{BASE}openapi.json")),
        ("dct:license", UNKNOWN_LICENCE),
        ("foaf:page", site.iri("api")),
        *(("dcat:servesDataset", dataset) for dataset in datasets),
    )
    return Node(site.iri(BASE), ("dcat:DataService",), site.common(BASE, title, text) + said)


def _modified() -> Said:
    days = [record["gewijzigd"] for record in source_records() if record["gewijzigd"]]
    return (("dct:modified", Text(max(days), kind="xsd:date")),) if days else ()


def _of_topic(site: _Site, topic: Topic) -> list[Node]:
    """Return the dataset of a topic with its files; nothing when it has no figures yet."""
    files = topic_files(topic.id)
    if not files:
        return []
    path = f"catalogus#{topic.id}"
    more: Said = (
        ("dct:accrualPeriodicity", IRREGULAR),
        ("dcat:landingPage", site.iri(f"regio-in-beeld?onderdeel={topic.id}")),
    )
    nodes = []
    if span := topic_span(topic.id):
        period = site.iri(f"{path}-tijd")
        more += (("dct:temporal", period),)
        said = [("dcat:startDate", span[0]), ("dcat:endDate", span[1])]
        days = tuple((name, Text(day.isoformat(), kind="xsd:date")) for name, day in said)
        nodes.append(Node(period, ("dct:PeriodOfTime",), days))
    title = f"Arbeidsmarkt {MONITOR.region}: {topic.title}"
    return _dataset(site, path, (title, topic.intro), files, more) + nodes


def _of_registers(site: _Site, part: Part) -> list[Node]:
    return _dataset(site, f"catalogus#{part.id}", (part.title, part.text), part.files, ())


def _dataset(
    site: _Site, path: str, named: tuple[str, str], files: list[CatalogueFile], more: Said
) -> list[Node]:
    """Return a dataset and a distribution for each of its files."""
    places = [site.iri(f"{path}-{number}") for number in range(1, len(files) + 1)]
    said = site.common(path, *named) + more
    said += tuple(("dcat:distribution", place) for place in places)
    dataset = Node(site.iri(path), ("dcat:Dataset",), said)
    found = zip(places, files, strict=True)
    return [dataset, *(_distribution(site, place, file) for place, file in found)]


def _distribution(site: _Site, place: Iri, file: CatalogueFile) -> Node:
    address = site.iri(f"{BASE}{file.path}")
    return Node(
        place,
        ("dcat:Distribution",),
        (
            ("dct:title", Text(file.title, "nl")),
            ("dcat:accessURL", address),
            ("dcat:downloadURL", address),
            ("dcat:accessService", site.iri(BASE)),
            ("dct:license", CC_BY if file.is_open else UNKNOWN_LICENCE),
            ("dct:format", file.kind.format),
            ("dcat:mediaType", file.kind.media_type),
            ("dct:language", LANGUAGE),
        ),
    )
