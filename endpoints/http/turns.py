"""Whose turn it is: a few pieces of work at once, and one client after another.

Without this, who asks for a hundred drawings makes everyone else wait for a hundred drawings.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from endpoints.http.errors import BusyError


class Turns:
    """At most `at_once` pieces of work under way; who waits comes up client by client.

    Lives on one event loop. `waiting` is how many may wait in all, `of_one` how many of one
    client may be under way or waiting.
    """

    def __init__(self, at_once: int, waiting: int, of_one: int) -> None:
        """Start with nobody."""
        self.at_once, self.waiting, self.of_one = at_once, waiting, of_one
        self.under_way = 0
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()
        self._present: Counter[str] = Counter()

    @property
    def length(self) -> int:
        """How many wait."""
        return sum(map(len, self._queues.values()))

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn, and keep it for the body. Raises BusyError."""
        await self.enter(client)
        try:
            yield
        finally:
            self.leave(client)

    async def enter(self, client: str) -> None:
        """Wait for a turn; `leave` ends it. Raises BusyError when too many wait."""
        if self._present[client] >= self.of_one:
            raise BusyError(429)
        if self.length >= self.waiting:
            raise BusyError
        self._present[client] += 1
        if self.under_way < self.at_once:
            self.under_way += 1
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(client, deque()).append(place)
        try:
            await place
        except asyncio.CancelledError:  # nobody waits for it any more
            if place.done() and not place.cancelled():
                self.leave(client)  # the turn had just come
            else:
                self._forget(client)
            raise

    def leave(self, client: str) -> None:
        """End a turn: the next client has it."""
        self._forget(client)
        self.under_way -= 1
        while self._queues and self.under_way < self.at_once:
            next_client, queue = self._queues.popitem(last=False)
            place = queue.popleft()
            if queue:
                self._queues[next_client] = queue  # at the end of the row
            if not place.done():
                self.under_way += 1
                place.set_result(None)

    def _forget(self, client: str) -> None:
        self._present[client] -= 1
        if self._present[client] <= 0:
            del self._present[client]
