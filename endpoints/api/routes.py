"""The data API over HTTP: JSON and CSV of the same records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import Route

from components.exhibit.sheet import Sheet, register_sheet, series_sheet
from components.files.formats import FORMATS
from components.words.file_names import file_stem
from data_loaders.cache import load_series
from data_loaders.files.csvtext import Record
from data_loaders.monitor import MONITOR
from data_loaders.open_types import typed, types_of
from endpoints.api.endpoints import BASE, ENDPOINTS, Endpoint, Question
from endpoints.api.jsonstat import as_json_stat
from endpoints.api.observations import matching
from endpoints.api.openapi import openapi
from endpoints.api.openapi_tiles import tiles_openapi
from endpoints.api.page import api_page
from endpoints.api.parameters import (
    FORMAT,
    IN_PATH,
    JSON_STAT,
    PAGE,
    SIZE,
    SIZE_OF_FILE,
    accepted_format,
)
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import data_mark
from endpoints.http.parameters import Values, read_parameters
from endpoints.http.resource import (
    Pairs,
    Plan,
    RequestError,
    Resource,
    as_json,
    asked,
    problem_answer,
    way_to_root,
)
from endpoints.http.site import site_url

JSON = "application/json"
# What an answer looks like may depend on the header that asks for it.
VARY = {"Vary": "Accept"}


@dataclass(frozen=True)
class _Call:
    """A request to an endpoint; `form` is what to send when no format is asked for."""

    path: str
    name: str
    pairs: Pairs
    form: str
    root: str


def _plan(endpoint: Endpoint, request: Request) -> Plan:
    name, in_path = _in_path(request)
    form, root = accepted_format(request), root_of(request)
    call = _Call(endpoint.path, name, (*in_path, *asked(request)), form, root)
    return Plan(call, data_mark, lambda: _make(endpoint, call))


def _in_path(request: Request) -> tuple[str, Pairs]:
    """Return the name and what is asked in the path, where an answer has an address as a file.

    A name has no dot: what follows its first is the format, which may have one.
    """
    found = {name: str(request.path_params.get(name, "")) for name in IN_PATH}
    name, dot, first = str(request.path_params.get("naam", "")).partition(".")
    if dot:
        found[FORMAT.name] = f"{first}.{found[FORMAT.name]}"
    pairs = tuple(pair for pair in found.items() if pair[1])
    whole = ((SIZE.name, SIZE_OF_FILE),) if found[PAGE.name] else ()
    return name, (*pairs, *whole)


def root_of(request: Request) -> str:
    """Return the way from this answer to the root of the site: in full when that is known."""
    return site_url() or way_to_root(request)


def _make(endpoint: Endpoint, call: _Call) -> Answer:
    question = Question(call.name, read_parameters(call.pairs, endpoint.parameters), call.pairs)
    form = (*question.values["format"], call.form)[0]
    if form == JSON_STAT:
        return _json_stat(question.values)
    table = endpoint.find(question)
    following = _next(endpoint, question.values, table.total, call.root)
    headers = VARY | ({"Link": f'<{following}>; rel="next"'} if following else {})
    if chosen := FORMATS.get(form) if form != "json" else None:
        name = _stem(endpoint, question)
        headers["Content-Disposition"] = f'attachment; filename="{chosen.file_name(name)}"'
        if chosen.api == "rows":
            sheet = Sheet(name, tuple(table.columns), table.records, {})
        else:
            sheet = _one_source(question, table.records)
        assert chosen.write
        return answer_of(chosen.write(sheet), chosen.media_type, headers=headers)
    body: dict[str, object] = {"aantal": table.total}
    if endpoint.paged:
        body["volgende"] = following or None
    types = types_of(endpoint.file_name or question.name)
    rows = [typed(record, types) for record in table.records]
    return answer_of(as_json(body | table.more | {"gegevens": rows}), JSON, headers=headers)


def _stem(endpoint: Endpoint, question: Question) -> str:
    """Return the name of a file without an ending: of one figure with its areas and periods."""
    values = question.values
    if not endpoint.paged or len(values["indicator"]) != 1:
        return (question.name or endpoint.path).replace("/", "-")
    found = [(series, frame) for series, frame in matching(values) if len(frame)]
    return file_stem(*found[0], values["gebied"]) if found else values["indicator"][0]


def _one_source(question: Question, rows: Sequence[Record]) -> Sheet:
    """Return records of a register, or of one figure, with their one source."""
    if question.name:
        return register_sheet(question.name, rows)
    return series_sheet(load_series(_only_indicator(question.values)), rows)


def _only_indicator(values: Values) -> str:
    if len(values["indicator"]) != 1:
        raise RequestError(400, "Deze vorm is voor één cijfer tegelijk: geef één 'indicator'.")
    return values["indicator"][0]


def _next(endpoint: Endpoint, values: Values, total: int, root: str) -> str:
    """Return the address of the next page; empty on the last one."""
    if not endpoint.paged:
        return ""
    page, size = int(values["pagina"][0]), int(values["aantal"][0])
    if page * size >= total:
        return ""
    kept = [(name, value) for name, found in values.items() for value in found]
    query = [pair for pair in kept if pair[0] != "pagina"] + [("pagina", str(page + 1))]
    return f"{root}{BASE}{endpoint.path}?{urlencode(query)}"


def _json_stat(values: Values) -> Answer:
    _only_indicator(values)
    for series, frame in [*matching(values)]:
        return answer_of(as_json(as_json_stat(series, frame)), JSON, headers=VARY)
    raise RequestError(404, "Dit cijfer hoort niet bij dit onderwerp.")


def _plan_index(request: Request) -> Plan:
    root = root_of(request)
    return Plan(("api", root), data_mark, lambda: answer_of(as_json(_index(root)), JSON))


def _index(root: str) -> dict[str, object]:
    links = {endpoint.path: root + BASE + endpoint.path for endpoint in ENDPOINTS}
    links |= {"openapi": f"{root}{BASE}openapi.json", "alles": f"{root}{BASE}alles.zip"}
    links |= {"uitleg": f"{root}api", "catalogus": f"{root}catalogus.jsonld"}
    return {"naam": f"Open data van de {MONITOR.short}", "versie": "1", "adressen": links}


def _plan_openapi(_request: Request) -> Plan:
    key = ("openapi", site_url())
    return Plan(key, data_mark, lambda: answer_of(as_json(openapi()), JSON))


def _plan_tiles_openapi(_request: Request) -> Plan:
    key = ("openapi-tegels", site_url())
    return Plan(key, data_mark, lambda: answer_of(as_json(tiles_openapi()), JSON))


def _plan_page(request: Request) -> Plan:
    root, base = root_of(request), site_url()
    return Plan(("api-uitleg", root, base), data_mark, lambda: api_page(root, base))


def _plan_slash(_request: Request) -> Plan:
    moved = {"Location": "v1/"}
    return Plan(("api-v1",), lambda: None, lambda: answer_of("", "text/plain", 308, moved))


def _plan_unknown(_request: Request) -> Plan:
    raise RequestError(404, "Dit adres kent de API niet. Op /api staat wat er is.")


def _resource(plan: Callable[[Request], Plan]) -> Resource:
    return Resource(plan, problem_answer)


API_ROUTES = [
    Route("/api", _resource(_plan_page)),
    Route("/api/v1", _resource(_plan_slash)),
    Route("/api/v1/", _resource(_plan_index)),
    Route("/api/v1/openapi.json", _resource(_plan_openapi)),
    Route("/api/tegels/openapi.json", _resource(_plan_tiles_openapi)),
    *(
        Route(f"/{BASE}{path}", _resource(partial(_plan, endpoint)))
        for endpoint in ENDPOINTS
        for path in (endpoint.file, endpoint.path)  # the ending first: a name has none
    ),
    Route("/api/{path:path}", _resource(_plan_unknown)),
]
