"""The page shell: Streamlit's own HTML, in Dutch and with our name."""

from __future__ import annotations

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.frame import TITLE

DESCRIPTION = (
    "Cijfers over de arbeidsmarkt in de regio Arnhem-Nijmegen, met bij elk cijfer de bron, "
    "de peildatum en de betekenis."
)
NOSCRIPT = "De Arbeidsmarktmonitor heeft JavaScript nodig. Zet JavaScript aan in uw browser."


# Streamlit's page looks for its server below the page's own path first; two 404s and two
# round trips for every deep link. Pages are one level deep, so `./` is the right answer,
# also below a sub-path.
BASE_SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'


def dutch_shell(html: str) -> str:
    """Return Streamlit's index page with our language, title, description and noscript text."""
    head = f'<meta name="description" content="{DESCRIPTION}" /><script>{BASE_SCRIPT}</script>'
    changes = (
        ('<html lang="en">', '<html lang="nl">'),
        ("<title>Streamlit</title>", f"<title>{TITLE}</title>"),
        ("<script", f"{head}<script"),
        ("You need to enable JavaScript to run this app.", NOSCRIPT),
    )
    for english, dutch in changes:
        html = html.replace(english, dutch, 1)
    return html


class DutchShell:
    """ASGI middleware that rewrites HTML answers with `dutch_shell`; the rest passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; a request for a page is asked for uncompressed, to be rewritten."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _asks_html(scope):
            await self.app(scope, receive, send)
            return
        accepts_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        rewriter = _Rewriter(send, accepts_gzip)
        await self.app({**scope, "headers": plain}, receive, rewriter.send)


def _asks_html(scope: Scope) -> bool:
    return "text/html" in Headers(scope=scope).get("accept", "")


class _Rewriter:
    """Holds back an HTML answer until it is whole, then sends it on rewritten."""

    def __init__(self, send: Send, accepts_gzip: bool) -> None:
        self.forward = send
        self.accepts_gzip = accepts_gzip
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.forward(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = dutch_shell(self.body.decode("utf-8")).encode("utf-8")
        headers = MutableHeaders(scope=start)
        for stale in ("etag", "last-modified", "accept-ranges"):
            del headers[stale]
        headers["vary"] = "Accept-Encoding, Accept"
        if self.accepts_gzip:
            body = gzip.compress(body, compresslevel=6, mtime=0)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        await self.forward(start)
        await self.forward({"type": "http.response.body", "body": body})


def _is_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return message["status"] == 200 and headers.get("content-type", "").startswith("text/html")
