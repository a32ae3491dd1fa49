"""Streamlit servers of our own, each a child process on a free port, ended on the way out."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bench.ports import free_port

PROJECT = Path(__file__).resolve().parent.parent
START_SECONDS = 240.0  # on a machine that has much more to do
STOP_SECONDS = 5.0


class BenchError(Exception):
    """A measurement that cannot be trusted or made; the message says why, in one sentence."""


@dataclass(frozen=True)
class Server:
    """A running server: `address` is host:port."""

    name: str
    address: str
    process: subprocess.Popen[bytes]

    @property
    def pid(self) -> int:
        """Return the number of the process that was started."""
        return self.process.pid

    def cpu_ms(self) -> float | None:
        """Return the processor time used so far (user + system) in ms, None without /proc.

        The kernel rounds to ticks of 10 ms, so read it around many reruns, not one.
        """
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return None
        return sum(map(_ticks, family(self.pid))) * 1000 / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process, those that it started and those that they did, as far as still there."""
    found: list[int] = []
    with suppress(OSError):  # it is gone
        for listed in Path(f"/proc/{pid}/task").glob("*/children"):  # each thread has its own
            found += map(int, listed.read_text("ascii").split())
    return [pid, *(member for child in found for member in family(child))]


def _ticks(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:  # it is gone
        return 0
    # The command's name, in parentheses, may hold spaces: count from behind it.
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def memory_mb(pid: int) -> float:
    """Return the memory of a process in MB; 0 when it is gone, and without /proc."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def streamlit_command(script: str, port: int, *options: str) -> list[str]:
    """Return the command that runs a script of the project by Streamlit."""
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    return [*command, *options]


# An app as Streamlit starts it: it collects garbage after every run, which ours does not.
AS_IT_COMES = ("--runner.postScriptGC", "true")


@contextmanager
def serve(name: str, script: str, store: Path | None = None) -> Iterator[Server]:
    """Run a script of the project with its own configuration until the block ends."""
    options = () if script == "server.py" else AS_IT_COMES
    with running(name, lambda port: streamlit_command(script, port, *options), store) as server:
        yield server


@contextmanager
def running(
    name: str,
    command_at: Callable[[int], list[str]],
    store: Path | None = None,
    env: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """Run the command of a server at a free port until the block ends.

    It asks no source, and shows what is in `store`; by default only what the product ships.
    """
    port = free_port()
    command = command_at(port)
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryFile() as log:
        alone = {"MONITOR_REFRESH": "off", "MONITOR_STORE": str(store or empty)}
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env=os.environ | alone | {"MONITOR_PORT": str(port), **env},
        )
        try:
            server = Server(name, f"localhost:{port}", process)
            if not is_answering(f"http://{server.address}/_stcore/health", process):
                log.seek(0)
                tail = log.read().decode("utf-8", "replace").strip()[-1500:]
                raise BenchError(f"de server '{name}' komt niet op gang:\n{tail}")
            yield server
        finally:
            _end(process)


def is_answering(
    url: str, process: subprocess.Popen[bytes], seconds: float = START_SECONDS
) -> bool:
    """Wait until a server that was just started answers; return whether it did so in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return True
        except OSError:  # not there yet, busy starting, or an answer that says so
            time.sleep(0.05)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_SECONDS)
