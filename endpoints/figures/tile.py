"""Tiles over HTTP: a page, an image, or the figures themselves."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request

from components.exhibit.model import Exhibit
from components.exhibit.plain_path import PAGE, SCOPE
from components.exhibit.sheet import Sheet, series_sheet
from components.files.csvw import METADATA_TYPE
from components.files.format import Format
from components.files.formats import FORMATS, tile_files
from components.markup.standalone import script_hash
from components.render.colours import Colours
from components.render.compact import compact_of
from components.render.gallery import FIND, gallery
from components.render.image import compact_image, image
from components.render.tile_page import (
    FRAMED_POLICY,
    POLICY,
    Listing,
    TilePlace,
    compact_page,
    plain_page,
    refusal_page,
    tile_page,
)
from components.words.file_names import file_stem
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.export import observation_records
from endpoints.figures.drawings import IMAGE_WIDTH, RENDERER, draw, draw_both
from endpoints.figures.tile_address import (
    FIGURES,
    PARAMETERS,
    TileAddress,
    read_address,
    with_option,
    without_steps,
)
from endpoints.http.answers import Answer, answer_of
from endpoints.http.errors import RenderError
from endpoints.http.etags import data_mark, register_mark, series_mark
from endpoints.http.frame import page_frame
from endpoints.http.resource import (
    Pairs,
    Plan,
    RequestError,
    as_query,
    asked,
    only,
    problem_answer,
    refused,
    way_to_root,
)
from endpoints.http.site import site_url

log = logging.getLogger(__name__)

HTML = "text/html"
GUARD = {"Content-Security-Policy": POLICY}
GALLERY_POLICY = f"{FRAMED_POLICY} {script_hash(FIND)}"
REFUSED = {"tegel": "Deze tegel is er niet", "deel": "Dit is niet te delen"}


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
    if address.kind is FIGURES:
        return series_mark(address.tile.id)
    return register_mark(), address.kind.mark(address.tile)


def _make(address: TileAddress, query: Pairs) -> Answer:
    exhibit = address.exhibit(dutch_today())
    if not address.ending:
        return _page(exhibit, address, query)
    chosen = FORMATS[address.ending]
    way = "inline" if chosen.is_inline else "attachment"
    stem = _stem(exhibit, address)
    name = chosen.file_name(f"{stem}_compact" if _is_small(address, chosen) else stem)
    headers = {"Content-Disposition": f'{way}; filename="{name}"'}
    if address.ending == "csv":
        described = f"./{address.name}.csv-metadata.json{as_query(query)}"
        headers["Link"] = f'<{described}>; rel="describedby"; type="{METADATA_TYPE}"'
    if chosen.write:
        content: bytes | str = chosen.write(_sheet(exhibit, address, query))
    else:
        content = _picture(exhibit, address)
    return answer_of(content, chosen.media_type, headers=headers)


def _is_small(address: TileAddress, chosen: Format) -> bool:
    """Tell whether a file is the picture of the smallest tile; data are the same in any form."""
    return address.is_compact and not chosen.write


def _stem(exhibit: Exhibit, address: TileAddress) -> str:
    """Return the name of a file of a tile, the same as that of the download in the app."""
    if not address.whole:
        return exhibit.stem or address.name
    series = load_series(exhibit.id)
    return file_stem(series, series.frame, ())


def _sheet(exhibit: Exhibit, address: TileAddress, query: Pairs) -> Sheet:
    """Return what the tile shows as rows, or everything that is known of the figure."""
    sheet = exhibit.sheet()
    if address.whole:
        series = load_series(exhibit.id)
        sheet = series_sheet(series, observation_records(series))
    return replace(
        sheet,
        name=address.kind.path_of(address.tile.id).rpartition("/")[2],
        title=exhibit.headline,
        subtitle=exhibit.subtitle,
        source=exhibit.remarks[-1],
        page=f"{site_url()}{exhibit.live}",
        csv=f"{address.name}.csv{as_query(query)}",
    )


def _picture(exhibit: Exhibit, address: TileAddress) -> bytes | str:
    if exhibit.is_table and not address.is_compact:
        raise RequestError(404, "Van een tabel is er geen beeld. Vraag .csv of .json.")
    theme = address.theme or "licht"
    if address.is_compact:
        svg = compact_image(compact_of(exhibit), theme, exhibit.headline).svg
    else:
        svg = image(exhibit, draw(exhibit, theme, IMAGE_WIDTH), theme)
    return RENDERER.png(svg) if address.ending == "png" else svg


def _page(exhibit: Exhibit, address: TileAddress, query: Pairs) -> Answer:
    """Return a tile as a page; without its figure when that cannot be drawn now."""
    colours, place = Colours(), _place(exhibit, address, query)
    if address.is_compact:
        page = compact_page(exhibit, compact_of(exhibit), place)
        return answer_of(page, HTML, headers=GUARD)
    try:
        drawings = draw_both(exhibit, colours)
    except RenderError as problem:
        log.error("Tekenen mislukt: %s", problem)
        return refused(tile_page(exhibit, [], colours, place), HTML, 503, GUARD)
    return answer_of(tile_page(exhibit, drawings, colours, place), HTML, headers=GUARD)


def plan_index(request: Request) -> Plan:
    """Return how the list of all tiles is made."""
    root = way_to_root(request)
    ending = f".{PAGE}" if request.url.path.endswith(f".{PAGE}") else ""
    return Plan(("tegels", root, ending), data_mark, lambda: _index(root, ending))


def _index(root: str, ending: str) -> Answer:
    """Return the page that lists every tile, by what it is about."""
    app = (site_url() or root) if ending else root
    frame = page_frame(app, "tegel", has_server=bool(site_url() or not ending))
    body = gallery(root, as_files=bool(ending))
    found = None if ending else Listing()
    page = plain_page("Tegels", body, TilePlace(root, found=found), frame)
    return answer_of(page, HTML, headers={"Content-Security-Policy": GALLERY_POLICY})


def _place(exhibit: Exhibit, address: TileAddress, query: Pairs) -> TilePlace:
    """Return where a tile stands. As a file it finds its own files, and the app at its address."""
    text, root, site = as_query(query), address.root, site_url()
    described = ""
    if site:
        own = f"{site}tegel/{address.page}{text}"
        described = f"{site}oembed?{urlencode({'url': own, 'format': 'json'})}"
    files = tuple((item.short, _file(address, item, text)) for item in tile_files(exhibit.is_table))
    app = (site or root) if address.plain else root
    return TilePlace(app, described, address.theme, f"{root}deel/{address.page}{text}", files)


def _file(address: TileAddress, item: Format, query: str) -> str:
    if address.plain:
        return f"{address.root}tegel/{address.plain.file(item.ending, themed=not item.write)}"
    return f"./{address.name}.{item.ending}{query}"


def refuse_tile(request: Request, refusal: RequestError) -> Answer:
    """Return what cannot be shown as a tile that says so; of a file, as a message for machines."""
    path = str(request.path_params.get("path", ""))
    if path.endswith(tuple(f".{ending}" for ending in FORMATS)):
        return problem_answer(request, refusal)
    query = only(asked(request), PARAMETERS)
    return refusal_answer(request, refusal, "tegel", query)


def refusal_answer(request: Request, refusal: RequestError, folder: str, query: Pairs) -> Answer:
    """Return a page that says no; what can be had leads to a page in the same folder."""
    root = way_to_root(request)
    tile = without_steps(str(request.path_params.get("path", "")))
    own = f"{root}{folder}/{tile}" if tile else ""
    options = [
        (
            option.label,
            f"{own}{with_option(query, option)}"
            if option.parameter
            else f"{root}{folder}/{option.value}",
        )
        for option in refusal.options
    ]
    frame = None if folder == "tegel" else page_frame(root, "tegel")
    page = refusal_page(REFUSED[folder], refusal.sentence, options, TilePlace(root), frame)
    policy = FRAMED_POLICY if frame else POLICY
    return refused(page, HTML, refusal.status, {"Content-Security-Policy": policy})
