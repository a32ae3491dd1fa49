"""The pages of the site as routes: each its own shell, found under one address only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache, partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match, Route

from components.markup.menu import PageEntry
from endpoints.guard.settings import Settings
from endpoints.http.resource import Pairs, asked
from endpoints.http.sending import best_coding, compress, send_content, strong_mark
from endpoints.pages.sharing import sharing_of
from endpoints.pages.shell import Offer, make_shell
from pages import INSIDE, PAGES

LINKS = (
    ("api/v1/alles.zip", "Alle gegevens in één bestand (ZIP met CSV)"),
    ("api", "Gegevens opvragen (API)"),
    ("catalogus.ttl", "Catalogus van de gegevens (DCAT)"),
)
TILE = "tegel/bevolking"


def page_routes(settings: Settings, published: Sequence[BaseRoute]) -> list[BaseRoute]:
    """Return the routes of all pages; `published` are those where the data can be had."""
    links = tuple((f"./{path}", label) for path, label in LINKS if _is_there(path, published))
    offer = Offer(links, _is_there(TILE, published))
    first, *others = PAGES
    routes: list[BaseRoute] = [
        Route("/", _page(first, settings, offer)),
        # Streamlit gives the first page no other address than `/`.
        Route(f"/{first.slug}", partial(_lead, "./")),
    ]
    for entry in (*others, *(INSIDE if settings.inside else ())):
        routes.append(Route(f"/{entry.slug}", _page(entry, settings, offer)))
    return routes


def _is_there(path: str, routes: Sequence[BaseRoute]) -> bool:
    scope = {"type": "http", "method": "GET", "path": f"/{path}", "root_path": ""}
    return any(route.matches(scope)[0] is Match.FULL for route in routes)


def _page(
    entry: PageEntry, settings: Settings, offer: Offer
) -> Callable[[Request], Awaitable[Response]]:
    def make(coding: str, query: Pairs) -> tuple[bytes, str, str]:
        html, policy = make_shell(sharing_of(entry, query), settings.url, offer)
        return (*_packed(html, coding), policy)

    async def answer(request: Request) -> Response:
        coding = best_coding(request.headers)
        # In a thread: what is said of a page comes from files.
        body, mark, policy = await run_in_threadpool(make, coding, asked(request))
        headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        headers["Content-Security-Policy"] = policy
        if entry in INSIDE:  # not found by a search, and not shown within another page
            headers["X-Robots-Tag"] = "noindex"
            headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
        return send_content(request.headers, body, "text/html", headers, coding)

    return answer


@lru_cache(maxsize=128)
def _packed(html: str, coding: str) -> tuple[bytes, str]:
    body = compress(html.encode("utf-8"), coding)
    return body, strong_mark(body)


async def _lead(place: str, request: Request) -> RedirectResponse:
    """Lead to another address of the same page; relative, as only a proxy knows the rest."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{place}{query}", 308)
