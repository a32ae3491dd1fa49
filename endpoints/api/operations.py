"""Parts of a description in OpenAPI 3.1 that all of ours share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from data_loaders.monitor import MONITOR, contact, publisher
from endpoints.http.resource import API_VERSION, VERSION_HEADER
from endpoints.http.site import site_url

_LICENCE = {
    "name": "CBS: CC BY 4.0; documenten noemen geen licentie",
    "url": "https://creativecommons.org/licenses/by/4.0/deed.nl",
}
_WRONG = {
    "400": "Een waarde is niet goed; de zin noemt welke er wel zijn",
    "404": "Dit is er niet",
    "429": "Te veel vragen in korte tijd; Retry-After zegt wanneer het weer kan",
    "503": "Nu niet beschikbaar; Retry-After zegt wanneer het weer kan",
}
_HEADERS = {
    VERSION_HEADER: {"description": "De versie van de API", "schema": {"type": "string"}},
}


class Tag(NamedTuple):
    """What operations belong together."""

    name: str
    description: str


def api_document(
    named: tuple[str, str, str],
    tags: Sequence[Tag],
    paths: Mapping[str, Any],
    schemas: Mapping[str, Any],
) -> dict[str, Any]:
    """Return a description; `named` are its title, its description and the server of its paths."""
    title, description, server = named
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": API_VERSION,
            "description": description,
            "contact": _contact(),
            "license": _LICENCE,
        },
        "servers": [{"url": server}],
        "security": [],
        "tags": [tag._asdict() for tag in tags],
        "paths": paths,
        "components": {"schemas": {**schemas, "Probleem": _problem()}},
    }


def _contact() -> dict[str, str]:
    """Return where questions go, as far as it is known."""
    shown, address = contact()
    found = {"name": publisher() or MONITOR.name}
    if address.startswith("mailto:"):
        found["email"] = shown
    url = f"{site_url()}over" if site_url() else address if address.startswith("http") else ""
    return found | ({"url": url} if url else {})


def operation(
    path: str,
    tag: str,
    summary: str,
    content: Mapping[str, Any],
    parameters: Iterable[dict[str, Any]] = (),
) -> dict[str, Any]:
    """Return a path that gives one kind of content, or says why not."""
    problem = {"schema": {"$ref": "#/components/schemas/Probleem"}}
    refusal = {"application/problem+json": problem}
    if "text/html" in content:
        refusal["text/html"] = {"schema": {"type": "string"}}
    answers: dict[str, Any] = {
        "200": {"description": summary, "headers": _HEADERS, "content": content},
        "304": {"description": "Niet veranderd sinds de ETag die u hebt", "headers": _HEADERS},
    }
    for status, description in _WRONG.items():
        answers[status] = {"description": description, "headers": _HEADERS, "content": refusal}
    return {
        "get": {
            "operationId": _operation_id(path),
            "tags": [tag],
            "summary": summary,
            "description": f"{summary}.",
            "parameters": list(parameters),
            "responses": answers,
        }
    }


def _operation_id(path: str) -> str:
    """Return a name for functions: /registers/{naam} becomes getRegistersByNaam."""
    words = re.sub(r"\{(\w+)\}", r"by \1", path)
    return "get" + "".join(word[:1].upper() + word[1:] for word in re.findall(r"\w+", words))


def in_path(names: Sequence[str], name: str = "naam") -> dict[str, Any]:
    """Return the name in a path; which there are changes with the data, so they are examples."""
    schema = {"type": "string", "examples": list(names)}
    about = "De naam, zoals hij in de lijst staat"
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": about,
        "schema": schema,
    }


def _problem() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    return {
        "type": "object",
        "description": "RFC 9457; 'mogelijk' kan erbij staan: wat er wel te kiezen is",
        "required": ["title", "status", "detail"],
        "properties": texts | {"status": {"type": "integer"}},
    }
