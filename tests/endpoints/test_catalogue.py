"""The catalogue against the rules of DCAT-AP-NL 3.0, and against what is really there."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlsplit

import pytest
from publishcases import Site
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import Namespace

from data_loaders.documents import load_topics
from data_loaders.open_registers import register_names
from endpoints.api.rdf import Iri, Node, Text, as_json_ld, as_turtle
from endpoints.http.parameters import read_parameters

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LISTS = "http://publications.europa.eu/resource/authority/"
# What the standard makes mandatory (NL) on top of what DCAT-AP 3.0 does: property, at least,
# at most (0: no limit), and the class or node kind of the value.
RULES: dict[str, list[tuple[str, int, int, str]]] = {
    "dcat:Catalog": [
        ("dct:title", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:publisher", 1, 1, "sh:class foaf:Agent"),
        ("dcat:contactPoint", 1, 1, "sh:class vcard:Kind"),
        ("dcat:dataset", 1, 0, "sh:class dcat:Dataset"),
        ("dcat:service", 0, 0, "sh:class dcat:DataService"),
        ("dct:language", 1, 0, "sh:class dct:LinguisticSystem"),
        ("dct:modified", 0, 1, "sh:datatype xsd:date"),
        ("foaf:homepage", 0, 1, "sh:nodeKind sh:IRI"),
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
        ("dcat:keyword", 0, 0, "sh:nodeKind sh:Literal"),
        ("dcat:landingPage", 0, 0, "sh:nodeKind sh:IRI"),
        ("dct:accrualPeriodicity", 0, 1, "sh:class dct:Frequency"),
        ("dct:language", 0, 0, "sh:class dct:LinguisticSystem"),
        ("dct:temporal", 0, 0, "sh:class dct:PeriodOfTime"),
    ],
    "dcat:Distribution": [
        ("dcat:accessURL", 1, 1, "sh:nodeKind sh:IRI"),
        ("dcat:downloadURL", 0, 1, "sh:nodeKind sh:IRI"),
        ("dcat:accessService", 0, 1, "sh:class dcat:DataService"),
        ("dct:license", 1, 1, "sh:class dct:LicenseDocument"),
        ("dct:format", 0, 1, "sh:class dct:MediaTypeOrExtent"),
        ("dcat:mediaType", 0, 1, "sh:class dct:MediaType"),
    ],
    "dcat:DataService": [
        ("dct:title", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:description", 1, 0, "sh:nodeKind sh:Literal"),
        ("dct:accessRights", 1, 1, "sh:class dct:RightsStatement"),
        ("dcat:contactPoint", 1, 1, "sh:class vcard:Kind"),
        ("dct:creator", 0, 1, "sh:class foaf:Agent"),
        ("dcat:endpointURL", 1, 1, "sh:nodeKind sh:IRI"),
        ("dcat:endpointDescription", 1, 1, "sh:nodeKind sh:IRI"),
        ("dct:identifier", 1, 1, "sh:nodeKind sh:Literal"),
        ("dct:license", 1, 1, "sh:class dct:LicenseDocument"),
        ("dct:publisher", 1, 1, "sh:class foaf:Agent"),
        ("dcat:theme", 1, 0, "sh:class skos:Concept"),
        ("dcat:servesDataset", 0, 0, "sh:class dcat:Dataset"),
    ],
    "foaf:Agent": [("foaf:name", 1, 0, "sh:nodeKind sh:Literal")],
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


def test_the_catalogue_keeps_the_mandatory_rules(graph: Graph) -> None:
    valid, _, report = validate(graph, shacl_graph=shapes())
    assert valid, report


@pytest.mark.parametrize(
    ("kind", "path"),
    [(kind, path) for kind, rules in RULES.items() for path, least, *_ in rules if least],
)
def test_the_rules_see_what_is_missing(graph: Graph, kind: str, path: str) -> None:
    text = f"{PREFIXES} <x:x> a {kind} ; {path} <x:y> ."
    example = Graph().parse(data=text, format="turtle")
    subject, predicate = URIRef("x:x"), next(p for p in example.predicates() if p != RDF.type)
    rdf_class = next(example.objects(subject, RDF.type))
    broken = Graph() + graph
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


def test_every_topic_and_register_is_in_it(graph: Graph) -> None:
    addresses = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    for name in register_names():
        assert any(f"registers/{name}.csv" in url for url in addresses), name
    datasets = {
        str(dataset).partition("#")[2] for dataset in graph.subjects(RDF.type, DCAT.Dataset)
    }
    assert set(load_topics()) | {"afspraken", "speerpuntsectoren", "beschrijving"} == datasets


def test_every_address_in_it_is_there(site: Site, graph: Graph) -> None:
    urls = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    urls |= {str(url) for url in graph.objects(None, DCAT.endpointDescription)}
    assert len(urls) > 50
    for url in urls:
        parts = urlsplit(url)
        assert url.startswith(site.url)
        assert site.ask(f"{parts.path}?{parts.query}".rstrip("?")).status == 200, url


def test_the_files_of_the_topics_are_all_observations(site: Site, graph: Graph) -> None:
    rows = 0
    for url in graph.objects(None, DCAT.downloadURL):
        path = urlsplit(str(url)).path
        if "/observations/" in path and path.endswith(".csv"):
            text = site.ask(path).text
            rows += len(list(csv.reader(io.StringIO(text)))) - 1
    assert rows == site.ask("/api/v1/observations?aantal=1").json["aantal"]


def test_only_what_is_all_of_cbs_has_its_licence(graph: Graph) -> None:
    found = {
        str(dataset).partition("#")[2]: {
            str(graph.value(file, DCTERMS.license))
            for file in graph.objects(dataset, DCAT.distribution)
        }
        for dataset in graph.subjects(RDF.type, DCAT.Dataset)
    }
    assert all("licentieonbekend" in licence for licence in found["afspraken"])
    assert all("licentieonbekend" in licence for licence in found["uitkeringen"])


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
