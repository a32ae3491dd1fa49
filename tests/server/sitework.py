"""A real server of the site, and clients that ask it what no browser would."""

from __future__ import annotations

import asyncio
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.ports import free_port
from bench.servers import is_answering

ROOT = Path(__file__).resolve().parents[2]
STREAM = "/_stcore/stream"


def tool(name: str) -> str:
    """Return where a command is that pip installed, or that is there already; skip without it."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    return found or pytest.skip(f"{name} is not installed")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Site:
    port: int
    process: subprocess.Popen[bytes]
    log: IO[bytes]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        """Ask exactly this path; nothing is made neat on the way, and nothing is followed."""
        given = {"Host": f"localhost:{self.port}", **(headers or {})}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body)
            reply = connection.getresponse()
            return Answer(reply.status, reply.headers, reply.read())
        finally:
            connection.close()

    def open(self, client: str = "", **options: object) -> ClientConnection:
        """Open a websocket of the app, as `client` where the proxy in front is trusted."""
        headers = {"X-Forwarded-For": client} if client else {}
        return connect(
            f"ws://localhost:{self.port}{STREAM}",
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=headers,
            max_size=None,
            **options,  # type: ignore[arg-type]
        )

    def raw(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def log_text(self) -> str:
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace")


def run_apart(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: a browser may have its loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@contextmanager
def serving_site(
    command: list[str] | None = None, at: int = 0, **environment: str
) -> Iterator[Site]:
    """Run `server.py` by itself, at a free port or at this one, until the block ends."""
    port = at or free_port()
    with TemporaryFile() as log:
        process = subprocess.Popen(
            [part.format(port=port) for part in command or [sys.executable, "server.py"]],
            cwd=ROOT,
            env=os.environ | {"MONITOR_PORT": str(port), "PYTHONUTF8": "1"} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        site = Site(port, process, log)
        try:
            assert is_answering(f"{site.url}/healthz", process, 180), site.log_text()
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)


LITTLE = 0.1  # processor seconds: the clock of a process ticks a hundred times a second


def worked(site: Site) -> float:
    """Return the processor seconds that the server has used; those of the clock elsewhere.

    What one visitor adds to the work of the server is the same on a busy machine; what it
    adds to the time is not.
    """
    status = Path(f"/proc/{site.process.pid}/stat")
    if not status.exists():
        return time.perf_counter()
    user, system = status.read_text("utf-8").rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def work_of_rerun(site: Site, connection: ClientConnection, page: str = "") -> float:
    """Ask for one run and return what the server worked until it had ended (seconds)."""
    before = worked(site)
    time_rerun(connection, page)
    return worked(site) - before


def rerun(page: str = "", query: str = "") -> bytes:
    """Return what the page sends to have the script run."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = query
    return bytes(message.SerializeToString())


def wait_for_end(connection: ClientConnection) -> ForwardMsg:
    """Read until a run has ended, and return the message that says so."""
    while True:
        frame = connection.recv(timeout=60)
        message = ForwardMsg.FromString(frame)
        if message.WhichOneof("type") == "script_finished":
            return message


def time_rerun(connection: ClientConnection, page: str = "") -> float:
    """Ask for one run and return the seconds until it has ended."""
    started = time.perf_counter()
    connection.send(rerun(page))
    wait_for_end(connection)
    return time.perf_counter() - started
