"""The headers every answer has, and the last answer when something breaks."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping, Sequence
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from endpoints.guard.inside import Inside
from endpoints.guard.settings import Settings
from endpoints.http.errors import can_answer, refuse

log = logging.getLogger(__name__)
STARTS = {"http.response.start", "websocket.accept", "websocket.http.response.start"}
# For what is not a page of the app: no script, nothing from elsewhere.
STRICT = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
# Parts of our own pages, asked for by the hundred: short headers, and not for other sites. The
# rest is published for other sites to show.
PARTS = ("/static/", "/_stcore/", "/media/")
PART = "default-src 'none'"
FEATURES = ("camera", "geolocation", "microphone", "payment", "usb", "serial", "hid", "midi")


class SecureHeaders:
    """The outermost ASGI middleware: completes the headers of whatever answers.

    A route may bring its own Content-Security-Policy; who may frame it is then still ours to say.
    """

    def __init__(self, app: ASGIApp, settings: Settings, inside: Inside) -> None:
        """Wrap `app`; `inside` says which cookies may go out."""
        self.app = app
        self.own, self.inside = OwnHeaders(settings), inside

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an error nobody caught becomes an answer with headers too."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        started = False

        async def complete(message: Message) -> None:
            nonlocal started
            if message["type"] == "websocket.close" and not started and can_answer(scope):
                await refuse(scope, receive, complete, 403)
                return
            if message["type"] in STARTS:
                started = True
                made = Headers(raw=message.get("headers", [])).getlist("set-cookie")
                kept = self.inside.kept_cookies(scope, made) if made else []
                self.own.complete(scope["path"], message, kept)
            await send(message)

        try:
            await self.app(scope, receive, complete)
        except Exception:
            if started:
                raise
            log.exception("Een verzoek is mislukt: %s", ascii(scope["path"]))
            await refuse(scope, receive, complete, 500)


class OwnHeaders:
    """What every answer has, by the settings of this site."""

    def __init__(self, settings: Settings) -> None:
        """Prepare them."""
        self.ancestors = f"frame-ancestors {' '.join(settings.frames)}"
        self.every, self.documents = _every(settings), _documents(settings)

    def complete(
        self, path: str, message: MutableMapping[str, Any], cookies: Sequence[str] = ()
    ) -> None:
        """Complete the headers of the message that starts an answer at this path.

        Of the cookies it sets only `cookies` go out: the public site needs none.
        """
        headers = MutableHeaders(raw=list(message.get("headers", [])))
        part = path.startswith(PARTS)
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", cookie)
        policy = headers.get("content-security-policy", PART if part else STRICT)
        if "frame-ancestors" not in policy:
            policy = f"{policy}; {self.ancestors}"
        headers["content-security-policy"] = policy
        headers.setdefault(
            "cross-origin-resource-policy", "same-origin" if part else "cross-origin"
        )
        for name, value in (self.every if part else self.every | self.documents).items():
            headers[name] = value
        message["headers"] = headers.raw


def _every(settings: Settings) -> dict[str, str]:
    found = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
    }
    if settings.hsts_seconds:
        found["strict-transport-security"] = f"max-age={settings.hsts_seconds}"
    return found


def _documents(settings: Settings) -> dict[str, str]:
    found = {"cross-origin-opener-policy": "same-origin"}
    # The older header knows no list; there the policy speaks alone.
    older = {"'self'": "SAMEORIGIN", "'none'": "DENY"}.get(" ".join(settings.frames))
    return found | ({"x-frame-options": older} if older else {})
