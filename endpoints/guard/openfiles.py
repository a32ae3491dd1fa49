"""Room for connections: every one of them is an open file, and the system limits those."""

from __future__ import annotations

import logging
from dataclasses import replace

from endpoints.guard.settings import Settings

log = logging.getLogger(__name__)
# Files, pages and tiles that are being read, next to the websockets.
OTHER_CONNECTIONS = 2000
# What the process itself has open.
OWN_FILES = 200


def fit_open_files(settings: Settings) -> Settings:
    """Raise the limit of open files as far as it goes; return settings that fit in it.

    A server that runs out of files can accept nobody, and says so without end.
    """
    limit = _raised_limit()
    if limit is None:
        return settings
    room = limit - OWN_FILES
    most = room - min(OTHER_CONNECTIONS, room // 3)
    if most < 1:
        raise SystemExit(f"Het systeem staat {limit} open bestanden toe; dat is te weinig.")
    if settings.sockets and settings.sockets <= most:
        return settings
    if settings.sockets:
        log.warning(
            "MONITOR_SOCKETS is %d, maar het systeem staat %d open bestanden toe: "
            "het worden er %d.", settings.sockets, limit, most,
        )  # fmt: skip
    return replace(settings, sockets=most)


def _raised_limit() -> int | None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return None
    wanted = min(hard, 1_000_000) if hard != resource.RLIM_INFINITY else 1_000_000
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    except (OSError, ValueError):  # a system that allows less than it says
        return int(soft)
    return int(max(soft, wanted))
