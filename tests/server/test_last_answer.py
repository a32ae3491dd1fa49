"""When something breaks that nobody caught, the answer is still ours."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sitework import run_apart
from starlette.types import Message, Receive, Scope, Send

from endpoints.guard.headers import SecureHeaders
from endpoints.guard.inside import Inside
from endpoints.guard.settings import read_settings


async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
    raise RuntimeError("het geheime pad /etc/geheim")


async def breaks_halfway(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError("halverwege")


async def closes(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "websocket.close", "code": 1008})


def answers(app: Any, **scope: Any) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    given = {"type": "http", "method": "GET", "path": "/x", "headers": [], **scope}
    settings = read_settings({})
    run_apart(SecureHeaders(app, settings, Inside(settings))(given, receive, send))
    return sent


def test_an_error_becomes_an_answer_with_headers_that_tells_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        start, body = answers(breaks)
    assert start["status"] == 500
    assert b"content-security-policy" in dict(start["headers"])
    assert b"geheim" not in body["body"]
    assert "het geheime pad" in caplog.text


def test_an_error_halfway_ends_the_connection() -> None:
    with pytest.raises(RuntimeError, match="halverwege"):
        answers(breaks_halfway)


@pytest.mark.parametrize("extensions", [{}, {"websocket.http.response": {}}])
def test_a_websocket_that_is_not_taken_is_refused(extensions: dict[str, Any]) -> None:
    start, *_ = answers(closes, type="websocket", extensions=extensions)
    if extensions:
        assert start["type"] == "websocket.http.response.start"
        assert start["status"] == 403
        assert b"content-security-policy" in dict(start["headers"])
    else:
        assert start["type"] == "websocket.close"
