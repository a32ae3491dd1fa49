"""One request and its whole answer, which can be left at any moment.

The time-outs of requests and urllib3 hold for one look at the socket: an answer that drips
one byte a second never ends, a name server that is silent is waited for, and each address
of a host gets the whole time. So a thread of its own asks, and who waits for it goes when
the time is up, cutting the connection off.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import closing, suppress
from threading import Thread, current_thread
from typing import Any

from requests import Response
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool


class Exchange(Thread):
    """Calls `send` and gives the answer to `read`; `response` is there when its headers are."""

    def __init__(self, send: Callable[[], Response], read: Callable[[Response], None]) -> None:
        super().__init__(name="ask a source", daemon=True)
        self.response: Response | None = None
        self.sock: socket.socket | None = None
        self.left = False
        self._send, self._read = send, read
        self._answer: Future[Response] = Future()

    def run(self) -> None:
        """Do the work: `wait` starts it."""
        try:
            self.response = self._send()
            with closing(self.response):
                self._read(self.response)
            self._answer.set_result(self.response)
        except BaseException as error:
            self._answer.set_exception(error)

    def wait(self, most: float, patience: float, slowest: float) -> Response:
        """Return the answer. Raises TimeoutError when it comes too late, and what the work raises.

        Too late is after `most` seconds, and sooner when less than `slowest` bytes a second
        came in for `patience` seconds.
        """
        self.start()
        start = time.monotonic()
        try:
            while not self._answer.done():
                allowed = min(most, patience + self.size / slowest)
                if (left := start + allowed - time.monotonic()) <= 0:
                    raise TimeoutError
                wait_for([self._answer], left)
            return self._answer.result()
        finally:
            self.left = True
            if self.sock and not self._answer.done():
                with suppress(OSError):
                    self.sock.shutdown(socket.SHUT_RDWR)

    @property
    def size(self) -> int:
        """The bytes that came in, as they came over the line."""
        return 0 if self.response is None else int(self.response.raw.tell())


class _Connection(HTTPConnection):
    """Tells the exchange which socket it waits for."""

    def getresponse(self) -> Any:
        exchange = current_thread()
        if isinstance(exchange, Exchange):
            exchange.sock = self.sock
            if exchange.left:
                raise TimeoutError("nobody waits for this any more")
        return super().getresponse()


class _Adapter(HTTPAdapter):
    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """Return the pool for a request, also that of a proxy, with our connections."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        if not issubclass(pool.ConnectionCls, _Connection):
            pool.ConnectionCls = type("_Connection", (_Connection, pool.ConnectionCls), {})
        return pool


# Shared: cbsodata makes a session for each page.
ADAPTER = _Adapter(pool_connections=8, pool_maxsize=8)
