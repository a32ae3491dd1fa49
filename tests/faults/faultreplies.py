"""Requests, replies and their faults: the words of `faultserver`, which explains them."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal


@dataclass(frozen=True)
class Request:
    """One request as it arrived; `target` is what stood in the request line."""

    method: str
    target: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]  # names in lower case
    time: float  # monotonic, in seconds
    connection: int


@dataclass(frozen=True)
class Reply:
    """What is sent, and how it goes wrong. Paces are in seconds for each byte."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    length: int | None = None  # the Content-Length that is claimed
    unsized: bool = False  # no Content-Length at all
    chunked: bool = False
    mute: bool = False  # send nothing at all before the ending
    delay: float = 0
    head_pace: float = 0
    body_pace: float = 0
    stop: int | None = None  # send only so many bytes of the body
    ending: Literal["keep", "close", "reset", "hang"] = "keep"


Handler = Callable[[Request], Reply]


# Replies


def ok(value: Any, **headers: str) -> Reply:
    """JSON with status 200."""
    return Reply(headers=_json_type() | headers, body=json.dumps(value).encode())


def html(text: str = "<!doctype html><title>Storing</title>", code: int = 200) -> Reply:
    return Reply(code, {"Content-Type": "text/html; charset=utf-8"}, text.encode())


def status(code: int, headers: Mapping[str, str] | None = None, body: bytes = b"{}") -> Reply:
    return Reply(code, _json_type() | dict(headers or {}), body)


def redirect(url: str, code: int = 302) -> Reply:
    return Reply(code, {"Location": url})


def bomb(size: int, encoding: str = "gzip", layers: int = 1) -> Reply:
    """A JSON string of `size` spaces, compressed `layers` times."""
    pack = gzip.compress if encoding == "gzip" else zlib.compress
    body = pack(b'"' + b" " * size + b'"', 1)
    for _ in range(layers - 1):
        body = pack(body)
    return Reply(
        headers=_json_type() | {"Content-Encoding": ", ".join([encoding] * layers)}, body=body
    )


def hang() -> Reply:
    """Accept the request and never say a word."""
    return Reply(mute=True, ending="hang")


def refuse_to_talk() -> Reply:
    """Break the connection instead of answering."""
    return Reply(mute=True, ending="reset")


# Faults


def reset(reply: Reply, after: int = 0) -> Reply:
    """Break the connection (RST) after so many bytes of the body."""
    return replace(reply, stop=after, ending="reset")


def shut(reply: Reply, after: int = 0) -> Reply:
    """Close the connection tidily after so many bytes of the body."""
    return replace(reply, stop=after, ending="close")


def hang_in_body(reply: Reply, after: int = 1) -> Reply:
    return replace(reply, stop=after, ending="hang")


def drip_head(reply: Reply, every: float = 1.0) -> Reply:
    return replace(reply, head_pace=every)


def drip_body(reply: Reply, every: float = 1.0) -> Reply:
    return replace(reply, body_pace=every)


def late(reply: Reply, seconds: float) -> Reply:
    return replace(reply, delay=seconds)


def too_long(reply: Reply, extra: int = 10) -> Reply:
    """Claim a longer body than is sent, then close."""
    return replace(reply, length=len(reply.body) + extra, ending="close")


def unsized(reply: Reply) -> Reply:
    """Leave Content-Length out: the body ends where the connection ends."""
    return replace(reply, unsized=True, ending="close")


def cut_json(reply: Reply, at: int | None = None) -> Reply:
    """Half the JSON, as a whole and correct HTTP answer."""
    return replace(reply, body=reply.body[: len(reply.body) // 2 if at is None else at])


def typed(reply: Reply, content_type: str) -> Reply:
    return replace(reply, headers={**reply.headers, "Content-Type": content_type})


# Encodings


def gzipped(reply: Reply) -> Reply:
    return _encoded(reply, "gzip", gzip.compress(reply.body))


def deflated(reply: Reply) -> Reply:
    return _encoded(reply, "deflate", zlib.compress(reply.body))


def chunked(reply: Reply) -> Reply:
    """Send the body in chunks, without a Content-Length."""
    return replace(reply, chunked=True)


def _encoded(reply: Reply, encoding: str, body: bytes) -> Reply:
    return replace(reply, headers={**reply.headers, "Content-Encoding": encoding}, body=body)


def _json_type() -> dict[str, str]:
    return {"Content-Type": "application/json; charset=utf-8"}


# Handlers


def always(reply: Reply) -> Handler:
    return lambda request: reply


def sequence(*steps: Reply | Handler) -> Handler:
    """Give the steps one by one, and the last one for ever."""
    left = list(steps)
    lock = threading.Lock()

    def handler(request: Request) -> Reply:
        with lock:
            step = left.pop(0) if len(left) > 1 else left[0]
        return step if isinstance(step, Reply) else step(request)

    return handler


def routes(table: Mapping[str, Reply | Handler]) -> Handler:
    """Choose by path; 404 for a path that is not there."""

    def handler(request: Request) -> Reply:
        step = table.get(request.path, status(404))
        return step if isinstance(step, Reply) else step(request)

    return handler
