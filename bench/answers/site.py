"""The product as a client sees it: a server with an empty store on a fixed day, and its answers."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from bench.ports import free_port
from bench.servers import BenchError, is_answering

DAY = "2026-11-30"
PUBLIC = "https://monitor.voorbeeld.nl"
_TRIES, _BUSY_SECONDS, _LONGEST_SECONDS = 60, 0.5, 180
# No source is asked and no client is told to wait; the process stands in the Netherlands.
_ALONE = {
    "MONITOR_REFRESH": "off",
    "MONITOR_OPENS_PER_MINUTE": "0",
    "MONITOR_RERUNS_PER_SECOND": "0",
    "MONITOR_REQUESTS_PER_MINUTE": "0",
    "MONITOR_WORK_PER_MINUTE": "0",
    "MONITOR_PROCESSES": "1",  # the moved clock is that of one process
    "TZ": "Europe/Amsterdam",
}
KNOWN = {
    "MONITOR_URL": PUBLIC,
    "MONITOR_SECURITY_CONTACT": "mailto:veilig@voorbeeld.nl",
    "MONITOR_PUBLISHER": "Voorbeeld",
    "MONITOR_CONTACT": "mailto:monitor@voorbeeld.nl",
}


@dataclass(frozen=True)
class Answer:
    """An answer over HTTP; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Site:
    """A running product: `url` has no slash at its end."""

    url: str

    @property
    def place(self) -> str:
        """Return host and port."""
        return urlsplit(self.url).netloc

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask exactly this path; a server that is busy is asked again. Nothing is followed."""
        for _ in range(_TRIES):
            answer = self._ask(path, method, headers or {})
            if answer.status != 503:
                break
            time.sleep(_BUSY_SECONDS)
        return answer

    def _ask(self, path: str, method: str, headers: Mapping[str, str]) -> Answer:
        connection = HTTPConnection(self.place, timeout=_LONGEST_SECONDS)
        try:
            connection.request(method, path, headers=dict(headers))
            found = connection.getresponse()
            named = {name.lower(): value for name, value in found.getheaders()}
            return Answer(found.status, named, found.read())
        finally:
            connection.close()

    def json(self, path: str) -> Any:
        """Return the JSON at a path. Raises BenchError when there is none."""
        answer = self.ask(path)
        if answer.status != 200:
            raise BenchError(f"{path} geeft {answer.status}, geen gegevens")
        return msgspec.json.decode(answer.body)


@contextmanager
def product(settings: Mapping[str, str] = KNOWN, day: str = DAY) -> Iterator[Site]:
    """Run `server.py` of the current folder on a free port until the block ends."""
    port, folder = free_port(), Path.cwd()
    with tempfile.TemporaryDirectory() as store, tempfile.TemporaryFile() as log:
        own = {"MONITOR_PORT": str(port), "MONITOR_ADDRESS": "127.0.0.1", "MONITOR_STORE": store}
        clean = {name: text for name, text in os.environ.items() if not name.startswith("MONITOR_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.answers.at_day", day, "server.py"],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=clean | _ALONE | own | dict(settings),
        )
        try:
            site = Site(f"http://127.0.0.1:{port}")
            if not is_answering(f"{site.url}/healthz", process):
                log.seek(0)
                raise BenchError(f"server.py komt niet op gang:\n{log.read().decode()[-1500:]}")
            yield site
        finally:
            process.terminate()
            process.wait(timeout=20)
