"""Boundaries over HTTP: the ones in use and the ones they replaced, kept by the browser."""

from __future__ import annotations

from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, Router

from data_loaders.files.errors import DataError
from data_loaders.geo.boundary_file import (
    BoundaryFile,
    find_boundaries,
    is_file_name,
    load_boundaries,
)
from endpoints.http.sending import best_coding, compress, send_content

# A URL with a mark (`?v=`) names one content, so what it gives never changes.
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=3600"


class Geometry(Router):
    """Serves `/<file>` and `/<file>?v=<mark>`: a name is looked up, never made into a path."""

    def __init__(self) -> None:
        """Prepare the one route."""
        super().__init__([Route("/{name}", _answer)], redirect_slashes=False)


def _answer(request: Request) -> Response:
    name, mark = str(request.path_params["name"]), request.query_params.get("v")
    if not is_file_name(name):
        raise HTTPException(404)
    found = find_boundaries(name, mark)
    if found is None:
        return _to_current()
    return _file(found, request, FOREVER if mark else SHORT)


def _to_current() -> Response:
    """Lead a page that still asks for boundaries we no longer have to those in use.

    Not the content itself: it must never be kept under the URL of another one.
    """
    try:
        current = load_boundaries()
    except DataError:
        raise HTTPException(404) from None
    address = f"{current.name}?v={current.mark}"
    return RedirectResponse(address, 307, {"Cache-Control": "no-store"})


def _file(found: BoundaryFile, request: Request, keep: str) -> Response:
    coding = best_coding(request.headers)
    tag = f'"{found.mark}-{coding}"' if coding else f'"{found.mark}"'
    headers = {"ETag": tag, "Cache-Control": keep, "Vary": "Accept-Encoding"}
    body = _packed(found, coding)
    return send_content(request.headers, body, "application/geo+json", headers, coding)


@lru_cache(maxsize=8)  # two files and what they replaced, in each coding
def _packed(found: BoundaryFile, coding: str) -> bytes:
    return compress(found.content, coding)
