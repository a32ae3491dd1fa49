"""The real server on a port that stays the same when it is killed and started again."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

from bench.ports import free_port
from bench.servers import is_answering

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://monitor.voorbeeld.nl/pad/"


class ShowingServer:
    """The product as it is served, with an address of its own for the QR codes."""

    def __init__(self, **environment: str) -> None:
        self.port = free_port()
        self.environment = {"MONITOR_URL": SITE, **environment}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "server.py"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            env=os.environ | self.environment | {"MONITOR_PORT": str(self.port)},
        )
        assert is_answering(f"{self.url}/healthz", self._process), "the server did not start"

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def read(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a path."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()
