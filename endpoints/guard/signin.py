"""Around Streamlit's addresses to sign in and out: bounded, only from here, back to Beheer."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import encode_provider_token

from endpoints.guard.inside import BEGIN, CALLBACK, PAGE, SIGN_IN, SIGN_INS_A_MINUTE, USER
from endpoints.guard.settings import Settings
from endpoints.http.clients import Buckets, client_key
from endpoints.http.errors import refuse

FAILED = "aanmelden=mislukt"
"""In the address of Beheer after a sign-in that came to nothing."""


class SignIn:
    """ASGI middleware for `SIGN_IN`; everything else passes."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap `app`."""
        self.app = app
        self.page = f"{settings.url}/{PAGE}"
        self.asked = Buckets(SIGN_INS_A_MINUTE / 60, SIGN_INS_A_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and lead its answer back to Beheer."""
        if scope["type"] != "http" or scope["path"] not in SIGN_IN:
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # Only the provider may send people here from elsewhere: nobody else signs them in or out.
        elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if elsewhere and scope["path"] != CALLBACK:
            await refuse(scope, receive, send, 403)
        elif not self.asked.of(client_key(scope)).take():
            await refuse(scope, receive, send, 429, {"Retry-After": "5"})
        else:
            await self.app(_begun(scope, headers), receive, self._led(scope, send))

    def _led(self, scope: Scope, send: Send) -> Send:
        """Return `send` that makes of Streamlit's way to `/`, and of its errors, one to Beheer."""
        failed = False

        async def led(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                failed = message["status"] >= 400
                if failed or headers.get("location") == "/":
                    came_to_nothing = failed or _came_to_nothing(scope, headers)
                    headers["location"] = f"{self.page}?{FAILED}" if came_to_nothing else self.page
                headers["cache-control"] = "no-store"
                if failed:
                    headers["content-length"] = "0"
                    message["status"] = 302
                message["headers"] = headers.raw
            elif failed:
                message = {**message, "body": b""}
            await send(message)

        return led


def _begun(scope: Scope, headers: Headers) -> Scope:
    """Return a request with what Streamlit asks of who begins to sign in, if it is our own page.

    That page holds a plain link, which is good below a sub-path and for as long as it stands open.
    """
    if scope["path"] != BEGIN or headers.get("sec-fetch-site") != "same-origin":
        return scope
    return {**scope, "query_string": f"provider={encode_provider_token('default')}".encode()}


def _came_to_nothing(scope: Scope, headers: Headers) -> bool:
    """Tell whether the provider sent somebody back and nobody was signed in."""
    asked = Request(scope).query_params
    made = [cookie.partition(";")[0] for cookie in headers.getlist("set-cookie")]
    signed_in = any(cookie.startswith(f"{USER}=") and cookie[-2:] != '""' for cookie in made)
    is_back = scope["path"] == CALLBACK and ("state" in asked or "error" in asked)
    return is_back and not signed_in
