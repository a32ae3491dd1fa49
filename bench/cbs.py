"""CBS on loopback: one of its services, with made tables. Counts what it gives."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from bench.made import MadeTable
from bench.odata import answer
from data_loaders.sources.cbs_table import ServiceName


class CbsServer(ThreadingHTTPServer):
    """One service of CBS, at `url`; of the other it says that it is not there.

    `answered` and `refused` count requests, `sent` counts bytes of packed bodies.
    """

    daemon_threads = True

    def __init__(self, service: ServiceName, tables: Mapping[str, MadeTable]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.answered = self.refused = self.sent = 0
        self._service = service
        self._tables = tables
        self._lock = threading.Lock()

    def body(self, target: str) -> bytes | None:
        """Return the packed answer to a request, None for what is not here."""
        parts = urlsplit(target)
        said = answer(self._service, self._tables, parts.path, dict(parse_qsl(parts.query)))
        body = None
        if said is not None:
            body = gzip.compress(json.dumps(said, separators=(",", ":")).encode(), 1)
        with self._lock:
            self.answered += body is not None
            self.refused += body is None
            self.sent += len(body or b"")
        return body


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: CbsServer

    def do_GET(self) -> None:
        body = self.server.body(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Length", str(len(body or b"")))
        if body is not None:
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass  # the report is what counts


@contextmanager
def cbs_server(service: ServiceName, tables: Mapping[str, MadeTable]) -> Iterator[CbsServer]:
    """Serve tables over one service until the block ends."""
    with CbsServer(service, tables) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
