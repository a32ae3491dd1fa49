"""The description of the data API (OpenAPI 3.1), made from what checks the requests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from components.files.formats import IN_API
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.export import (
    OBSERVATION_COLUMNS,
    indicator_records,
    region_records,
    source_records,
)
from data_loaders.monitor import MONITOR
from data_loaders.open_types import Type, types_of
from endpoints.api.endpoints import ENDPOINTS, Endpoint
from endpoints.api.operations import Tag, api_document, in_path, operation
from endpoints.api.parameters import JSON_STAT
from endpoints.http.site import site_url

DESCRIPTION = (
    f"Alle cijfers en afspraken van de {MONITOR.name}. De kolommen van versie "
    "1 blijven: er kan een kolom bij komen, er gaat er geen weg, en de betekenis blijft gelijk. "
    "Wat er niet is, is null. Parameters die de API niet kent, slaat zij over."
)
_REGISTER = (
    "Elke kolom van het register is ook een parameter: ?lijn=werkend netwerk geeft de regels "
    "met die waarde, in welke hoofdletters ook. Een kolom die vaker wordt genoemd, geeft de regels "
    "met een van die waarden."
)
_TAGS = (
    Tag("cijfers", "Wat er is gemeten, en wat het betekent"),
    Tag("registers", "Afspraken en sectoren"),
    Tag("beschrijving", "Gebieden, bronnen en waar bronnen elkaar tegenspreken"),
)
_TAG_OF = {"indicators": "cijfers", "observations": "cijfers", "registers": "registers"}
_RECORDS: dict[str, tuple[str, Callable[[], Sequence[str]]]] = {
    "indicators": ("Cijfer", lambda: tuple(indicator_records()[0])),
    "indicators/{naam}": ("Cijfer", lambda: tuple(indicator_records()[0])),
    "observations": ("Waarneming", lambda: OBSERVATION_COLUMNS),
    "areas": ("Gebied", lambda: tuple(region_records()[0])),
    "sources": ("Bron", lambda: tuple(source_records()[0])),
    "registers": ("Register", lambda: ("naam", "regels", "kolommen")),
    "contradictions": ("Tegenstrijdigheid", lambda: CONTRADICTION_COLUMNS),
}
_SCHEMAS: dict[Type | None, dict[str, Any]] = {
    None: {"type": ["string", "null"]},
    "getal": {"type": ["number", "null"]},
    "geheel getal": {"type": ["integer", "null"]},
    "ja of nee": {"type": ["boolean", "null"]},
    "dag": {"type": ["string", "null"], "format": "date"},
    "lijst": {"type": "array", "items": {"type": "string"}},
}


def openapi() -> dict[str, Any]:
    """Return the description as the object that becomes `openapi.json`."""
    paths = {f"/{endpoint.path}": _described(endpoint) for endpoint in ENDPOINTS}
    content: dict[str, Any] = {"application/zip": {}}
    paths |= {
        "/alles.zip": operation("/alles.zip", "beschrijving", "Alles in één bestand", content)
    }
    schemas = {
        name: _record(columns(), endpoint.file_name)
        for endpoint in ENDPOINTS
        if endpoint.path in _RECORDS
        for name, columns in (_RECORDS[endpoint.path],)
    }
    schemas |= {f"Lijst{_list_name(e)}": _envelope(e) for e in ENDPOINTS}
    schemas["JsonStat"] = _json_stat()
    server = f"{site_url()}api/v1" if site_url() else "../v1"
    named = (f"Open data van de {MONITOR.short}", DESCRIPTION, server)
    return api_document(named, _TAGS, paths, schemas)


def _described(endpoint: Endpoint) -> dict[str, Any]:
    asked = [item.described() for item in endpoint.parameters]
    if endpoint.names:
        asked = [in_path(endpoint.names()), *asked]
    forms = {form for item in endpoint.parameters for form in (item.choices or tuple)()}
    schema: dict[str, Any] = {"$ref": f"#/components/schemas/Lijst{_list_name(endpoint)}"}
    if JSON_STAT in forms:
        schema = {"oneOf": [schema, {"$ref": "#/components/schemas/JsonStat"}]}
    content = {
        "application/json": {"schema": schema},
        "text/csv": {"schema": {"type": "string"}},
    }
    given = [item.media_type for item in IN_API if item.ending in forms]
    content |= {media_type: content.get(media_type, {}) for media_type in given}
    tag = _TAG_OF.get(endpoint.path.partition("/")[0], "beschrijving")
    made = operation(f"/{endpoint.path}", tag, endpoint.summary, content, asked)
    if endpoint.path == "registers/{naam}":
        made["get"]["description"] = _REGISTER
    return made


def _list_name(endpoint: Endpoint) -> str:
    """Return the name of the list that an address gives."""
    if endpoint.path not in _RECORDS:
        return "Registerregel"
    return _RECORDS[endpoint.path][0] + ("Uitgebreid" if endpoint.names else "")


def _record(columns: Sequence[str], file_name: str) -> dict[str, Any]:
    kinds = types_of(file_name)
    properties = {name: _SCHEMAS[kinds.get(name)] for name in columns}
    return {"type": "object", "required": list(columns), "properties": properties}


def _envelope(endpoint: Endpoint) -> dict[str, Any]:
    """Return what the JSON of a list looks like."""
    record: dict[str, Any] = {"type": "object", "additionalProperties": True}
    if endpoint.path in _RECORDS:
        record = {"$ref": f"#/components/schemas/{_RECORDS[endpoint.path][0]}"}
    properties: dict[str, Any] = {
        "aantal": {"type": "integer", "description": "Regels op alle bladzijden samen"},
        "gegevens": {"type": "array", "items": record},
    }
    if endpoint.paged:
        properties["volgende"] = {"type": ["string", "null"], "format": "uri-reference"}
    return {"type": "object", "required": ["aantal", "gegevens"], "properties": properties}


def _json_stat() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("version", "class", "label", "source")}
    kept: dict[str, Any] = {
        "id": {"type": "array", "items": {"type": "string"}},
        "size": {"type": "array", "items": {"type": "integer"}},
        "dimension": {"type": "object"},
        "value": {"type": "object"},
    }
    return {
        "type": "object",
        "description": "Eén cijfer als kubus, bij format=jsonstat (JSON-stat 2.0)",
        "required": ["version", "class", "id", "size", "dimension", "value"],
        "properties": texts | kept,
    }
