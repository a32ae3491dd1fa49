"""Statements about things (RDF), written as JSON-LD and as Turtle from one and the same graph."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatap": "http://data.europa.eu/r5r/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IRI_SAFE = "%/:=&?~#+!$,;'@()*[]"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\n\r\t]')


@dataclass(frozen=True)
class Iri:
    """The name of a thing: a full address."""

    address: str


@dataclass(frozen=True)
class Text:
    """A text, in a language (`nl`) or of a type (`xsd:date`)."""

    text: str
    language: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Node:
    """A thing, and what is said of it: pairs of a property (`dct:title`) and a value."""

    iri: Iri
    types: tuple[str, ...]
    said: tuple[tuple[str, Iri | Text], ...]


def as_json_ld(nodes: Sequence[Node]) -> str:
    """Return a graph as JSON-LD 1.1, with its context inside."""
    graph = [_object(node) for node in nodes]
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _object(node: Node) -> dict[str, object]:
    said: dict[str, list[dict[str, str]]] = {}
    for name, value in node.said:
        said.setdefault(name, []).append(_json_value(value))
    return {"@id": _safe(node.iri), "@type": list(node.types), **said}


def _json_value(value: Iri | Text) -> dict[str, str]:
    if isinstance(value, Iri):
        return {"@id": _safe(value)}
    found = {"@value": value.text}
    if value.language:
        found["@language"] = value.language
    return found | ({"@type": value.kind} if value.kind else {})


def as_turtle(nodes: Sequence[Node]) -> str:
    """Return a graph as Turtle."""
    head = "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    return head + "".join(f"\n{_statements(node)} .\n" for node in nodes)


def _statements(node: Node) -> str:
    pairs = [f"a {', '.join(node.types)}"]
    pairs += [f"{name} {_turtle_value(value)}" for name, value in node.said]
    return f"<{_safe(node.iri)}> " + " ;\n    ".join(pairs)


def _turtle_value(value: Iri | Text) -> str:
    if isinstance(value, Iri):
        return f"<{_safe(value)}>"
    text = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], value.text)
    ending = f"@{value.language}" if value.language else f"^^{value.kind}" if value.kind else ""
    return f'"{text}"{ending}'


def _safe(iri: Iri) -> str:
    """Return an address without a character that could end it."""
    return quote(iri.address, safe=_IRI_SAFE)
