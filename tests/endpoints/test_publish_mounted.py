"""The published routes as visitors meet them: inside the whole server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from publishcases import ROOT, Page, Site

from bench.ports import free_port
from bench.servers import is_answering
from components.render.tile_page import POLICY


@pytest.fixture(scope="module")
def whole() -> Iterator[Site]:
    port = free_port()
    settings = {"MONITOR_PORT": str(port), "MONITOR_ADDRESS": "127.0.0.1"}
    settings |= {"MONITOR_FRAMES": "https://www.voorbeeld.nl"}
    process = subprocess.Popen(
        [sys.executable, "server.py"],
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        health = f"http://127.0.0.1:{port}/healthz"
        assert is_answering(health, process), "the server did not start"
        yield Site(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_what_is_published_passes_through_the_server_unharmed(whole: Site) -> None:
    tile = whole.ask("/tegel/bevolking", accept_encoding="gzip")
    assert (tile.status, tile.headers["content-encoding"]) == (200, "gzip")
    assert tile.headers["content-security-policy"].startswith(POLICY)
    assert "https://www.voorbeeld.nl" in tile.headers["content-security-policy"]
    again = whole.ask(
        "/tegel/bevolking", accept_encoding="gzip", if_none_match=tile.headers["etag"]
    )
    assert (again.status, again.body) == (304, b"")
    assert Page(whole.ask("/tegel/nee").text).all("html") == [{"lang": "nl"}]
    assert whole.ask("/tegel/bevolking.png").body.startswith(b"\x89PNG")


def test_the_data_can_be_read_from_any_site(whole: Site) -> None:
    for path in ("/api/v1/observations?aantal=1", "/catalogus.ttl", "/api/v1/alles.zip"):
        reply = whole.ask(path, origin="https://elders.nl")
        assert reply.headers["access-control-allow-origin"] == "*"
    assert whole.ask("/api/v1/areas", "OPTIONS").status == 204
    assert whole.ask("/api/v1/nee").json["status"] == 404
    assert whole.ask("/api").status == whole.ask("/api/v1/").status == 200
