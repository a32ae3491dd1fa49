"""The description of the API and the tiles (OpenAPI 3.1), made from what checks the requests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from components.deal.letter import QUARTER, letter_quarters
from components.exhibit import asked as choice
from components.exhibit.areas import EXTENTS
from components.exhibit.kind import Kind
from components.exhibit.kinds import KINDS
from components.exhibit.measure import MEASURES
from components.exhibit.plain_path import SCOPE, WHOLE
from components.files.formats import FORMATS, IN_API
from components.files.values import NUMBERS
from data_loaders.clock import dutch_today
from data_loaders.contradictions import COLUMNS as CONTRADICTION_COLUMNS
from data_loaders.decks import link as deck_link
from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.geo.regions import load_regions
from data_loaders.monitor import MONITOR
from endpoints.api.endpoints import BASE, ENDPOINTS, Endpoint
from endpoints.api.parameters import JSON_STAT
from endpoints.figures import handout, letter
from endpoints.figures.oembed import OEMBED_PARAMETERS
from endpoints.figures.share import SHARE_PARAMETERS
from endpoints.figures.tile_address import DATA_ENDINGS, FIGURES
from endpoints.http.parameters import Parameter

VERSION = "1.0.0"
DESCRIPTION = (
    f"Alle cijfers en afspraken van de {MONITOR.name}. De kolommen van versie "
    "1 blijven: er kan een kolom bij komen, er gaat er geen weg, en de betekenis blijft gelijk."
)
THEME = Parameter(
    choice.THEME, "Licht of donker. Zonder dit volgt de tegel de lezer.", lambda: choice.THEMES
)
TILE_PARAMETERS = {
    item.name: item
    for item in (
        Parameter(
            choice.AREA,
            f"Code of naam van een gebied; hoogstens {choice.MAX_AREAS}.",
            lambda: [region.code for region in load_regions().every()],
            many=True,
        ),
        Parameter(
            choice.FORM,
            "Hoe het cijfer te zien is; compact is één getal, voor een smalle plaats.",
            lambda: (*choice.FORMS, choice.COMPACT),
        ),
        Parameter(choice.PERIOD, "Een periode van het cijfer, zoals 2024 of 2024-12."),
        Parameter(choice.CHARACTERISTIC, "Een kenmerk van het cijfer."),
        Parameter(
            choice.MEASURE,
            "Hoe aantallen van gebieden van verschillende grootte naast elkaar staan.",
            lambda: tuple(MEASURES),
        ),
        Parameter(choice.EXTENT, "Hoe ver de kaart gaat.", lambda: tuple(EXTENTS)),
        Parameter(choice.SINCE, "De dag waarna veranderingen tellen, zoals 2026-09-30."),
    )
}
SMALLEST = Parameter(
    choice.FORM, "Compact is één getal, voor een smalle plaats.", lambda: (choice.COMPACT,)
)
SCOPE_PARAMETER = Parameter(
    SCOPE, "Alles wat er van het cijfer is; zonder dit wat de tegel laat zien.", lambda: (WHOLE,)
)
DECK_PARAMETERS = (
    Parameter(deck_link.VERSION, "De versie van de manier van schrijven: 1."),
    Parameter(deck_link.TITLE, "De titel van de presentatie."),
    Parameter(deck_link.DAY, "De dag van het beraad (jjjj-mm-dd)."),
    Parameter(deck_link.TILES, "De dia's, zoals de pagina Beraad ze in haar link zet."),
)
LETTER_PARAMETER = Parameter(
    QUARTER, "Het kwartaal van de brief.", lambda: tuple(letter_quarters(dutch_today()))
)
_COLUMNS = {"observations": OBSERVATION_COLUMNS, "contradictions": CONTRADICTION_COLUMNS}


def openapi() -> dict[str, Any]:
    """Return the description as the object that becomes `openapi.json`."""
    paths = {f"/{BASE}{endpoint.path}": _described(endpoint) for endpoint in ENDPOINTS}
    paths |= {f"/{BASE}alles.zip": _file("Alles in één bestand", {"application/zip": {}})}
    for kind in KINDS.values():
        paths |= _tiles(kind)
    paths["/oembed"] = _file(
        "Insluiten met een link (oEmbed)",
        {"application/json": {}},
        [item.described() for item in OEMBED_PARAMETERS],
    )
    paths |= _decks()
    for ending, (_write, media_type) in letter.LETTERS.items():
        asked = [LETTER_PARAMETER.described()]
        paths[f"/nieuwsbrief.{ending}"] = _file(
            "Nieuwsbrief met alle projecten", {media_type.partition(";")[0]: {}}, asked
        )
    for name, media_type in (("jsonld", "application/ld+json"), ("ttl", "text/turtle")):
        paths[f"/catalogus.{name}"] = _file("Catalogus (DCAT-AP-NL 3.0)", {media_type: {}})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Open data van de {MONITOR.short}",
            "version": VERSION,
            "description": DESCRIPTION,
        },
        "servers": [{"url": "../.."}],
        "paths": paths,
        "components": {"schemas": {"Probleem": _problem()}},
    }


def _tiles(kind: Kind) -> dict[str, Any]:
    """Return the paths of the tiles of a kind in every format, and of the page to share one."""
    named = "id" in kind.deck.parts
    names = [_in_path([name for name, _ in kind.entries()])] if named else []
    asked = [*(TILE_PARAMETERS[name] for name in kind.parameters), THEME]
    asked += [] if kind.has_forms else [SMALLEST]
    about = f"{'een ' if named else ''}{kind.label[:1].lower()}{kind.label[1:]}"
    path, paths = kind.path_of("{naam}"), {}
    for ending in ("", *FORMATS):
        extra = [SCOPE_PARAMETER] if kind is FIGURES and ending in DATA_ENDINGS else []
        described = [item.described() for item in (*asked, *extra)]
        media_type = FORMATS[ending].media_type if ending else "text/html"
        whole = f"/tegel/{path}.{ending}" if ending else f"/tegel/{path}"
        paths[whole] = _file(f"Tegel van {about}", {media_type: {}}, [*names, *described])
    shown = [item.described() for item in (*asked, *SHARE_PARAMETERS)]
    paths[f"/deel/{path}"] = _file(
        f"Pagina om {about} te delen", {"text/html": {}}, [*names, *shown]
    )
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
    given = [item.media_type for item in IN_API if item.ending in forms]
    content |= {media_type: content.get(media_type, {}) for media_type in given}
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
