"""A real HTTP server on loopback whose every answer can go wrong.

A handler is a function from `Request` to `Reply`. A Reply is a small frozen record; the
functions below make the plain ones and put a fault on any of them:

    def handler(request):
        if request.path == "/v3/TableInfos":
            return ok({"value": [{"Modified": "2026-01-01"}]})
        return reset(ok({"value": list(range(1000))}), after=100)

    with FaultServer(handler) as server:
        requests.get(server.url + "/v3/TableInfos")
        assert [request.path for request in server.log] == ["/v3/TableInfos"]

Replies      ok(json) · html() · status(503, headers={"Retry-After": "1"}) · redirect(url)
             bomb(decoded_bytes, layers=2) · hang() · refuse_to_talk()
Faults       reset(reply, after) · shut(reply, after) · hang_in_body(reply, after)
             drip_head(reply) · drip_body(reply) · late(reply, seconds) · too_long(reply, extra)
             unsized(reply) · cut_json(reply) · typed(reply, "text/plain")
Encodings    gzipped(reply) · deflated(reply) · chunked(reply)
Handlers     always(reply) · sequence(status(503), ok({})): one by one, the last for ever
             routes({"/a": handler}): by path, 404 for the rest
Addresses    closed_port(): refuses connections · hanging_port(): never accepts one

Every fault takes and gives a Reply, so `drip_body(gzipped(ok({})), every=0.1)` works. The
handler may be replaced while the server runs (`server.handler = always(ok({}))`). A handler
that raises answers 500 and the server's `errors` keeps the exception. Requests over one
connection share `request.connection`. Leaving the `with` ends all that hangs or drips.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from faultreplies import *  # noqa: F403 - one door for the tests
from faultreplies import Handler, Reply, Request, status

from bench.ports import free_port

# Addresses


@contextlib.contextmanager
def closed_port(host: str = "127.0.0.1") -> Iterator[int]:
    """A port of our own that nobody listens on: connections are refused."""
    with _bound(host) as taken:
        yield taken.getsockname()[1]


@contextlib.contextmanager
def hanging_port(host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """A port whose queue is full: connecting to it gets no answer at all (Linux)."""
    with _bound(host, port) as full, contextlib.ExitStack() as waiting:
        full.listen(0)
        address = full.getsockname()[:2]
        with contextlib.suppress(TimeoutError):
            for _ in range(8):
                waiting.enter_context(socket.create_connection(address, timeout=0.1))
        yield address[1]


def _bound(host: str, port: int = 0) -> socket.socket:
    bound = socket.socket(_family(host))
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as whoever found it free did
    bound.bind((host, port or free_port()))
    return bound


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


# The server


class FaultServer:
    """Serves `handler` on a free port of loopback, with a thread for each connection."""

    def __init__(
        self,
        handler: Handler,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.handler = handler
        self.log: list[Request] = []
        self.errors: list[Exception] = []
        self.tls = tls
        self.stopping = threading.Event()
        self.connections = 0
        self.lock = threading.Lock()
        self._live: set[socket.socket] = set()
        self._server = _Listener(self, host, port or free_port())
        self.host = host
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    @property
    def url(self) -> str:
        """The address without a slash at the end."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{shown}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.log]

    def __enter__(self) -> FaultServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        with self.lock:
            live = list(self._live)
        for connection in live:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def open_connections(self) -> int:
        """How many connections are open now, as far as this side knows."""
        with self.lock:
            return len(self._live)

    def opened(self, connection: socket.socket) -> int:
        """Note a new connection; return its number."""
        with self.lock:
            self._live.add(connection)
            self.connections += 1
            return self.connections

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self.lock:
            self._live.discard(connection)

    def answer(self, request: Request) -> Reply:
        """Log a request and ask the handler; a handler that raises is a 500."""
        with self.lock:
            self.log.append(request)
        try:
            return self.handler(request)
        except Exception as error:
            self.errors.append(error)
            return status(500, body=repr(error).encode())


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True  # a server that comes back on the same port
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, faults: FaultServer, host: str, port: int) -> None:
        self.faults = faults
        self.address_family = _family(host)
        super().__init__((host, port), _Connection)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what this server is for."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Listener

    def handle(self) -> None:
        faults = self.server.faults
        connection = self.request
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if faults.tls:
            try:
                connection = faults.tls.wrap_socket(connection, server_side=True)
            except OSError:
                return
        number = faults.opened(connection)
        try:
            with connection.makefile("rb") as lines:
                while (request := _read(lines, number)) is not None:
                    if not _Delivery(connection, faults.stopping).send(faults.answer(request)):
                        break
        except OSError:
            pass
        finally:
            faults.closed(connection)
            with contextlib.suppress(OSError):
                connection.close()


def _read(lines: Any, connection: int) -> Request | None:
    first = lines.readline().decode("latin-1").split()
    if len(first) != 3:
        return None
    headers = {}
    while (line := lines.readline().decode("latin-1").strip()) != "":
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    lines.read(int(headers.get("content-length", 0)))
    parts = urlsplit(first[1])
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    return Request(first[0], first[1], parts.path, query, headers, time.monotonic(), connection)


class _Delivery:
    """Sends one reply over one connection, with its faults."""

    def __init__(self, connection: socket.socket, stopping: threading.Event) -> None:
        self.connection = connection
        self.stopping = stopping

    def send(self, reply: Reply) -> bool:
        """Return whether the connection may be used again."""
        self.stopping.wait(reply.delay)
        if not reply.mute:
            self._send(self._head(reply), reply.head_pace)
            self._send(self._body(reply), reply.body_pace)
        if reply.ending == "hang":
            self._wait_until_left()
        if reply.ending == "reset":
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            # Closed by hand: leaving it to the server would first shut it down tidily.
            self.connection.close()
        return reply.ending == "keep" and not self.stopping.is_set()

    @staticmethod
    def _head(reply: Reply) -> bytes:
        phrase = HTTPStatus(reply.status).phrase if reply.status in set(HTTPStatus) else "?"
        headers = dict(reply.headers)
        if reply.chunked:
            headers["Transfer-Encoding"] = "chunked"
        elif not reply.unsized:
            length = len(reply.body) if reply.length is None else reply.length
            headers["Content-Length"] = str(length)
        lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
        return f"HTTP/1.1 {reply.status} {phrase}\r\n{''.join(lines)}\r\n".encode("latin-1")

    @staticmethod
    def _body(reply: Reply) -> bytes:
        body = reply.body
        if reply.chunked:
            steps = [body[start : start + 4096] for start in range(0, len(body), 4096)]
            body = b"".join(b"%x\r\n%s\r\n" % (len(step), step) for step in steps) + b"0\r\n\r\n"
        return body[: reply.stop]

    def _send(self, data: bytes, pace: float) -> None:
        if not pace:
            self.connection.sendall(data)
            return
        for place in range(len(data)):
            self.connection.sendall(data[place : place + 1])
            if self.stopping.wait(pace):
                return

    def _wait_until_left(self) -> None:
        self.connection.settimeout(0.05)
        while not self.stopping.is_set():
            try:
                if not self.connection.recv(1024):
                    return
            except TimeoutError:
                continue
