"""Servers that the tests of a folder share: one without settings, one with all of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sitework import Site, serving_site

from bench.ports import free_port


@contextmanager
def framing_site() -> Iterator[str]:
    """Serve, on an origin of its own, a page that frames the address in its query."""

    class Frames(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            target = self.path.partition("?")[2]
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            frame = f'<iframe src="{target}" width="900" height="600"></iframe>'
            self.wfile.write(f"<!DOCTYPE html>{frame}".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Frames)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def friend() -> Iterator[str]:
    """The origin that may frame the site with all settings."""
    with framing_site() as origin:
        yield origin


@pytest.fixture(scope="session")
def stranger() -> Iterator[str]:
    """An origin that may not."""
    with framing_site() as origin:
        yield origin


@pytest.fixture(scope="session")
def plain() -> Iterator[Site]:
    """A server as it starts without any setting."""
    with serving_site() as site:
        yield site


@pytest.fixture(scope="session")
def metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def full(friend: str, metrics_port: int) -> Iterator[Site]:
    """A server with every setting, behind a trusted proxy on this machine."""
    with serving_site(
        MONITOR_URL="https://monitor.voorbeeld.nl/arbeid/",
        MONITOR_FRAMES=friend,
        MONITOR_HOSTS="localhost *.voorbeeld.nl",
        MONITOR_PROXIES="127.0.0.0/8 ::1",
        MONITOR_HSTS="86400",
        MONITOR_SECURITY_CONTACT="mailto:veilig@voorbeeld.nl",
        MONITOR_METRICS_PORT=str(metrics_port),
        MONITOR_SOCKETS="40",
        MONITOR_SOCKETS_PER_CLIENT="8",
        MONITOR_OPENS_PER_MINUTE="60",
        MONITOR_REQUESTS_PER_MINUTE="30",
    ) as site:
        yield site
