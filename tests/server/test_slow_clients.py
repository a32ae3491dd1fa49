"""Clients that take their time: let go, while others are served."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn
from sitework import run_apart
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bench.ports import free_port
from endpoints.guard import timeouts as patience
from endpoints.guard.timeouts import InParts, PatientProtocol, Peers

LARGE = b"x" * 8_000_000
PATIENCE = 60  # seconds


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        body = LARGE if scope["path"] == "/groot" else b"kort"
        await Response(body)(scope, receive, send)


@contextmanager
def patient(peers: Peers) -> Iterator[int]:
    """Serve a small app with the protocol of the site, in this process."""
    port = free_port()
    protocol = partial(PatientProtocol, peers)
    config = uvicorn.Config(
        InParts(app), port=port, http=protocol, lifespan="off", log_level="error"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield port
    finally:
        server.should_exit = server.force_exit = True
        thread.join(timeout=PATIENCE)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(patience, "STALL_SECONDS", 0.5)
    monkeypatch.setattr(patience, "MOST_OF_ONE", 20)
    with patient(Peers(1000, ())) as port:
        yield port


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def ask_and_read(connection: socket.socket) -> None:
    connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    seen = b""
    while not seen.endswith(b"kort"):
        part = connection.recv(4096)
        assert part
        seen += part


def seconds_until_closed(connection: socket.socket, drip: bytes = b"") -> float:
    """Return how long the server keeps a connection, while a byte drips in now and then.

    A server that keeps it would keep it for ever: this fails when it does not let go.
    """
    started = time.monotonic()
    connection.settimeout(0.1)
    while (waited := time.monotonic() - started) < PATIENCE:
        try:
            if drip:
                connection.sendall(drip)
            if connection.recv(1024) == b"":
                return waited
        except TimeoutError:
            continue
        except ConnectionError:
            return waited
    raise AssertionError("the server does not let go")


@pytest.mark.parametrize("start", [b"", b"GET / HTTP/1.1\r\nHost: a\r\n", b"GET /"])
@pytest.mark.parametrize("drip", [b"", b"X"])
def test_who_does_not_finish_a_request_is_let_go(hasty: int, start: bytes, drip: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(start)
        assert seconds_until_closed(connection, drip) > 0.3


def test_a_second_request_has_no_more_time_than_the_first(hasty: int) -> None:
    with connected(hasty) as connection:
        ask_and_read(connection)
        connection.sendall(b"GET / HTTP/1.1\r\nHo")
        assert seconds_until_closed(connection, b"X") > 0.3


def test_a_body_that_drips_is_not_waited_for(hasty: int) -> None:
    with connected(hasty) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        assert seconds_until_closed(connection, b"X")


def test_who_does_not_read_the_answer_is_let_go(hasty: int) -> None:
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", hasty))
        connection.sendall(b"GET /groot HTTP/1.1\r\nHost: a\r\n\r\n")
        time.sleep(1.5)
        connection.settimeout(PATIENCE)
        received = 0
        try:
            while part := connection.recv(65536):
                received += len(part)
        except ConnectionError:
            pass
    assert received < len(LARGE)


def test_who_reads_slowly_but_on_gets_everything(
    hasty: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it takes longer than the server waits for a part, also on a quick machine."""
    monkeypatch.setattr(patience, "STALL_SECONDS", 2)
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        connection.connect(("127.0.0.1", hasty))
        connection.sendall(b"GET /groot HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        received = 0
        while part := connection.recv(65_536):
            received += len(part)
            time.sleep(0.05)
    assert received > len(LARGE)


def test_many_slow_clients_do_not_keep_others_out(hasty: int) -> None:
    slow = [connected(hasty) for _ in range(15)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-")
    with connected(hasty) as quick:
        ask_and_read(quick)
    for connection in slow:
        assert seconds_until_closed(connection)
        connection.close()


def test_one_address_has_so_many_connections_and_then_as_many_again(
    hasty: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", PATIENCE)
    for _ in range(2):
        held = [connected(hasty) for _ in range(20)]
        time.sleep(0.1)
        with connected(hasty) as one_more:
            assert seconds_until_closed(one_more) < PATIENCE / 2
        ask_and_read(held[-1])
        for connection in held:
            connection.close()
        time.sleep(0.3)


def test_a_trusted_proxy_has_as_many_as_it_likes() -> None:
    peers = Peers(10_000, ("10.0.0.0/8",))
    assert all(peers.come("10.0.0.5") for _ in range(patience.MOST_OF_ONE + 100))
    assert [peers.come("203.0.113.9") for _ in range(patience.MOST_OF_ONE + 1)][-2:] == [
        True,
        False,
    ]
    for _ in range(patience.MOST_OF_ONE + 1):
        peers.go("203.0.113.9")
    assert "203.0.113.9" not in peers.open
    assert Peers(1, ()).come("a")


def test_a_large_answer_goes_out_in_parts_and_whole() -> None:
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    async def receive() -> dict[str, object]:
        return {}

    scope = {"type": "http", "method": "GET", "path": "/groot", "headers": []}
    run_apart(InParts(app)(scope, receive, send))  # type: ignore[arg-type]
    parts = [message for message in sent if message["type"] == "http.response.body"]
    assert b"".join(part["body"] for part in parts) == LARGE  # type: ignore[misc]
    assert max(len(part["body"]) for part in parts) <= patience.PART  # type: ignore[arg-type]
    assert [part["more_body"] for part in parts] == [True] * (len(parts) - 1) + [False]
