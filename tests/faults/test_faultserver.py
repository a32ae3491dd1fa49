"""The fault server does what it says, seen with plain sockets."""

from __future__ import annotations

import contextlib
import gzip
import json
import socket
import time
import urllib.error
import urllib.request

import pytest
from faultserver import (
    FaultServer,
    Reply,
    Request,
    always,
    bomb,
    chunked,
    closed_port,
    cut_json,
    drip_body,
    drip_head,
    gzipped,
    hang,
    hang_in_body,
    hanging_port,
    html,
    late,
    ok,
    redirect,
    refuse_to_talk,
    reset,
    routes,
    sequence,
    shut,
    status,
    too_long,
    typed,
    unsized,
)

GOOD = ok({"a": 1})
BODY = b'{"a": 1}'


def talk(server: FaultServer, path: str = "/", seconds: float = 0.3) -> tuple[bytes, str]:
    """What arrives within the time, and how it ended: closed, reset or open."""
    with socket.create_connection((server.host, server.port)) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        got, ends = b"", time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            wire.settimeout(left)
            try:
                step = wire.recv(65536)
            except TimeoutError:
                break
            except ConnectionResetError:
                return got, "reset"
            if not step:
                return got, "closed"
            got += step
        return got, "open"


def body(answer: bytes) -> bytes:
    return answer.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    ("reply", "content", "ending"),
    [
        (GOOD, BODY, "open"),
        (hang(), b"", "open"),
        (refuse_to_talk(), b"", "reset"),
        (shut(GOOD, 3), BODY[:3], "closed"),
        (hang_in_body(GOOD, 3), BODY[:3], "open"),
        (too_long(GOOD, 5), BODY, "closed"),
        (unsized(GOOD), BODY, "closed"),
        (cut_json(GOOD, 4), BODY[:4], "open"),
        (chunked(GOOD), b"8\r\n" + BODY + b"\r\n0\r\n\r\n", "open"),
        (drip_body(GOOD, 0.05), None, "open"),
        (drip_head(GOOD, 0.05), b"", "open"),
        (late(GOOD, 1), b"", "open"),
    ],
)
def test_each_fault_ends_as_it_says(reply: Reply, content: bytes | None, ending: str) -> None:
    with FaultServer(always(reply)) as server:
        answer, ended = talk(server)
    assert ended == ending
    if content is None:
        assert 1 <= len(body(answer)) < len(BODY) and BODY.startswith(body(answer))
    else:
        assert body(answer) == content


def test_a_reset_comes_after_part_of_the_body() -> None:
    """A reset throws away what the other side had not read yet, so only the end is sure."""
    with FaultServer(always(reset(GOOD, 3))) as server:
        answer, ended = talk(server)
    assert ended == "reset" and len(body(answer)) <= 3


def test_headers_say_what_the_reply_says() -> None:
    cases = {
        "HTTP/1.1 503 Service Unavailable": status(503),
        "Retry-After: 1": status(429, {"Retry-After": "1"}),
        "Content-Length: 13": too_long(GOOD, 5),
        "Content-Type: text/html; charset=utf-8": html(),
        "Content-Type: text/plain": typed(GOOD, "text/plain"),
        "Location: /b": redirect("/b"),
        "Content-Encoding: gzip, gzip": bomb(10, layers=2),
        "Transfer-Encoding: chunked": chunked(GOOD),
    }
    for line, reply in cases.items():
        with FaultServer(always(reply)) as server:
            answer, _ = talk(server, seconds=0.1)
        assert line in answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    with FaultServer(always(unsized(GOOD))) as server:
        assert b"Content-Length" not in talk(server)[0]


def test_packed_bodies_unpack_to_the_whole() -> None:
    assert gzip.decompress(gzipped(GOOD).body) == BODY
    flat = gzip.decompress(gzip.decompress(bomb(5000, layers=2).body))
    assert json.loads(flat) == " " * 5000


def test_requests_are_logged_with_all_they_carry() -> None:
    with FaultServer(always(GOOD)) as server:
        started = time.monotonic()
        asked = urllib.request.Request(f"{server.url}/a?x=1&y=a%20b", headers={"X-Who": "me"})
        with urllib.request.urlopen(asked) as answer:
            assert json.load(answer) == {"a": 1}
        request = server.log[0]
    assert (request.method, request.path) == ("GET", "/a")
    assert (request.target, request.query) == ("/a?x=1&y=a%20b", {"x": "1", "y": "a b"})
    assert request.headers["x-who"] == "me" and started <= request.time <= time.monotonic()


def test_handlers_choose_by_order_and_by_path() -> None:
    def echo(request: Request) -> Reply:
        return ok(request.path)

    with FaultServer(routes({"/a": sequence(status(503), GOOD), "/b": echo})) as server:
        starts = [talk(server, path, 0.1)[0][9:12] for path in ("/a", "/a", "/a", "/c")]
        assert starts == [b"503", b"200", b"200", b"404"]
        assert body(talk(server, "/b", 0.1)[0]) == b'"/b"'
        assert server.paths == ["/a", "/a", "/a", "/c", "/b"]


def test_a_handler_that_raises_is_a_500_and_kept() -> None:
    def broken(request: Request) -> Reply:
        raise KeyError("wrong")

    with FaultServer(broken) as server:
        with pytest.raises(urllib.error.HTTPError, match="500"):
            urllib.request.urlopen(server.url)
        assert [repr(error) for error in server.errors] == ["KeyError('wrong')"]


def test_leaving_the_server_ends_what_hangs_and_drips() -> None:
    started = time.monotonic()
    replies = sequence(hang(), drip_body(GOOD, 60), late(GOOD, 60))
    with contextlib.ExitStack() as wires, FaultServer(replies) as server:
        for _ in range(3):
            wire = wires.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            wire.sendall(b"GET / HTTP/1.1\r\n\r\n")
        while len(server.log) < 3:
            time.sleep(0.01)
    assert time.monotonic() - started < 60 / 2


def test_a_closed_port_refuses_and_a_hanging_port_hangs() -> None:
    with closed_port() as port, pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=1)
    with hanging_port() as port, pytest.raises(TimeoutError):
        socket.create_connection(("127.0.0.1", port), timeout=0.2)
