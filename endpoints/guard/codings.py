"""Packing is ours alone: what an answer is sent in, its ETag and its headers say the same."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ASKED = b"accept-encoding"


class OwnCodings:
    """ASGI middleware right around Streamlit, which packs whatever is not packed yet.

    Also for who says `gzip;q=0`, and under the ETag of what was not packed. It looks for `gzip` in
    small letters; to the standard, and to `http/sending.py`, `GZIP` is the same.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on so that only our own answers are packed, by ourselves."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def once(message: Message) -> None:
            """Name each header of `Vary` once: Streamlit adds its own to ours."""
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                if "vary" in headers:
                    names = [name.strip() for name in ",".join(headers.getlist("vary")).split(",")]
                    del headers["vary"]
                    headers["vary"] = ", ".join(dict.fromkeys(names))
                    message["headers"] = headers.raw
            await send(message)

        asked = [(name, text.upper() if name == ASKED else text) for name, text in scope["headers"]]
        await self.app({**scope, "headers": asked}, receive, once)
