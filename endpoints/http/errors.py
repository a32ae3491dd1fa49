"""What a visitor or a program reads when the server says no: one Dutch sentence."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from components.markup.templates import render

SENTENCES = {
    400: "Dit adres klopt niet.",
    403: "Dit mag niet vanaf deze plek.",
    404: "Deze pagina bestaat niet.",
    405: "Dit kan hier niet; u kunt hier alleen lezen.",
    413: "Het verzoek is te groot.",
    414: "Het adres is te lang.",
    416: "Dit deel van het bestand bestaat niet.",
    421: "Op deze naam staat hier geen website.",
    429: "Er komen nu te veel verzoeken vanaf uw adres; probeer het zo nog eens.",
    431: "Het verzoek heeft te lange kopregels.",
    500: "Er ging iets mis op de server; probeer het later nog eens.",
    503: "Het is nu te druk; probeer het zo nog eens.",
}


class BusyError(Exception):
    """So much is asked that this would come too late; 429 when it is this client that asks."""

    def __init__(self, status: int = 503) -> None:
        """Keep the status of the answer."""
        super().__init__(SENTENCES[status])
        self.status = status


class RenderError(Exception):
    """Something could not be drawn; the message is for the log."""


def refusal(scope: Scope, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer for a status: a page for who asks HTML, else the sentence."""
    sentence = SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    kept = {"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})}
    if "text/html" not in Headers(scope=scope).get("accept", ""):
        return PlainTextResponse(f"{sentence}\n", status, kept)
    # Relative, as only the proxy knows where the site begins.
    start = "../" * (scope["path"].count("/") - 1) or "./"
    return HTMLResponse(render("weigering", sentence=sentence, start=start), status, kept)


async def on_http_exception(request: Request, problem: Exception) -> Response:
    """Answer in Dutch what a route refused, whichever route it was."""
    if not isinstance(problem, HTTPException):
        raise problem
    return refusal(request.scope, problem.status_code, problem.headers)


def can_answer(scope: Scope) -> bool:
    """Tell whether the server passes on an answer; to a refused websocket not every one does."""
    return scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {})


async def refuse(
    scope: Scope,
    receive: Receive,
    send: Send,
    status: int,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send the refusal, also as the answer to who asked for a websocket."""
    response = refusal(scope, status, headers)
    if not can_answer(scope):
        await send({"type": "websocket.close", "code": 1013 if status in (429, 503) else 1008})
        return
    await response(scope, receive, send)
