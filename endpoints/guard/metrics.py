"""Counters for Prometheus, on a port of their own; without that port nobody can ask them."""

from __future__ import annotations

import os
import time
from typing import Any

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    start_http_server,
)
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_loaders.files.errors import DataError
from endpoints.guard.settings import Settings
from endpoints.guard.source_metrics import SourceMetrics

# Where the processes of one server keep their counters together (endpoints/guard/serve.py).
MULTIPROCESS = "PROMETHEUS_MULTIPROC_DIR"
REGISTRY = CollectorRegistry()
for collector in (ProcessCollector, PlatformCollector, GCCollector):
    collector(registry=REGISTRY)

REGISTRY.register(SourceMetrics())

REQUESTS = Counter(
    "monitor_requests_total", "Answers over HTTP.", ("part", "status"), registry=REGISTRY
)
SECONDS = Histogram(
    "monitor_request_seconds", "From request to the end of the answer.", ("part",),
    registry=REGISTRY,
)  # fmt: skip
SOCKETS = Gauge(
    "monitor_websockets", "Open websockets.", registry=REGISTRY, multiprocess_mode="livesum"
)
WAITING = Gauge(
    "monitor_waiting_runs", "Runs that wait for their turn.", registry=REGISTRY,
    multiprocess_mode="livesum",
)  # fmt: skip
UNDER_WAY = Gauge(
    "monitor_requests_under_way", "Requests that wait or are being answered.", ("part",),
    registry=REGISTRY, multiprocess_mode="livesum",
)  # fmt: skip
MESSAGES = Counter("monitor_messages_total", "Messages from browsers.", registry=REGISTRY)
REFUSED = Counter("monitor_refused_total", "What a limit refused.", ("limit",), registry=REGISTRY)
# The first part of an address, where it is known: labels must not grow with what is asked.
PARTS = frozenset(
    ("static", "_stcore", "media", "geo", "og", "tegel", "api", "catalogus", "oembed", "healthz")
    + ("beraad", "deel")
)


def start_metrics(settings: Settings) -> None:
    """Serve the counters at the port in the settings; without one, do nothing.

    The first process of several does so for all. Raises DataError when the port cannot be had.
    """
    if not settings.metrics_port:
        return
    registry = REGISTRY
    if MULTIPROCESS in os.environ:
        registry = CollectorRegistry()
        together: Any = MultiProcessCollector
        together(registry)
        registry.register(SourceMetrics())
    try:
        start_http_server(settings.metrics_port, settings.metrics_address, registry)
    except OSError:
        place = f"{settings.metrics_address}:{settings.metrics_port}"
        raise DataError(f"MONITOR_METRICS_PORT: op {place} kan de server niet luisteren.") from None


class Counted:
    """ASGI middleware that counts answers and how long they took."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and remember how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        first = scope["path"].split("/", 2)[1] if "/" in scope["path"] else ""
        part = first if first in PARTS else "pagina"
        started = time.perf_counter()

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                REQUESTS.labels(part, str(message["status"])).inc()
            await send(message)

        with UNDER_WAY.labels(part).track_inprogress():
            await self.app(scope, receive, note)
        SECONDS.labels(part).observe(time.perf_counter() - started)
