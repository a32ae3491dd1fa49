"""Bounded work per visitor: how many websockets, how often, and how fast they may ask for runs.

Without this, one client that asks for runs as fast as it can makes everyone else wait for
minutes. Messages over the limit wait in their own connection; nothing is lost for a person
who clicks quickly.
"""

from __future__ import annotations

import asyncio
from collections import Counter

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from endpoints.guard.metrics import MESSAGES, REFUSED, SOCKETS, WAITING
from endpoints.guard.runs import Runs
from endpoints.guard.settings import Settings
from endpoints.http.clients import Bucket, Buckets, client_key
from endpoints.http.errors import BusyError, refuse

# Per connection, as a person clicks; a client may have more of them (docs/besluiten/0010).
PER_SECOND, BURST = 3, 10
# A client's runs of this many seconds may come at once.
BURST_SECONDS = 5
# As many messages in a row that had to wait are no person's; what else it sent is not run.
MOST_WAITING = 60
LARGEST = 256 * 1024
# The only things a page of ours asks: a run, no run, and a file that is made when asked for.
# Others clear the caches of all visitors, give addresses for uploads, read the repository, or
# end the process while developing.
ASKED = {"rerun_script", "stop_script", "backend_operation_request"}


class SocketLimits:
    """ASGI middleware around the websocket of the app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Wrap `app` with the limits in the settings."""
        self.app = app
        self.settings = settings
        self.open: Counter[str] = Counter()
        per_minute, per_second = settings.opens_per_minute, settings.reruns_per_second
        self.opens = Buckets(per_minute / 60, per_minute)
        self.asks = Buckets(per_second, per_second * BURST_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Connect a visitor, or say that it is too busy; other requests pass."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        client = client_key(scope)
        refused = self._refused(client)
        if refused:
            status, limit = refused
            REFUSED.labels(limit).inc()
            await refuse(scope, receive, send, status, {"Retry-After": "10"})
            return
        self.open[client] += 1
        SOCKETS.inc()
        runs = Runs(client)
        listening = Listening(receive, send, self.asks.of(client), runs)
        try:
            await self.app(scope, listening.receive, runs.watched(send))
        finally:
            runs.end()
            SOCKETS.dec()
            self.open[client] -= 1
            if not self.open[client]:
                del self.open[client]

    def _refused(self, client: str) -> tuple[int, str] | None:
        most, most_of_one = self.settings.sockets, self.settings.sockets_per_client
        if most and self.open.total() >= most:
            return 503, "verbindingen"
        if most_of_one and self.open[client] >= most_of_one:
            return 429, "verbindingen van één bezoeker"
        if not self.opens.of(client).take():
            return 429, "nieuwe verbindingen"
        return None


class Listening:
    """The ear of one connection: lets through what may be asked, in its own time."""

    def __init__(self, receive: Receive, send: Send, shared: Bucket, runs: Runs) -> None:
        """Listen to `receive`; `shared` is the bucket of all connections of this client."""
        self.heard, self.send, self.runs = receive, send, runs
        self.buckets = (Bucket(PER_SECOND, BURST), shared)
        self.waited = 0
        self.ahead: asyncio.Future[Message] | None = None

    async def receive(self) -> Message:
        """Return the next message the app should see; a message that breaks the rules ends it."""
        while True:
            message = await self._next()
            if message["type"] != "websocket.receive":
                return message
            MESSAGES.inc()
            # Later messages wait in the connection meanwhile: nothing more is read from it.
            delay = max(bucket.reserve() for bucket in self.buckets)
            self.waited = self.waited + 1 if delay else 0
            await asyncio.sleep(delay)
            content = message.get("bytes")
            kind = _kind(content) if content and len(content) <= LARGEST else None
            if kind is None or self.waited > MOST_WAITING:
                return await self._end(1008, "berichten")
            if kind == "rerun_script":
                try:
                    if not await self._has_turn():
                        continue
                except BusyError:
                    return await self._end(1013, "wachtenden")
            if kind in ASKED:
                return message

    async def _next(self) -> Message:
        ahead, self.ahead = self.ahead, None
        return await (ahead or self.heard())

    async def _has_turn(self) -> bool:
        """Wait for the turn to run; False when the visitor left meanwhile. Raises BusyError."""
        turn = asyncio.ensure_future(self.runs.begin())
        WAITING.inc()
        try:
            await asyncio.sleep(0)
            if not turn.done():
                self.ahead = asyncio.ensure_future(self.heard())
                await asyncio.wait([turn, self.ahead], return_when=asyncio.FIRST_COMPLETED)
                if not turn.done() and self.ahead.result()["type"] != "websocket.receive":
                    return False
            await turn
            return True
        finally:
            WAITING.dec()
            turn.cancel()

    async def _end(self, code: int, limit: str) -> Message:
        REFUSED.labels(limit).inc()
        await self.send({"type": "websocket.close", "code": code})
        return {"type": "websocket.disconnect", "code": code}


def _kind(content: bytes) -> str | None:
    """Return what a message asks, or None when it is not a message of Streamlit's page."""
    try:
        return str(BackMsg.FromString(content).WhichOneof("type"))
    except DecodeError:
        return None
