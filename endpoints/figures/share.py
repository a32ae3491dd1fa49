"""The page from which a tile is shared: `/deel/<path of the tile>?<what is asked of it>`."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from components.exhibit.asked import COMPACT, FORM, THEME, forms_of
from components.exhibit.kind import asked_of
from components.files.formats import IN_API
from components.markup.standalone import script_hash
from components.render.tile_page import FRAME_SCRIPT, Listing, TilePlace, plain_page
from components.share.share_page import (
    COPY,
    KIND,
    KINDS,
    NARROWEST,
    TILE,
    USUAL,
    WIDEST,
    WIDTH,
    Embedding,
    share_body,
)
from components.share.shared import Shared
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.registry import load_registry
from endpoints.figures.drawings import height_of
from endpoints.figures.structured import figure_dataset
from endpoints.figures.tile import HTML, refusal_answer, tile_mark
from endpoints.figures.tile_address import FIGURES, PARAMETERS, TileAddress, read_address
from endpoints.http.answers import Answer, answer_of
from endpoints.http.frame import page_frame
from endpoints.http.parameters import Parameter, read_parameters
from endpoints.http.resource import Pairs, Plan, RequestError, asked, only
from endpoints.http.site import base_url, site_url

SHARE_PARAMETERS = (
    Parameter(KIND, "Een tegel of de pagina zelf.", lambda: tuple(KINDS), default=TILE),
    Parameter(WIDTH, "Breedte in pixels.", span=(NARROWEST, WIDEST), default=str(USUAL)),
)
_OWN = tuple(parameter.name for parameter in SHARE_PARAMETERS)


def plan_share(request: Request) -> Plan:
    """Return how the page of a tile is made."""
    path, base = str(request.path_params["path"]), base_url(request)
    query = only(_filled(request), (*PARAMETERS, *_OWN))
    return Plan(
        ("deel", base, path, query),
        lambda: tile_mark(read_address(path, only(query, PARAMETERS))),
        lambda: _make(base, path, query),
    )


def _filled(request: Request) -> Pairs:
    """Return what was asked; a form also sends the fields that were left empty."""
    return tuple(pair for pair in asked(request) if pair[1])


def _make(base: str, path: str, query: Pairs) -> Answer:
    address = read_address(path, only(query, PARAMETERS))
    if address.ending:
        raise RequestError(404, "Een bestand is niet te delen; de tegel zelf wel.")
    values = read_parameters(only(query, _OWN), SHARE_PARAMETERS)
    today, width = dutch_today(), int(values[WIDTH][0])
    exhibit = address.exhibit(today)
    own = forms_of(load_series(exhibit.id)) if address.kind.has_forms else ("",)
    forms = (*own, COMPACT)
    form = COMPACT if address.is_compact else asked_of(address.tile).form or forms[0]
    kept = [
        (name, value)
        for name, value in only(query, PARAMETERS)
        if name != THEME and (name, value) != (FORM, forms[0])
    ]
    shared = Shared(base, address.path, kept, address.theme, exhibit, address.plain)
    height = height_of(exhibit, width, is_compact=address.is_compact)
    embedding = Embedding(values[KIND][0], form, forms, width, height)
    root = base if address.plain else address.root
    body = share_body(shared, embedding, root, today)
    frame = page_frame(root, "tegel", has_server=bool(site_url() or not address.plain))
    found = None if query or address.plain else _found(address, base)
    place = TilePlace(root, oembed=shared.oembed if site_url() else "", found=found)
    page = plain_page(exhibit.headline, body, place, frame)
    return answer_of(page, HTML, headers=_headers())


def _found(address: TileAddress, base: str) -> Listing:
    """Return what a search engine may know of the page; of a choice it knows the whole."""
    own = f"{base}deel/{address.path}"
    image = f"{base}og/tegel/{address.path}.png"
    if address.kind is not FIGURES:
        return Listing(own, image)
    topic = load_registry().indicators[address.tile.id].topic
    links = [
        (item.media_type, f"{base}tegel/{address.path}/alles.{item.ending}", item.description)
        for item in IN_API
    ]
    feed = ("application/atom+xml", f"{base}nieuw/{topic}.atom", "Wat er nieuw is")
    return Listing(own, image, figure_dataset(address.tile.id, base), (*links, feed))


def _headers() -> dict[str, str]:
    """Return the headers of the page: it may frame what it shows, and run its two scripts.

    The day in it is that of the reader, so nobody keeps it for long.
    """
    parts = urlsplit(site_url())
    framed = f" {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; connect-src 'self'; "
        f"base-uri 'none'; form-action 'self'{framed}; frame-src 'self'{framed}; "
        f"script-src {script_hash(FRAME_SCRIPT)} {script_hash(COPY)}"
    )
    return {"Content-Security-Policy": policy, "Cache-Control": "public, max-age=300"}


def refuse_share(request: Request, refusal: RequestError) -> Answer:
    """Return what cannot be shared as a page that says so, and what can."""
    query = only(_filled(request), (*PARAMETERS, *_OWN))
    return refusal_answer(request, refusal, "deel", query)
