"""Ports for servers of our own, apart from those that the system hands out by itself."""

from __future__ import annotations

import os
import socket
import tempfile
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

# Systems hand out ports from 32768 or higher for connections. One of those may be gone between
# the moment that we look and the moment that a server starts to listen.
FIRST, LANES, EACH = 20_000, 8, 1_500
_turn = count(os.getpid() // LANES)
_ours: list[FileLock] = []
"""Held until this process ends: a server takes seconds to listen on what it was given."""


def free_port() -> int:
    """Return a port that nobody listens on, over IPv4 nor IPv6; another one at each call.

    Processes that start after each other look in a lane of their own.
    """
    for _ in range(EACH):
        port = FIRST + os.getpid() % LANES * EACH + next(_turn) % EACH
        free = _is_free(socket.AF_INET, "127.0.0.1", port) and _is_free(
            socket.AF_INET6, "::1", port
        )
        if free and _is_ours(port):
            return port
    raise OSError("er is geen poort vrij")


def _is_ours(port: int) -> bool:
    """Take a port for this process; False when another one was given it."""
    lock = FileLock(Path(tempfile.gettempdir()) / f"monitor-poort-{port}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return False
    _ours.append(lock)
    return True


def _is_free(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError:
        return family == socket.AF_INET6 and not has_ipv6()
    return True


def has_ipv6() -> bool:
    """Return whether this machine has a loopback of IPv6."""
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
