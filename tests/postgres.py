"""Debian's PostgreSQL, started by a test on loopback, in a folder and as a user of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USERS = ("postgres", "nobody")


class Postgres:
    """A server with a folder of its own; `url` is of one of its databases."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self._programs = programs
        self._data = folder / "gegevens"
        self._number = 0
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-U", "monitor", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")

    def url(self) -> str:
        """Make a new, empty database, and return where it is."""
        self._number += 1
        name = f"proef{self._number}"
        self.ask(f"CREATE DATABASE {name}", "postgres")
        return f"postgresql://monitor@127.0.0.1:{self.port}/{name}"

    def ask(self, query: str, name: str) -> str:
        """Run one query, and return what it says."""
        place = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "monitor", "-d", name)
        done = subprocess.run(
            [self._programs / "psql", *place, "-qAtc", query],
            capture_output=True, check=True, encoding="utf-8", timeout=60,
        )  # fmt: skip
        return done.stdout.strip()

    def start(self) -> None:
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
        options = [part for name, text in settings.items() for part in ("-c", f"{name}={text}")]
        program = [self._programs / "postgres", "-D", self._data, "-p", str(self.port), *options]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(program, stderr=log, stdout=log, **self._who())
        ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        for _ in range(600):
            if subprocess.run(ready, check=False).returncode == 0:
                return
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.1)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End it at once; connections are cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; one that is stopped lets every new connection wait."""
        assert self._process is not None
        self._process.send_signal(number)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._programs / program, "-D", self._data, *arguments],
            capture_output=True, check=False, encoding="utf-8", timeout=300, **self._who(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def _who(self) -> dict[str, object]:
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return {"cwd": self.folder}
        found = pwd.getpwuid(self.folder.stat().st_uid)
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": [], "cwd": self.folder}


def programs() -> Path | None:
    """Where the programs of PostgreSQL are; the newest of those that are installed."""
    found = shutil.which("postgres")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def started() -> Iterator[Postgres]:
    """A server that runs; the test is skipped where there is none."""
    where = programs()
    if where is None:
        pytest.skip("hier is geen PostgreSQL (tests/postgres.sh)")
    folder = Path(tempfile.mkdtemp(prefix="monitor-postgres-"))
    server = None
    try:
        if os.geteuid() == 0:
            names = {user.pw_name: user.pw_uid for user in pwd.getpwall()}
            os.chown(folder, next(names[name] for name in USERS if name in names), -1)
        server = Postgres(folder, where)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
