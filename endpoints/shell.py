"""The page shell: Streamlit's own HTML, in Dutch and with our name."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.frame import TITLE

DESCRIPTION = (
    "Cijfers over de arbeidsmarkt in de regio Arnhem-Nijmegen, met bij elk cijfer de bron, "
    "de peildatum en de betekenis."
)
NOSCRIPT = "De Arbeidsmarktmonitor heeft JavaScript nodig. Zet JavaScript aan in uw browser."


def dutch_shell(html: str) -> str:
    """Return Streamlit's index page with our language, title, description and noscript text."""
    changes = (
        ('<html lang="en">', '<html lang="nl">'),
        ("<title>Streamlit</title>", f"<title>{TITLE}</title>"),
        ("</head>", f'<meta name="description" content="{DESCRIPTION}" /></head>'),
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
        """Handle one request."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Rewriter(send).send)


class _Rewriter:
    """Holds back an HTML answer until it is whole, then sends it on rewritten."""

    def __init__(self, send: Send) -> None:
        self.forward = send
        self.start: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_plain_html(message):
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
        if self.body:
            headers["content-length"] = str(len(body))
        del headers["etag"]
        await self.forward(start)
        await self.forward({"type": "http.response.body", "body": body})


def _is_plain_html(message: Message) -> bool:
    headers = MutableHeaders(scope=message)
    html = headers.get("content-type", "").startswith("text/html")
    return html and message["status"] == 200 and "content-encoding" not in headers
