"""Starting the server by itself: uvicorn with settings that Streamlit's own start cannot give."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import streamlit as st
import uvicorn
from starlette.types import ASGIApp

from data_loaders.monitor import MONITOR
from endpoints.guard.connections import LARGEST
from endpoints.guard.settings import Settings
from endpoints.guard.timeouts import PatientProtocol, Peers

# Next to the websockets: room for files and pages that are being read.
OTHER_CONNECTIONS = 2000
PING_SECONDS = 30


def serve(app: ASGIApp, settings: Settings) -> None:
    """Serve `app` at the address and port of the settings until the process is stopped."""
    protocol: Any = partial(
        PatientProtocol,
        Peers((settings.sockets or sys.maxsize) + OTHER_CONNECTIONS, settings.proxies),
    )
    config = uvicorn.Config(
        app,
        host=settings.address,
        port=settings.port,
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
    scheme = "https" if config.is_ssl else "http"
    print(f"{MONITOR.short}: {scheme}://{settings.address}:{settings.port}", flush=True)
    uvicorn.Server(config).run()
