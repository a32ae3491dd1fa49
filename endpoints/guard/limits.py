"""How much one client may ask for: buckets of tokens that fill again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from endpoints.guard.clients import client_key
from endpoints.guard.metrics import REFUSED
from endpoints.http.errors import refuse

MOST_CLIENTS = 10_000
Clock = Callable[[], float]


@dataclass
class Bucket:
    """Tokens of one client: `rate` a second come back, up to `size`; a rate of 0: no limit."""

    rate: float
    size: float
    clock: Clock = time.monotonic

    def __post_init__(self) -> None:
        self.tokens = self.size
        self.seen = self.clock()

    def take(self) -> bool:
        """Take a token if there is one."""
        self._fill()
        if self.rate and self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def reserve(self) -> float:
        """Take a token anyway, and return the seconds to wait until it is really there."""
        self._fill()
        self.tokens -= 1
        return max(0.0, -self.tokens / self.rate) if self.rate else 0.0

    def _fill(self) -> None:
        now = self.clock()
        self.tokens = min(self.size, self.tokens + (now - self.seen) * self.rate)
        self.seen = now


class Buckets:
    """A bucket per client, for at most `MOST_CLIENTS`: who came longest ago starts anew."""

    def __init__(self, rate: float, size: float, clock: Clock = time.monotonic) -> None:
        """Give every client a bucket of `size`, full at first."""
        self.rate, self.size, self.clock = rate, size, clock
        self.found: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, client: str) -> Bucket:
        """Return the bucket of a client."""
        bucket = self.found.pop(client, None) or Bucket(self.rate, self.size, self.clock)
        self.found[client] = bucket
        if len(self.found) > MOST_CLIENTS:
            self.found.popitem(last=False)
        return bucket


class RequestLimit:
    """ASGI middleware: what costs processor time over HTTP is counted per client.

    `costly` are the routes that count; files and health are cheap and free.
    """

    def __init__(self, app: ASGIApp, costly: Sequence[BaseRoute], per_minute: int) -> None:
        """Wrap `app`; a client may spend the requests of one minute at once."""
        self.app = app
        self.costly = costly
        self.buckets = Buckets(per_minute / 60, per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or ask the client to wait."""
        if self._may(scope):
            await self.app(scope, receive, send)
        else:
            REFUSED.labels("verzoeken").inc()
            await refuse(scope, receive, send, 429, {"Retry-After": "5"})

    def _may(self, scope: Scope) -> bool:
        if scope["type"] != "http":
            return True
        counts = any(route.matches(scope)[0] is Match.FULL for route in self.costly)
        return not counts or self.buckets.of(client_key(scope)).take()
