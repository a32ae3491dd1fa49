"""The catalogue against the rules of DCAT-AP-NL 3.0, and against what is really there."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest
from publishcases import Site
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import Namespace
from rdflib.term import Identifier

from data_loaders.cache import fetched_indicators, load_series
from data_loaders.open_registers import register_names
from endpoints.api.rdf import Iri, Node, Text, as_json_ld, as_turtle
from endpoints.http.parameters import read_parameters

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LISTS = "http://publications.europa.eu/resource/authority/"
# What DCAT-AP-NL 3.0 and DCAT-AP 3.0 make mandatory, and what they recommend (of which the absence
# is a warning): property, at least, at most (0: no limit), and the class or node kind of the value.
RULES: dict[str, list[tuple[str, int, int, str]]] = {
    "dcat:Catalog": [
        ("dct:title", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:publisher", 1, 1, "sh:class foaf:Agent"),
        ("dcat:contactPoint", 1, 1, "sh:class vcard:Kind"),
        ("dcat:dataset", 1, 0, "sh:class dcat:Dataset"),
        ("dcat:service", 0, 0, "sh:class dcat:DataService"),
        ("dct:language", 1, 0, "sh:class dct:LinguisticSystem"),
        ("dct:modified", 1, 1, "sh:datatype xsd:date"),
        ("dct:issued", 1, 1, "sh:datatype xsd:date"),
        ("dct:creator", 1, 1, "sh:class foaf:Agent"),
        ("dct:license", 1, 1, "sh:class dct:LicenseDocument"),
        ("dct:spatial", 1, 0, "sh:class dct:Location"),
        ("dcat:themeTaxonomy", 1, 0, "sh:class skos:ConceptScheme"),
        ("foaf:homepage", 1, 1, "sh:class foaf:Document"),
    ],
    "dcat:Dataset": [
        ("dct:title", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:accessRights", 1, 1, "sh:class dct:RightsStatement"),
        ("dcat:contactPoint", 1, 1, "sh:class vcard:Kind"),
        ("dct:creator", 1, 0, "sh:class foaf:Agent"),
        ("dct:identifier", 1, 1, "sh:nodeKind sh:Literal"),
        ("dct:publisher", 1, 1, "sh:class foaf:Agent"),
        ("dcat:theme", 1, 0, "sh:class skos:Concept"),
        ("dcat:distribution", 1, 0, "sh:class dcat:Distribution"),
        ("dcat:keyword", 1, 0, "sh:nodeKind sh:Literal"),
        ("dcat:landingPage", 1, 0, "sh:class foaf:Document"),
        ("foaf:page", 1, 0, "sh:class foaf:Document"),
        ("dct:conformsTo", 1, 0, "sh:class dct:Standard"),
        ("dct:spatial", 1, 0, "sh:class dct:Location"),
        ("dct:accrualPeriodicity", 1, 1, "sh:class dct:Frequency"),
        ("dct:language", 1, 0, "sh:class dct:LinguisticSystem"),
        ("dct:temporal", 0, 0, "sh:class dct:PeriodOfTime"),
        ("dct:provenance", 0, 0, "sh:class dct:ProvenanceStatement"),
        ("dct:modified", 0, 1, "sh:nodeKind sh:Literal"),
    ],
    "dcat:Distribution": [
        ("dcat:accessURL", 1, 1, "sh:nodeKind sh:IRI"),
        ("dcat:downloadURL", 1, 1, "sh:nodeKind sh:IRI"),
        ("dcat:accessService", 1, 1, "sh:class dcat:DataService"),
        ("dct:license", 1, 1, "sh:class dct:LicenseDocument"),
        ("dct:format", 1, 1, "sh:class dct:MediaTypeOrExtent"),
        ("dcat:mediaType", 0, 1, "sh:class dct:MediaType"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dcatap:availability", 1, 1, "sh:class skos:Concept"),
        ("dct:conformsTo", 1, 0, "sh:class dct:Standard"),
        ("dct:language", 1, 0, "sh:class dct:LinguisticSystem"),
    ],
    "dcat:DataService": [
        ("dct:title", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:accessRights", 1, 1, "sh:class dct:RightsStatement"),
        ("dcat:contactPoint", 1, 1, "sh:class vcard:Kind"),
        ("dct:creator", 1, 1, "sh:class foaf:Agent"),
        ("dcat:keyword", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:language", 1, 0, "sh:class dct:LinguisticSystem"),
        ("dcat:endpointURL", 1, 1, "sh:nodeKind sh:IRI"),
        ("dcat:endpointDescription", 1, 1, "sh:nodeKind sh:IRI"),
        ("dct:identifier", 1, 1, "sh:nodeKind sh:Literal"),
        ("dct:license", 1, 1, "sh:class dct:LicenseDocument"),
        ("dct:publisher", 1, 1, "sh:class foaf:Agent"),
        ("dcat:theme", 1, 0, "sh:class skos:Concept"),
        ("dcat:servesDataset", 1, 0, "sh:class dcat:Dataset"),
    ],
    "foaf:Agent": [
        ("foaf:name", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:type", 1, 1, "sh:class skos:Concept"),
    ],
    "dct:LicenseDocument": [("dct:type", 1, 0, "sh:class skos:Concept")],
    "dct:Location": [
        ("dcat:bbox", 1, 1, "sh:datatype geo:wktLiteral"),
        ("dcat:centroid", 1, 1, "sh:datatype geo:wktLiteral"),
    ],
    "skos:ConceptScheme": [("dct:title", 1, 0, "sh:nodeKind sh:Literal")],
    "skos:Concept": [("skos:prefLabel", 1, 0, "sh:nodeKind sh:Literal")],
    "vcard:Kind": [("vcard:fn", 1, 1, "sh:nodeKind sh:Literal")],
    "dct:PeriodOfTime": [
        ("dcat:startDate", 1, 1, "sh:datatype xsd:date"),
        ("dcat:endDate", 1, 1, "sh:datatype xsd:date"),
    ],
}
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dcatap: <http://data.europa.eu/r5r/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def shapes() -> Graph:
    """The rules as SHACL."""
    text = PREFIXES
    for name, rules in RULES.items():
        text += f"[] a sh:NodeShape ; sh:targetClass {name}"
        for path, least, most, kind in rules:
            limits = f"sh:minCount {least} ;" + (f" sh:maxCount {most} ;" if most else "")
            text += f" ; sh:property [ sh:path {path} ; {limits} {kind} ]"
        text += " .\n"
    return Graph().parse(data=text, format="turtle")


@pytest.fixture(scope="module")
def graph(site: Site) -> Graph:
    return Graph().parse(data=site.ask("/catalogus.ttl").text, format="turtle")


@pytest.fixture(scope="module")
def small(graph: Graph) -> Graph:
    """The catalogue with one dataset of a figure and one of a register."""
    found = Graph() + graph
    for dataset in set(graph.subjects(RDF.type, DCAT.Dataset)):
        if not str(dataset).endswith(("#bevolking", "#register-acties")):
            for place in [dataset, *graph.objects(dataset, DCAT.distribution)]:
                found.remove((place, None, None))
                found.remove((None, None, place))
    return found


def test_the_catalogue_keeps_every_rule_and_every_recommendation(graph: Graph) -> None:
    valid, _, report = validate(graph, shacl_graph=shapes())
    assert valid, report


@pytest.mark.parametrize(
    ("kind", "path"),
    [(kind, path) for kind, rules in RULES.items() for path, least, *_ in rules if least],
)
def test_the_rules_see_what_is_missing(small: Graph, kind: str, path: str) -> None:
    text = f"{PREFIXES} <x:x> a {kind} ; {path} <x:y> ."
    example = Graph().parse(data=text, format="turtle")
    subject, predicate = URIRef("x:x"), next(p for p in example.predicates() if p != RDF.type)
    rdf_class = next(example.objects(subject, RDF.type))
    broken = Graph() + small
    victim = next(iter(broken.subjects(RDF.type, rdf_class)))
    assert (victim, predicate, None) in broken
    broken.remove((victim, predicate, None))
    valid, *_ = validate(broken, shacl_graph=shapes())
    assert not valid


def test_both_notations_say_the_same(site: Site, graph: Graph) -> None:
    other = Graph().parse(data=site.ask("/catalogus.jsonld").text, format="json-ld")
    assert len(graph) > 500
    assert isomorphic(graph, other)


def test_values_come_from_the_prescribed_lists(graph: Graph) -> None:
    lists = {
        DCAT.theme: "data-theme/",
        DCTERMS.accessRights: "access-right/",
        DCTERMS.accrualPeriodicity: "frequency/",
        DCTERMS.language: "language/",
        DCTERMS.format: "file-type/",
    }
    for predicate, name in lists.items():
        values = set(graph.objects(None, predicate))
        assert values and all(str(value).startswith(f"{LISTS}{name}") for value in values), name


def name_of(thing: object) -> str:
    return str(thing).partition("#")[2]


def datasets(graph: Graph) -> dict[str, Identifier]:
    return {name_of(found): found for found in graph.subjects(RDF.type, DCAT.Dataset)}


def test_every_figure_and_register_is_a_dataset_of_its_own(graph: Graph) -> None:
    about = {"indicators", "sources", "areas", "contradictions", "alles"}
    registers = {f"register-{name}" for name in register_names()}
    assert set(datasets(graph)) == set(fetched_indicators()) | registers | about


def test_every_address_in_it_is_there(site: Site, graph: Graph) -> None:
    """Of each kind of file of some datasets; and the page and the name of every dataset."""
    known = datasets(graph)
    some = (
        "bevolking",
        "leeftijdsopbouw",
        "register-acties",
        "register-metingen",
        "areas",
        "alles",
    )
    files = [file for name in some for file in graph.objects(known[name], DCAT.distribution)]
    urls = {str(url) for file in files for url in graph.objects(file, DCAT.downloadURL)}
    urls |= {str(url) for url in graph.objects(None, DCAT.endpointDescription)}
    urls |= {str(url) for url in graph.objects(None, FOAF.page)}
    assert len(urls) > 20
    for url in urls:
        parts = urlsplit(url)
        assert url.startswith(site.url)
        assert site.ask(f"{parts.path}?{parts.query}".rstrip("?")).status == 200, url


@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("text/turtle", "catalogus.ttl"),
        ("application/ld+json", "catalogus.jsonld"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "api"),
        ("*/*", "catalogus.ttl"),
    ],
)
def test_the_address_of_a_dataset_leads_to_what_a_client_reads(
    site: Site, graph: Graph, accept: str, place: str
) -> None:
    named = urlsplit(str(datasets(graph)["bevolking"])).path
    reply = site.ask(named, accept=accept)
    assert (reply.status, reply.headers["location"]) == (303, f"./{place}")
    assert reply.headers["vary"] == "Accept"
    assert site.ask(f"/{place}").status == 200


def test_an_identifier_is_no_address_and_is_there_once(graph: Graph, configured: Site) -> None:
    def names(found: Graph) -> list[str]:
        return sorted(str(name) for name in found.objects(None, DCTERMS.identifier))

    known = names(graph)
    assert len(set(known)) == len(known) and not [name for name in known if "127.0.0.1" in name]
    other = Graph().parse(data=configured.ask("/catalogus.ttl").text, format="turtle")
    assert names(other) == known


def test_the_files_of_the_figures_are_all_observations(site: Site, graph: Graph) -> None:
    found = datasets(graph)
    rows = 0
    for name in fetched_indicators():
        files = graph.objects(found[name], DCAT.distribution)
        urls = [str(url) for file in files for url in graph.objects(file, DCAT.downloadURL)]
        (csv_url,) = [url for url in urls if url.endswith(".csv")]
        rows += len(list(csv.reader(io.StringIO(site.ask(urlsplit(csv_url).path).text)))) - 1
    assert rows == site.ask("/api/v1/observations?aantal=1").json["aantal"]


def test_each_file_has_the_licence_of_its_own_data(graph: Graph) -> None:
    found = {
        name: {
            str(graph.value(file, DCTERMS.license))
            for file in graph.objects(dataset, DCAT.distribution)
        }
        for name, dataset in datasets(graph).items()
    }
    for name, licences in found.items():
        is_open = name in fetched_indicators() and load_series(name).provenance.is_open
        (licence,) = licences
        assert ("by/4.0" in licence) == is_open, name
        assert is_open or "licentieonbekend" in licence
    assert sum("by/4.0" in next(iter(licences)) for licences in found.values()) > 10


def test_a_dataset_says_when_where_how_often_and_from_what(graph: Graph) -> None:
    bevolking = datasets(graph)["bevolking"]
    assert str(graph.value(bevolking, DCTERMS.accrualPeriodicity)).endswith("/ANNUAL")
    period = graph.value(bevolking, DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2012-01-01"
    told = graph.value(bevolking, DCTERMS.provenance)
    assert "03759ned" in str(graph.value(told, RDFS.label))
    assert "03759ned" in str(graph.value(bevolking, PROV.wasDerivedFrom))
    assert str(graph.value(bevolking, DCTERMS.modified)) >= "2024"
    of_document = datasets(graph)["bijstand-aandeel"]
    assert str(graph.value(of_document, DCTERMS.accrualPeriodicity)).endswith("/IRREG")
    files = {
        str(graph.value(f, DCTERMS.conformsTo)) for f in graph.objects(bevolking, DCAT.distribution)
    }
    assert len(files) == 5
    place = graph.value(bevolking, DCTERMS.spatial)
    box = str(graph.value(place, DCAT.bbox))
    sides = [tuple(map(float, corner.split())) for corner in box[9:-2].split(", ")]
    assert 5 < min(x for x, _ in sides) < max(x for x, _ in sides) < 7
    assert 51 < min(y for _, y in sides) < max(y for _, y in sides) < 53


def test_who_publishes_is_said_only_when_it_is_known(graph: Graph, configured: Site) -> None:
    assert {str(name) for name in graph.objects(None, FOAF.name)} == {
        "Arbeidsmarktmonitor Arnhem-Nijmegen"
    }
    known = Graph().parse(data=configured.ask("/catalogus.ttl").text, format="turtle")
    assert {str(name) for name in known.objects(None, FOAF.name)} == {"Voorbeeld"}
    assert {str(way) for way in known.objects(None, VCARD.hasEmail)} == {
        "mailto:cijfers@voorbeeld.nl"
    }
    catalog = next(iter(known.subjects(RDF.type, DCAT.Catalog)))
    assert str(catalog) == "https://monitor.voorbeeld.nl/pad/catalogus"
    assert validate(known, shacl_graph=shapes())[0]


@pytest.mark.parametrize("text", ['a"b\\c', "regel\nregel\r\tx", "'''\"\"\"", "é€\u2028😀", ""])
def test_any_text_survives_both_notations(text: str) -> None:
    nodes = [
        Node(Iri('http://x/ <>"{}|^`\\y'), ("dcat:Dataset",), (("dct:title", Text(text, "nl")),))
    ]
    turtle = Graph().parse(data=as_turtle(nodes), format="turtle")
    other = Graph().parse(data=as_json_ld(nodes), format="json-ld")
    assert isomorphic(turtle, other)
    assert (
        str(turtle.value(None, DCTERMS.title) or next(turtle.objects(None, DCTERMS.title))) == text
    )


def test_the_parameters_of_its_files_are_those_of_the_api(site: Site) -> None:
    from endpoints.api.endpoints import ENDPOINTS

    observations = next(item for item in ENDPOINTS if item.path == "observations")
    pairs = (("onderwerp", "pendel"), ("aantal", "10000"), ("format", "csv"))
    assert read_parameters(pairs, observations.parameters)["aantal"] == ("10000",)
