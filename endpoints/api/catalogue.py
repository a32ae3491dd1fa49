"""The catalogue of the open data: DCAT-AP-NL 3.0, for data portals to harvest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.requests import Request

from data_loaders.export import source_records
from data_loaders.geo.boundary_file import load_boundaries, places_in
from data_loaders.monitor import MONITOR, contact, publisher
from endpoints.api.catalogue_files import CatalogueFile, Part, parts
from endpoints.api.catalogue_words import (
    AVAILABLE,
    CC_BY,
    CSVW,
    LANGUAGE,
    PUBLIC,
    PUBLISHER_KIND,
    TAXONOMY,
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
_OWN_NAME = re.sub(r"[^a-z0-9]+", "-", MONITOR.name.lower())
FORMATS = {"jsonld": ("application/ld+json", as_json_ld), "ttl": ("text/turtle", as_turtle)}


def plan_catalogue(ending: str, request: Request) -> Plan:
    """Return how the catalogue is written."""
    base = base_url(request)
    media_type, write = FORMATS[ending]
    key = ("catalogus", ending, base, publisher(), contact())
    return Plan(key, data_mark, lambda: answer_of(write(catalogue(base)), media_type))


def plan_datasets(request: Request) -> Plan:
    """Return where the address that datasets are named by leads: to what the client reads."""
    accepted = request.headers.get("accept", "")
    place = "catalogus.jsonld" if "json" in accepted else "catalogus.ttl"
    if "text/html" in accepted:
        place = "api"
    headers = {"Location": f"./{place}", "Vary": "Accept"}
    return Plan((place,), lambda: None, lambda: answer_of("", "text/plain", 303, headers))


def catalogue(base: str) -> list[Node]:
    """Return the catalogue of the site at `base` as a graph. Raises DataError."""
    known = _Site(base)
    groups = [_dataset(known, part) for part in parts()]
    datasets = [group[0].iri for group in groups]
    nodes = [_catalog(known, datasets), _service(known, datasets), *known.nodes()]
    return [*nodes, *(node for group in groups for node in group), *words()]


@dataclass(frozen=True)
class _Site:
    """The site as the catalogue knows it."""

    base: str

    def iri(self, path: str) -> Iri:
        """Return the name of something on this site."""
        return Iri(f"{self.base}{path}")

    def nodes(self) -> list[Node]:
        """Return who publishes, where questions go, which area it is about, and the manual.

        Of the publisher we know what was configured, or else the site itself.
        """
        name = Text(publisher() or MONITOR.name, "nl")
        _, asked = contact()
        way: tuple[str, Iri | Text] = ("vcard:hasURL", Iri(asked) if asked else self.iri("over"))
        if asked.startswith("mailto:"):
            way = ("vcard:hasEmail", Iri(asked))
        agent: Said = (("foaf:name", name), ("dct:type", PUBLISHER_KIND))
        return [
            Node(self.iri("catalogus#uitgever"), ("foaf:Agent",), agent),
            Node(
                self.iri("catalogus#contact"),
                ("vcard:Kind", "vcard:Organization"),
                (("vcard:fn", name), way),
            ),
            Node(self.iri("catalogus#gebied"), ("dct:Location",), _location()),
            Node(self.iri(""), ("foaf:Document",), (("dct:title", Text(MONITOR.name, "nl")),)),
            Node(self.iri("api"), ("foaf:Document",), (("dct:title", Text("Uitleg", "nl")),)),
        ]

    def common(self, identifier: str, title: str, description: str) -> Said:
        """Return what every dataset and service must say of itself.

        The identifier is a name of ours, and no address: it stays when the site moves.
        """
        return (
            ("dct:identifier", Text(f"{_OWN_NAME}/{identifier}")),
            ("dct:title", Text(title, "nl")),
            ("dct:description", Text(description, "nl")),
            ("dct:accessRights", PUBLIC),
            ("dct:publisher", self.iri("catalogus#uitgever")),
            ("dct:creator", self.iri("catalogus#uitgever")),
            ("dcat:contactPoint", self.iri("catalogus#contact")),
            ("dct:language", LANGUAGE),
            ("foaf:page", self.iri("api")),
            *(("dcat:theme", theme) for theme in THEMES),
            *(("dcat:keyword", Text(word, "nl")) for word in MONITOR.keywords),
        )


def _location() -> Said:
    """Return the name of the region, and the box and the middle of the land on our map."""
    shapes = [place["geometry"]["coordinates"] for place in load_boundaries().features()]
    places = [place for nested in shapes for place in places_in(nested)]
    (west, east), (south, north) = ((min(side), max(side)) for side in zip(*places, strict=True))
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    box = ", ".join(f"{x:.4f} {y:.4f}" for x, y in corners)
    middle = f"POINT({(west + east) / 2:.4f} {(south + north) / 2:.4f})"
    return (
        ("skos:prefLabel", Text(MONITOR.region, "nl")),
        ("dcat:bbox", Text(f"POLYGON(({box}))", kind="geo:wktLiteral")),
        ("dcat:centroid", Text(middle, kind="geo:wktLiteral")),
    )


def _catalog(site: _Site, datasets: list[Iri]) -> Node:
    said: Said = (
        ("dct:identifier", Text(_OWN_NAME)),
        ("dct:title", Text(f"Open data van de {MONITOR.name}", "nl")),
        ("dct:description", Text(MONITOR.description, "nl")),
        ("dct:publisher", site.iri("catalogus#uitgever")),
        ("dct:creator", site.iri("catalogus#uitgever")),
        ("dcat:contactPoint", site.iri("catalogus#contact")),
        ("dct:language", LANGUAGE),
        ("dct:license", UNKNOWN_LICENCE),
        ("dct:spatial", site.iri("catalogus#gebied")),
        ("dct:issued", Text(MONITOR.since, kind="xsd:date")),
        ("dcat:themeTaxonomy", TAXONOMY),
        ("foaf:homepage", site.iri("")),
        ("dcat:service", site.iri(BASE)),
        *(("dcat:dataset", dataset) for dataset in datasets),
    )
    days = [record["gewijzigd"] for record in source_records() if record["gewijzigd"]]
    said += _day("modified", max(days, default=""))
    return Node(site.iri("catalogus"), ("dcat:Catalog",), said)


def _service(site: _Site, datasets: list[Iri]) -> Node:
    title = f"API van de {MONITOR.name}"
    text = "Alle cijfers en afspraken als JSON en CSV, zonder sleutel."
    said: Said = (
        ("dcat:endpointURL", site.iri(BASE)),
        ("dcat:endpointDescription", site.iri(f"{BASE}openapi.json")),
        ("dct:license", UNKNOWN_LICENCE),
        *(("dcat:servesDataset", dataset) for dataset in datasets),
    )
    return Node(site.iri(BASE), ("dcat:DataService",), site.common("api", title, text) + said)


def _day(name: str, text: str) -> Said:
    """Return when something was, as exactly as it is known; nothing when it is not."""
    kind = {10: "xsd:date", 7: "xsd:gYearMonth", 4: "xsd:gYear"}.get(len(text))
    return ((f"dct:{name}", Text(text, kind=kind)),) if kind else ()


def _dataset(site: _Site, part: Part) -> list[Node]:
    """Return a dataset, when it was, where it is from, and a distribution for each of its files."""
    path = f"catalogus#{part.id}"
    places = [site.iri(f"{path}-{number}") for number in range(1, len(part.files) + 1)]
    page = site.iri(part.page)
    said = site.common(part.id, part.title, part.text)
    said += tuple(("dcat:keyword", Text(word, "nl")) for word in part.keywords)
    said += _day("modified", part.modified)
    said += (
        ("dcat:landingPage", page),
        ("dct:spatial", site.iri("catalogus#gebied")),
        ("dct:conformsTo", CSVW),
        ("dct:accrualPeriodicity", part.frequency),
        *(("dcat:distribution", place) for place in places),
    )
    nodes = [Node(page, ("foaf:Document",), ())]
    if part.span:
        period = site.iri(f"{path}-tijd")
        said += (("dct:temporal", period),)
        ends = zip(("dcat:startDate", "dcat:endDate"), part.span, strict=True)
        days = tuple((name, Text(day.isoformat(), kind="xsd:date")) for name, day in ends)
        nodes.append(Node(period, ("dct:PeriodOfTime",), days))
    if part.origin:
        told = site.iri(f"{path}-bron")
        said += (("dct:provenance", told),)
        said += (("prov:wasDerivedFrom", Iri(part.origin_url)),) if part.origin_url else ()
        text = (("rdfs:label", Text(f"Bron: {part.origin}", "nl")),)
        nodes.append(Node(told, ("dct:ProvenanceStatement",), text))
    found = zip(places, part.files, strict=True)
    files = [_distribution(site, part, place, file) for place, file in found]
    return [Node(site.iri(path), ("dcat:Dataset",), said), *nodes, *files]


def _distribution(site: _Site, part: Part, place: Iri, file: CatalogueFile) -> Node:
    address, title = site.iri(file.path), f"{part.title} ({file.kind.label})"
    said: Said = (
        ("dct:title", Text(title, "nl")),
        ("dct:description", Text(f"{part.title}, als {file.kind.label}.", "nl")),
        ("dcat:accessURL", address),
        ("dcat:downloadURL", address),
        ("dcat:accessService", site.iri(BASE)),
        ("dcatap:availability", AVAILABLE),
        ("dct:license", CC_BY if part.is_open else UNKNOWN_LICENCE),
        ("dct:format", file.kind.format),
        ("dcat:mediaType", file.kind.media_type),
        ("dct:conformsTo", file.kind.standard),
        ("dct:language", LANGUAGE),
    )
    return Node(place, ("dcat:Distribution",), said + _day("modified", part.modified))
