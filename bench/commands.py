"""Commands of the data layer as child processes, and what they use of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.servers import PROJECT, BenchError

LONGEST_SECONDS = 120.0
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Usage:
    """What a command used: wall time and processor time in s, peak memory in MB (Linux only)."""

    seconds: float
    cpu_seconds: float
    peak_mb: float | None


@contextmanager
def use_store(folder: Path) -> Iterator[None]:
    """Let this process read the store in a folder until the block ends."""
    before = os.environ.get("MONITOR_STORE")
    os.environ["MONITOR_STORE"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MONITOR_STORE"]
        else:
            os.environ["MONITOR_STORE"] = before


def run_command(arguments: Sequence[str], env: Mapping[str, str]) -> Usage:
    """Run `python -m data_loaders ...`. Raises BenchError when it fails or takes too long."""
    with tempfile.TemporaryFile() as log:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "data_loaders", *arguments],
            cwd=PROJECT,
            env=os.environ | dict(env) | {"PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            usage = _watch(process, started)
        finally:
            if process.returncode is None:
                process.kill()
                process.wait()
        if process.returncode:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip()
            last = said.rpartition("\n")[2]
            raise BenchError(f"'{arguments[0]}' lukt niet: {last}\n{said[-1500:]}")
    return usage


def _watch(process: subprocess.Popen[bytes], started: float) -> Usage:
    """Wait for the end of a process.

    Its peak comes from /proc: what the system reports afterwards also counts this process,
    from which it was forked.
    """
    peak: float | None = None
    while time.monotonic() - started < LONGEST_SECONDS:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            seconds = time.monotonic() - started
            return Usage(seconds, used.ru_utime + used.ru_stime, peak)
        peak = _peak_mb(process.pid) or peak
        time.sleep(POLL_SECONDS)
    raise BenchError(f"een opdracht is na {LONGEST_SECONDS:.0f} s nog niet klaar")


def _peak_mb(pid: int) -> float | None:
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM:")), None)
