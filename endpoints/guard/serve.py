"""Starting the server by itself: uvicorn with settings that Streamlit's own start cannot give."""

from __future__ import annotations

import atexit
import errno
import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
import uvicorn
from prometheus_client.multiprocess import mark_process_dead
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from data_loaders.monitor import MONITOR
from data_loaders.refresh.background import REFRESH, start_refresher
from endpoints.guard.connections import LARGEST
from endpoints.guard.logs import start_logs, tell_operator
from endpoints.guard.metrics import MULTIPROCESS, start_metrics
from endpoints.guard.openfiles import OTHER_CONNECTIONS
from endpoints.guard.settings import Settings
from endpoints.guard.timeouts import PatientProtocol, Peers
from endpoints.guard.usage import notices

log = logging.getLogger(__name__)

PING_SECONDS = 30
START_SECONDS = 120
# An address that this machine does not have: `localhost` may be two, of which one is off.
NOT_HERE = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}


def serve(app: ASGIApp, name: str, settings: Settings) -> None:
    """Serve `app` at the address and port of the settings until the process is stopped.

    `name` is how a process of its own imports the same app, as `module:name`.
    """
    many = settings.processes > 1
    config = _config(name if many else app, settings)
    sockets = _bound(settings)
    scheme = "https" if config.is_ssl else "http"
    place = f"{MONITOR.short}: {scheme}://{settings.address}:{settings.port}"
    tell = partial(tell_operator, [place, *notices(os.environ)], settings.log == "json")
    if many:
        _Processes(config, sockets, tell, settings).run()
    else:
        _Server(config, tell).run(sockets)


class _Server(uvicorn.Server):
    """Says where it is once it listens."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self.tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.tell()


class _Processes(Multiprocess):
    """As many processes as there are cores, behind one port; one refresher for all of them."""

    def __init__(
        self,
        config: uvicorn.Config,
        sockets: list[socket.socket],
        tell: Callable[[], None],
        settings: Settings,
    ) -> None:
        super().__init__(config, sockets)
        self.tell, self.settings = tell, settings
        self.known: set[int | None] = set()

    def init_processes(self) -> None:
        start_logs(self.settings.log == "json")
        start_refresher()
        counters = tempfile.mkdtemp(prefix="monitor-tellers-")
        atexit.register(shutil.rmtree, counters, ignore_errors=True)
        os.environ |= {REFRESH: "off", MULTIPROCESS: counters}
        start_metrics(self.settings)
        super().init_processes()
        self.known = {process.pid for process in self.processes}
        if self.processes[0].wait_until_ready(START_SECONDS, self.should_exit):
            self.tell()

    def keep_subprocess_alive(self) -> None:
        super().keep_subprocess_alive()
        now = {process.pid for process in self.processes}
        forget: Any = mark_process_dead
        for pid in self.known - now:
            forget(pid)  # else what it had open counts for ever
            log.warning("Proces %s is weg; een nieuw heeft zijn plaats ingenomen.", pid)
        self.known = now


def _config(app: ASGIApp | str, settings: Settings) -> uvicorn.Config:
    protocol: Any = partial(
        PatientProtocol,
        Peers((settings.sockets or sys.maxsize) + OTHER_CONNECTIONS, settings.proxies),
    )
    return uvicorn.Config(
        app,
        workers=settings.processes,
        http=protocol,
        ws="websockets-sansio",
        ws_max_size=LARGEST,
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
    )


def _bound(settings: Settings) -> list[socket.socket]:
    """Return sockets at every address that the name of the settings has."""
    bound: list[socket.socket] = []
    why = "dit adres bestaat niet"
    for family, kind, number, _, address in _addresses(settings):
        made = socket.socket(family, kind, number)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            made.bind(address)
            bound.append(made)
        except OSError as error:
            made.close()
            why = error.strerror or why
            if error.errno not in NOT_HERE:
                bound.clear()
                break
    if not bound:
        place = f"{settings.address}:{settings.port}"
        raise SystemExit(f"MONITOR_PORT: op {place} kan de server niet luisteren ({why}).")
    return bound


def _addresses(settings: Settings) -> list[Any]:
    try:
        return socket.getaddrinfo(
            settings.address, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError:
        return []
