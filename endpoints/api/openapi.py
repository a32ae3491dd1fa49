"""The description of the API and the tiles (OpenAPI 3.1), made from what checks the requests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from components.exhibit import asked as choice
from components.files.downloads import XLSX
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.cache import fetched_indicators
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.decks import link as deck_link
from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.geo.regions import load_regions
from endpoints.api.endpoints import BASE, ENDPOINTS, Endpoint
from endpoints.api.parameters import JSON_STAT, WORKBOOK, Parameter
from endpoints.figures import handout
from endpoints.figures.oembed import OEMBED_PARAMETERS
from endpoints.figures.share import SHARE_PARAMETERS
from endpoints.figures.tile import TYPES
from endpoints.figures.tile_address import DATA_ENDINGS, ENDINGS, SCOPE, WHOLE
from endpoints.http.values import NUMBERS

VERSION = "1.0.0"
DESCRIPTION = (
    "Alle cijfers en afspraken van de Arbeidsmarktmonitor Arnhem-Nijmegen. De kolommen van versie "
    "1 blijven: er kan een kolom bij komen, er gaat er geen weg, en de betekenis blijft gelijk."
)
THEME = Parameter(
    choice.THEME, "Licht of donker. Zonder dit volgt de tegel de lezer.", lambda: choice.THEMES
)
TILE_PARAMETERS = (
    Parameter(
        choice.AREA,
        f"Code of naam van een gebied; hoogstens {choice.MAX_AREAS}.",
        lambda: [region.code for region in load_regions().regions],
        many=True,
    ),
    Parameter(choice.FORM, "Hoe het cijfer te zien is.", lambda: choice.FORMS),
    Parameter(choice.PERIOD, "Een periode van het cijfer, zoals 2024 of 2024-12."),
    Parameter(choice.CHARACTERISTIC, "Een kenmerk van het cijfer."),
    THEME,
)
SCOPE_PARAMETER = Parameter(
    SCOPE, "Alles wat er van het cijfer is; zonder dit wat de tegel laat zien.", lambda: (WHOLE,)
)
TILES: tuple[tuple[str, str, Callable[[], Sequence[str]], tuple[Parameter, ...]], ...] = (
    ("tegel/", "Tegel van een cijfer", lambda: list(fetched_indicators()), TILE_PARAMETERS),
    ("tegel/doel/", "Tegel van een doel", lambda: list(load_goals()), (THEME,)),
    ("tegel/project/", "Tegel van een project", lambda: list(load_by_id(Project)), (THEME,)),
)
DECK_PARAMETERS = (
    Parameter(deck_link.VERSION, "De versie van de manier van schrijven: 1."),
    Parameter(deck_link.TITLE, "De titel van de presentatie."),
    Parameter(deck_link.DAY, "De dag van het beraad (jjjj-mm-dd)."),
    Parameter(deck_link.TILES, "De dia's, zoals de pagina Beraad ze in haar link zet."),
)
_COLUMNS = {"observations": OBSERVATION_COLUMNS, "contradictions": CONTRADICTION_COLUMNS}


def openapi() -> dict[str, Any]:
    """Return the description as the object that becomes `openapi.json`."""
    paths = {f"/{BASE}{endpoint.path}": _described(endpoint) for endpoint in ENDPOINTS}
    paths |= {f"/{BASE}alles.zip": _file("Alles in één bestand", {"application/zip": {}})}
    paths |= _tiles()
    shown = [item.described() for item in (*TILE_PARAMETERS, *SHARE_PARAMETERS)]
    paths["/deel/{naam}"] = _file(
        "Pagina om een cijfer te delen",
        {"text/html": {}},
        [_in_path(list(fetched_indicators())), *shown],
    )
    paths["/oembed"] = _file(
        "Insluiten met een link (oEmbed)",
        {"application/json": {}},
        [item.described() for item in OEMBED_PARAMETERS],
    )
    paths |= _decks()
    for name, media_type in (("jsonld", "application/ld+json"), ("ttl", "text/turtle")):
        paths[f"/catalogus.{name}"] = _file("Catalogus (DCAT-AP-NL 3.0)", {media_type: {}})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Open data van de Arbeidsmarktmonitor",
            "version": VERSION,
            "description": DESCRIPTION,
        },
        "servers": [{"url": "../.."}],
        "paths": paths,
        "components": {"schemas": {"Probleem": _problem()}},
    }


def _tiles() -> dict[str, Any]:
    """Return the paths of tiles, in every format."""
    paths = {}
    for start, summary, names, parameters in TILES:
        for ending in ("", *ENDINGS):
            path = f"/{start}{{naam}}{f'.{ending}' if ending else ''}"
            extra = (SCOPE_PARAMETER,) if start == "tegel/" and ending in DATA_ENDINGS else ()
            asked = [_in_path(names()), *(item.described() for item in (*parameters, *extra))]
            paths[path] = _file(summary, {TYPES.get(ending, "text/html"): {}}, asked)
    return paths


def _decks() -> dict[str, Any]:
    """Return the paths of a deck: shown, on paper, and as a PowerPoint file."""
    asked = [item.described() for item in DECK_PARAMETERS]
    found = {
        "tonen": ("Presentatie op een scherm", "text/html"),
        "handout.pdf": ("Presentatie op papier", handout.PDF),
        "presentatie.pptx": ("Presentatie in PowerPoint", handout.PPTX),
    }
    return {
        f"/beraad/{path}": _file(summary, {media_type: {}}, asked)
        for path, (summary, media_type) in found.items()
    }


def _described(endpoint: Endpoint) -> dict[str, Any]:
    asked = [item.described() for item in endpoint.parameters]
    if endpoint.names:
        asked = [_in_path(endpoint.names()), *asked]
    content = {
        "application/json": {"schema": _envelope(endpoint)},
        "text/csv": {"schema": {"type": "string"}},
    }
    forms = {form for item in endpoint.parameters for form in (item.choices or tuple)()}
    if WORKBOOK in forms:
        content[XLSX] = {}
    if JSON_STAT in forms:
        content["application/json"] = {"schema": {"type": "object"}}
    return _file(endpoint.summary, content, asked)


def _file(
    summary: str, content: dict[str, Any], parameters: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    """Return a path that gives one kind of content, or says why not."""
    problem = {"schema": {"$ref": "#/components/schemas/Probleem"}}
    refusal = {"application/problem+json": problem, "text/html": {}}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {
                "200": {"description": summary, "content": content},
                "304": {"description": "Niet veranderd sinds de ETag die u hebt"},
                "4XX": {"description": "Wat er mis is met de vraag", "content": refusal},
                "503": {"description": "Nu niet beschikbaar", "content": refusal},
            },
        }
    }


def _in_path(names: Sequence[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": list(names)}
    return {"name": "naam", "in": "path", "required": True, "schema": schema}


def _envelope(endpoint: Endpoint) -> dict[str, Any]:
    """Return what the JSON of a list looks like."""
    columns = _COLUMNS.get(endpoint.path, ())
    record: dict[str, Any] = {"type": "object"}
    if columns:
        record["required"] = list(columns)
        record["properties"] = {
            name: {"type": ["number", "null"] if name in NUMBERS else "string"} for name in columns
        }
    properties: dict[str, Any] = {
        "aantal": {"type": "integer", "description": "Regels op alle bladzijden samen"},
        "gegevens": {"type": "array", "items": record},
    }
    if endpoint.paged:
        properties["volgende"] = {"type": ["string", "null"], "format": "uri-reference"}
    return {"type": "object", "required": ["aantal", "gegevens"], "properties": properties}


def _problem() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("type", "title", "detail")}
    return {
        "type": "object",
        "description": "RFC 9457",
        "required": ["title", "status", "detail"],
        "properties": texts | {"status": {"type": "integer"}},
    }
