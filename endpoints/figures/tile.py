"""Tiles over HTTP: a page, an image, or the figures themselves."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

from starlette.requests import Request

from components.exhibit.agreement import register_of
from components.exhibit.content import TileContent
from components.files.download_files import register_workbook, series_excel, series_workbook
from components.files.downloads import XLSX
from components.files.registers import rows_csv
from components.render.colours import Colours
from components.render.image import image
from components.render.tile_page import (
    POLICY,
    Place,
    plain_page,
    refusal_page,
    tile_list,
    tile_page,
)
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import load_projects
from data_loaders.cache import load_series
from data_loaders.export import Record, observation_records, to_csv
from endpoints.api.csvw import METADATA_TYPE, file_metadata
from endpoints.figures.drawings import IMAGE_WIDTH, RENDERER, draw, draw_both
from endpoints.figures.renderer import RenderError
from endpoints.figures.tile_address import (
    METADATA,
    PARAMETERS,
    SCOPE,
    TileAddress,
    indicator_options,
    read_address,
    with_option,
)
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import data_mark, register_mark, series_mark
from endpoints.http.resource import (
    Pairs,
    Plan,
    RequestError,
    as_json,
    as_query,
    asked,
    only,
    problem_answer,
    refused,
    way_to_root,
)
from endpoints.http.site import site_url
from endpoints.http.values import typed

log = logging.getLogger(__name__)

HTML = "text/html"
GUARD = {"Content-Security-Policy": POLICY}
UNDRAWN = '<p class="amm-leeg">De figuur is nu niet te tekenen. De tabel heeft de cijfers.</p>'
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "csv": "text/csv",
    "excel.csv": "text/csv",
    "xlsx": XLSX,
    "json": "application/json",
    METADATA: METADATA_TYPE,
}
REFUSED = {"tegel": "Deze tegel is er niet", "deel": "Dit is niet te delen"}
SHOWN = ("svg", "png", "json", METADATA)
"""Files that a browser can show; the others are for another program to open."""


def plan_tile(request: Request) -> Plan:
    """Return how a tile is made."""
    path = str(request.path_params.get("path", ""))
    query = only(asked(request), (*PARAMETERS, SCOPE))
    return Plan(
        ("tegel", path, query, site_url()),
        lambda: tile_mark(read_address(path, query)),
        lambda: _make(read_address(path, query), query),
    )


def tile_mark(address: TileAddress) -> Hashable:
    """Return what changes when a tile would."""
    return register_mark() if address.kind else series_mark(address.name)


def _make(address: TileAddress, query: Pairs) -> Answer:
    content = address.content(date.today())
    if not address.ending:
        return _page(content, address, query)
    way = "inline" if address.ending in SHOWN else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{_file_name(content, address)}"'}
    if address.ending == "csv":
        described = f"./{content.name}.{METADATA}{as_query(query)}"
        headers["Link"] = f'<{described}>; rel="describedby"; type="{METADATA_TYPE}"'
    return answer_of(_file(content, address, query), TYPES[address.ending], headers=headers)


def _file_name(content: TileContent, address: TileAddress) -> str:
    if address.ending == "excel.csv":
        return f"{content.name}_excel.csv"
    return f"{content.name}.{address.ending}"


def _file(content: TileContent, address: TileAddress, query: Pairs) -> bytes | str:
    """Return what is in a file of a tile: a picture, or the figures themselves."""
    match address.ending:
        case "csv":
            return to_csv(_records(content, address), content.columns)
        case "excel.csv":
            return _excel(content, address)
        case "xlsx":
            return _workbook(content, address)
        case "json":
            return _as_json(content, _records(content, address))
        case ending if ending == METADATA:
            file = f"{content.name}.csv{as_query(query)}"
            return as_json(file_metadata(file, content.headline, content.columns))
    if content.is_table:
        raise RequestError(404, "Van een tabel is er geen beeld. Vraag .csv of .json.")
    svg = _image(content, address)
    return RENDERER.png(svg) if address.ending == "png" else svg


def _records(content: TileContent, address: TileAddress) -> list[Record]:
    """Return what the tile shows, or everything that is known of the figure."""
    return observation_records(load_series(address.name)) if address.whole else content.records()


def _excel(content: TileContent, address: TileAddress) -> bytes:
    rows = _records(content, address)
    if not address.kind:
        return series_excel(load_series(address.name), rows)
    return rows_csv(_register(address), rows, "excel")


def _workbook(content: TileContent, address: TileAddress) -> bytes:
    rows = _records(content, address)
    if not address.kind:
        return series_workbook(load_series(address.name), rows)
    return register_workbook(_register(address), rows)


def _register(address: TileAddress) -> str:
    """Return the register in which a goal or a project stands."""
    goal = load_goals().get(address.name) if address.kind == "doel" else None
    return register_of(goal) if goal else "projecten"


def _page(content: TileContent, address: TileAddress, query: Pairs) -> Answer:
    """Return a tile as a page; without its figure when that cannot be drawn now."""
    colours, place = Colours(), _place(address, query)
    try:
        drawings = draw_both(content, colours)
    except RenderError as problem:
        log.error("Tekenen mislukt: %s", problem)
        bare = replace(content, drawn=(), body=UNDRAWN + content.body)
        return refused(tile_page(bare, [], colours, place), HTML, 503, GUARD)
    return answer_of(tile_page(content, drawings, colours, place), HTML, headers=GUARD)


def plan_index(request: Request) -> Plan:
    """Return how the list of all tiles is made."""
    root = way_to_root(request)
    return Plan(("tegels", root), data_mark, lambda: _index(root))


def _index(root: str) -> Answer:
    """Return the page that lists every tile, by what it is about."""
    goals = [(f"doel/{goal.id}", goal.title) for goal in load_goals().values()]
    projects = [(f"project/{item.id}", item.name) for item in load_projects().values()]
    figures = [(option.value, option.label) for option in indicator_options()]
    parts = {"Cijfers": figures, "Doelen": goals, "Projecten": projects}
    html = tile_list({k: [(f"{root}tegel/{p}", n) for p, n in v] for k, v in parts.items()})
    return answer_of(plain_page("Tegels", html, Place(root, "")), HTML, headers=GUARD)


def _place(address: TileAddress, query: Pairs) -> Place:
    text = as_query(query)
    own = f"tegel/{address.path}{text}"
    described = ""
    if site := site_url():
        described = f"{site}oembed?{urlencode({'url': site + own, 'format': 'json'})}"
    root = address.root
    return Place(
        root, address.name, text, described, address.theme, f"{root}deel/{address.path}{text}"
    )


def _image(content: TileContent, address: TileAddress) -> str:
    theme = address.theme or "licht"
    return image(content, draw(content, theme, IMAGE_WIDTH), theme)


def _as_json(content: TileContent, rows: Sequence[Record]) -> str:
    """Return a tile as data: its words, and its figures as numbers."""
    site = site_url()
    return as_json(
        {
            "id": content.name,
            "titel": content.headline,
            "ondertitel": content.subtitle,
            "bron": content.remarks[-1],
            "pagina": f"{site}{content.live}" if site else content.live,
            "gegevens": [typed(record) for record in rows],
        }
    )


def refuse_tile(request: Request, refusal: RequestError) -> Answer:
    """Return what cannot be shown as a tile that says so; of a file, as a message for machines."""
    path = str(request.path_params.get("path", ""))
    if path.endswith(tuple(f".{ending}" for ending in TYPES)):
        return problem_answer(request, refusal)
    query = only(asked(request), PARAMETERS)
    return refusal_answer(request, refusal, "tegel", query)


def refusal_answer(request: Request, refusal: RequestError, folder: str, query: Pairs) -> Answer:
    """Return a page that says no; what can be had leads to a page in the same folder."""
    root = way_to_root(request)
    options = [
        (
            option.label,
            with_option(query, option) if option.parameter else f"{root}{folder}/{option.value}",
        )
        for option in refusal.options
    ]
    page = refusal_page(REFUSED[folder], refusal.sentence, options, Place(root, ""))
    return refused(page, HTML, refusal.status, GUARD)
