"""How much one client may ask for over HTTP: so many requests, and so much work."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from endpoints.guard.metrics import REFUSED
from endpoints.guard.settings import Settings
from endpoints.http.clients import WORK, Buckets, client_key
from endpoints.http.errors import refuse


class RequestLimit:
    """ASGI middleware: what costs processor time over HTTP is counted per client.

    `costly` are the routes that count; files and health are cheap and free. What an answer
    really cost to make is taken afterwards, from the bucket that goes along in the scope: a
    picture that is kept costs nothing, a presentation of forty slides seconds.
    """

    def __init__(self, app: ASGIApp, costly: Sequence[BaseRoute], settings: Settings) -> None:
        """Wrap `app`; a client may spend the requests, and the work, of one minute at once."""
        self.app = app
        self.costly = costly
        per_minute, work = settings.requests_per_minute, settings.work_per_minute
        self.requests = Buckets(per_minute / 60, per_minute)
        self.work = Buckets(work / 60, work)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask the client to wait."""
        refused = self._refused(scope)
        if refused is None:
            await self.app(scope, receive, send)
        else:
            REFUSED.labels(refused).inc()
            await refuse(scope, receive, send, 429, {"Retry-After": "5"})

    def _refused(self, scope: Scope) -> str | None:
        if scope["type"] != "http":
            return None
        if not any(route.matches(scope)[0] is Match.FULL for route in self.costly):
            return None
        client = client_key(scope)
        scope[WORK] = self.work.of(client)
        return None if self.requests.of(client).take() else "verzoeken"
