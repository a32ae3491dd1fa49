"""Slow clients: who is not done in time is let go, so that they cannot hold what others need.

uvicorn waits for ever for the rest of a request, and for who does not read the answer.
"""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterable
from ipaddress import ip_address, ip_network
from typing import Any

import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
STALL_SECONDS = 30.0
MOST_OF_ONE = 512
PART = 64 * 1024


class Peers:
    """The open connections by their other end; a trusted proxy may have as many as it likes."""

    def __init__(self, most: int, proxies: Iterable[str]) -> None:
        """Allow `most` connections in all, and `MOST_OF_ONE` of one address."""
        self.most = most
        self.proxies = [ip_network(network) for network in proxies]
        self.open: Counter[str] = Counter()

    def come(self, host: str) -> bool:
        """Count a connection in; return whether it may stay."""
        self.open[host] += 1
        if self.open.total() > self.most:
            return False
        return self.open[host] <= MOST_OF_ONE or self._is_proxy(host)

    def go(self, host: str) -> None:
        """Count a connection out."""
        self.open[host] -= 1
        if self.open[host] <= 0:
            del self.open[host]

    def _is_proxy(self, host: str) -> bool:
        return any(ip_address(host) in network for network in self.proxies)


class PatientProtocol(H11Protocol):
    """uvicorn's HTTP/1.1 connection with an end to its patience.

    The head of a request must be there in `HEAD_SECONDS`, however it drips in; a reader may
    stand still for `STALL_SECONDS`. A websocket has its own ways, and leaves here.
    """

    def __init__(self, peers: Peers, **given: Any) -> None:
        """Make a connection that counts among `peers`."""
        super().__init__(**given)
        self.peers = peers
        self.host = ""
        self.counted = False
        self.timers: dict[str, asyncio.TimerHandle] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection in, or end it at once when there are too many."""
        super().connection_made(transport)
        _tell_of_each_part(transport)
        self.host, self.counted = (self.client or ("", 0))[0], True
        if self.peers.come(self.host):
            self._start("head", HEAD_SECONDS)
        else:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Read on; between requests and in the middle of one, time runs."""
        super().data_received(data)
        if not self.counted:
            return
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop("head")
        elif self.conn.their_state is not h11.IDLE or self.conn.trailing_data[0]:
            self._start("head", HEAD_SECONDS)

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Hand the connection over; from here on it is not ours to count."""
        self._leave()
        super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the connection out."""
        self._leave()
        super().connection_lost(exc)

    def timeout_keep_alive_handler(self) -> None:
        """End an idle connection, also when its reader does not take the last of the answer."""
        super().timeout_keep_alive_handler()
        self._start("stall", STALL_SECONDS)

    def pause_writing(self) -> None:
        """Give a reader that stands still its last chance."""
        super().pause_writing()
        self._start("stall", STALL_SECONDS)

    def resume_writing(self) -> None:
        """See that the reader reads again."""
        super().resume_writing()
        self._stop("stall")

    def _start(self, name: str, seconds: float) -> None:
        if self.counted and name not in self.timers:
            self.timers[name] = self.loop.call_later(seconds, self.transport.abort)

    def _stop(self, name: str) -> None:
        timer = self.timers.pop(name, None)
        if timer:
            timer.cancel()

    def _leave(self) -> None:
        if self.counted:
            self.counted = False
            self.peers.go(self.host)
        for name in list(self.timers):
            self._stop(name)


def _tell_of_each_part(transport: asyncio.Transport) -> None:
    """Let the system say of each part that it could be sent, and not after megabytes.

    It takes in as much as its own memory holds; a reader that is slow but reads on would seem to
    stand still for as long as that lasts.
    """
    connection = transport.get_extra_info("socket")
    if connection is not None and hasattr(socket, "TCP_NOTSENT_LOWAT"):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, PART)


class InParts:
    """ASGI middleware that sends a large answer in parts, so that it waits with us only once.

    Given whole, an answer is copied for every reader that is slow to take it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""

        async def in_parts(message: Message) -> None:
            body = message.get("body", b"")
            if message["type"] != "http.response.body" or len(body) <= PART:
                await send(message)
                return
            more = message.get("more_body", False)
            for start in range(0, len(body), PART):
                last = start + PART >= len(body)
                part = body[start : start + PART]
                await send({**message, "body": part, "more_body": more or not last})

        await self.app(scope, receive, in_parts if scope["type"] == "http" else send)
