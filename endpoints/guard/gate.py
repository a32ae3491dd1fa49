"""What may come in at all. Only what is named here passes; the rest of Streamlit is closed.

Streamlit answers far more than a public site needs: uploads, its interface for agents, custom
components, logging in, metrics (docs/besluiten/0010). A new version may add more, so this is
a list of what is open, not of what is closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from endpoints.guard.inside import Inside
from endpoints.http.errors import refuse

SOCKET = "/_stcore/stream"
# What Streamlit's page asks of its server: is it there, whom may it talk to, and files that
# the script hands out (the icon and downloads) by an unguessable name.
OPEN = re.compile(
    r"/_stcore/(health|host-config)|/static/.+|/favicon\.(png|ico)"
    r"|/media/[0-9a-f]{1,128}(\.[a-z0-9.]{1,12})?"
)
READ = {"GET", "HEAD"}
HEALTH = {"/healthz", "/readyz", "/_stcore/health"}
LONGEST_PATH = 1024
LONGEST_QUERY = 4096
LONGEST_HEADERS = 16 * 1024
MOST_PARAMETERS = 200
STRANGE = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff\ufffd]|(^|/)\.{1,2}(/|$)|//")
HOST = re.compile(r"[A-Za-z0-9._-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


class Gate:
    """ASGI middleware that refuses what is not for this site, before any work is done."""

    def __init__(
        self, app: ASGIApp, routes: Sequence[BaseRoute], hosts: tuple[str, ...], inside: Inside
    ) -> None:
        """Wrap `app`: `routes` are our own, `hosts` the names of the site (none: any name).

        `inside` says what more is open, and for whom.
        """
        self.app = app
        self.routes = routes
        self.hosts = hosts
        self.inside = inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer why not."""
        status = self._refused(scope) if scope["type"] != "lifespan" else None
        place = self._without_slash(scope) if status in (None, 404) else None
        if place is not None:
            await RedirectResponse(place, 308)(scope, receive, send)
        elif status is None:
            await self.app(scope, receive, send)
        else:
            allow = {"Allow": "GET, HEAD"} if status == 405 else {}
            close = {"Connection": "close"} if status == 413 else {}
            await refuse(scope, receive, send, status, allow | close)

    def _refused(self, scope: Scope) -> int | None:
        headers = Headers(scope=scope)
        status = _misshapen(scope, headers) or self._wrong_host(scope, headers)
        if status:
            return status
        if self.inside.is_outside(scope, headers):
            return 421
        return self._socket(scope, headers) if scope["type"] == "websocket" else self._http(scope)

    def _wrong_host(self, scope: Scope, headers: Headers) -> int | None:
        host = headers.get("host", "")
        if host and not HOST.fullmatch(host):
            return 400
        if not self.hosts or scope["path"] in HEALTH:  # who asks for health knows no name
            return None
        name = host.lower() if host.endswith("]") else host.lower().rsplit(":", 1)[0]
        return None if any(_is_named(name.rstrip("."), allowed) for allowed in self.hosts) else 421

    def _without_slash(self, scope: Scope) -> str | None:
        """Return where the same is found without the slash at the end of an address.

        Relative, as only a proxy knows where the site begins.
        """
        path = scope.get("path", "")
        if scope["type"] != "http" or scope["method"] not in READ or not path.endswith("/"):
            return None
        if any(getattr(route, "path", None) == path for route in self.routes):
            return None
        bare = path.rstrip("/")
        if not any(
            route.matches({**scope, "path": bare})[0] is Match.FULL for route in self.routes
        ):
            return None
        query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        return f"../{quote(bare.rpartition('/')[2])}{query}"

    def _socket(self, scope: Scope, headers: Headers) -> int | None:
        """Refuse pages of other sites; Streamlit would first ask the internet who it is."""
        if scope["path"] != SOCKET:
            return 404
        origin = headers.get("origin")
        site = headers.get("host", "").lower()
        return None if origin is None or origin.lower().partition("://")[2] == site else 403

    def _http(self, scope: Scope) -> int | None:
        read = scope["method"] in READ
        if read and OPEN.fullmatch(scope["path"]):
            return None
        matches = {route.matches(scope)[0] for route in self.routes}
        if Match.FULL in matches or (read and Match.PARTIAL in matches):
            return None
        if self.inside.opens(scope):
            return None
        return 404 if read else 405


def _misshapen(scope: Scope, headers: Headers) -> int | None:
    """Refuse by form alone: too long, not text, climbing, or with a body."""
    path, query = scope["path"], scope["query_string"]
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        return 414
    if STRANGE.search(path) or not path.startswith("/") or query.count(b"&") >= MOST_PARAMETERS:
        return 400
    if sum(len(name) + len(value) for name, value in headers.raw) > LONGEST_HEADERS:
        return 431
    if headers.get("content-length", "0").strip("0") or "transfer-encoding" in headers:
        return 413
    return None


def _is_named(name: str, allowed: str) -> bool:
    return name.endswith(allowed[1:]) if allowed.startswith("*.") else name == allowed
