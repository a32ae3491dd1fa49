"""The small files that machines look for at fixed places. What is not known is not there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from components.exhibit.kinds import KINDS
from components.markup.templates import macro
from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from endpoints.guard.settings import Settings
from pages import PAGES

DAY = {"Cache-Control": "public, max-age=86400"}
VALID_DAYS = 180
Answer = Callable[[Request], Awaitable[Response]]


def wellknown_routes(settings: Settings) -> list[BaseRoute]:
    """Return robots.txt, and what the settings make possible: a sitemap, a contact."""
    found: list[BaseRoute] = [Route("/robots.txt", _robots(settings.url))]
    if settings.url:
        found.append(Route("/sitemap.xml", _sitemap(settings.url)))
    if settings.security_contact:
        found.append(Route("/.well-known/security.txt", _security(settings)))
    return found


def _robots(url: str) -> Answer:
    sitemap = f"\nSitemap: {url}/sitemap.xml\n" if url else ""
    text = f"User-agent: *\nDisallow: /_stcore/\nDisallow: /media/\n{sitemap}"

    async def answer(_request: Request) -> Response:
        return PlainTextResponse(text, headers=DAY)

    return answer


def _sitemap(url: str) -> Answer:
    def make() -> str:
        places = ["", *(entry.slug for entry in PAGES[1:]), "api", "tegel"]
        for kind in KINDS.values():
            if "since" in kind.deck.parts:
                continue  # of every day another
            with suppress(DataError):  # a damaged file takes its own pages only
                places += [f"deel/{kind.path_of(name)}" for name, _ in kind.entries()]
        return str(macro("schil", "sitemap", [f"{url}/{place}" for place in places]))

    async def answer(_request: Request) -> Response:
        text = await run_in_threadpool(make)
        return Response(text, media_type="application/xml", headers=DAY)

    return answer


def _security(settings: Settings) -> Answer:
    """Return security.txt (RFC 9116): valid for half a year from the day it is asked for."""

    async def answer(_request: Request) -> Response:
        today = utc_now().replace(hour=0, minute=0, second=0, microsecond=0)
        lines = [
            f"Contact: {settings.security_contact}",
            f"Expires: {(today + timedelta(days=VALID_DAYS)).isoformat()}",
            "Preferred-Languages: nl, en",
        ]
        if settings.url:
            lines.append(f"Canonical: {settings.url}/.well-known/security.txt")
        return PlainTextResponse("\n".join(lines) + "\n", headers=DAY)

    return answer
