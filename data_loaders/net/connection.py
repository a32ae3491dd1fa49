"""Connections whose every step fits in what is left of the budget.

The time-outs of requests and urllib3 hold for one look at the socket: an answer that drips
one byte a second never ends, a name server that is silent is waited for, and each address
of a host gets the whole time. Here the time-out of the socket is set again before each
read, and finding and reaching a host share one limit.
"""

from __future__ import annotations

import io
import socket
import time
from concurrent.futures import Future
from http.client import HTTPResponse
from threading import Thread
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from data_loaders.net.budget import current_budget

# Hosts of which an IPv6 address did not answer. IPv6 is tried again when IPv4 fails too.
_IPV4_ONLY: set[str] = set()


class _TimedReader(io.RawIOBase):
    """Reads from a socket, each time for no longer than the budget allows."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._budget = current_budget()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._budget.remaining()
        if not left:
            raise TimeoutError("the budget is spent")
        self._sock.settimeout(min(self._budget.settings.read_timeout, left))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    """Reads status line, headers, chunk sizes and body through the timed reader."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp.close()
        self.fp = io.BufferedReader(_TimedReader(sock))


class _Connection(HTTPConnection):
    response_class = _Response

    def _new_conn(self) -> socket.socket:
        # Raises the same errors as the method of urllib3 that it replaces.
        limit = float(self.timeout or 0)
        try:
            sock = _reach(self._dns_host, self.port, limit, self.socket_options)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"{self.host} did not answer") from error
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        # For the TLS handshake, which Python bounds as a whole.
        sock.settimeout(max(0.001, min(limit, current_budget().remaining())))
        return sock


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class GuardedAdapter(HTTPAdapter):
    """The pool of connections that all sessions share. Only for use within a budget."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pool with our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """Return the pool for a proxy, with our connections."""
        manager = super().proxy_manager_for(proxy, **kwargs)
        if proxy.lower().startswith("socks"):
            return manager  # its own connections know the way; ours would go around it
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}
        return manager


def reset() -> None:
    """Forget which hosts are asked over IPv4 only."""
    _IPV4_ONLY.clear()


def _reach(host: str, port: int, limit: float, options: Any) -> socket.socket:
    """Connect within `limit` seconds. Raises OSError; gaierror when the name is not found."""
    ends = time.monotonic() + limit
    family = socket.AF_INET if host in _IPV4_ONLY else socket.AF_UNSPEC
    try:
        addresses = _look_up(host, port, family, limit)
        return _first(host, addresses, port, ends, options)
    except OSError:
        if family == socket.AF_INET:
            _IPV4_ONLY.discard(host)
        raise


def _first(host: str, addresses: list[str], port: int, ends: float, options: Any) -> socket.socket:
    """Return a connection to the first address that answers in its share of the time."""
    failure = OSError("no address")
    for number, address in enumerate(addresses):
        share = (ends - time.monotonic()) / (len(addresses) - number)
        try:
            return create_connection((address, port), max(0.001, share), socket_options=options)
        except OSError as error:
            failure = error
            if ":" in address:
                _IPV4_ONLY.add(host)
    raise failure


def _look_up(host: str, port: int, family: int, limit: float) -> list[str]:
    """Return the addresses of a host; a name server that is silent is not waited for."""
    answer: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            answer.set_result(socket.getaddrinfo(host, port, family, socket.SOCK_STREAM))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=ask, daemon=True, name=f"look up {host}").start()
    found = answer.result(timeout=limit)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
