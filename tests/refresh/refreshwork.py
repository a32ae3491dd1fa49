"""Refreshing in other processes: `python refreshwork.py COMMAND SERVER ...` with MONITOR_STORE.

Prints JSON, a line for each answer. The time-outs are short; for the rest this is the command.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from data_loaders.__main__ import main
from data_loaders.cache import load_series
from data_loaders.net.settings import NetSettings
from data_loaders.refresh import run

TABLE, INDICATOR = "80794ned", "uitkeringsontvangers"


def refresh(server: str) -> tuple[int, str]:
    """Refresh TABLE; return the exit code and what was said."""
    origins = {"https://opendata.cbs.nl": server, "https://datasets.cbs.nl": server}
    run.settings_from_env = lambda: NetSettings(origins=origins, min_interval=0)
    said, code = StringIO(), 0
    with redirect_stdout(said), redirect_stderr(said):
        try:
            main(["refresh", "--only", TABLE])
        except SystemExit as done:
            code = int(done.code or 0)
    return code, said.getvalue()


def newest() -> str:
    """The newest period that the pages get."""
    return str(load_series(INDICATOR).frame["period"].max())


def say(found: object) -> None:
    print(json.dumps(found), flush=True)


def children(server: str) -> None:
    """Refresh in a child, killed after the seconds of a line; tell how it ended. Line by line."""
    say("begonnen")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(refresh(server)[0])
        say(end_of(child, json.loads(line)))


def end_of(child: int, seconds: float | None) -> int:
    """Return the status a child ended with: by itself, or killed after so many seconds."""
    if seconds is None:
        return os.waitpid(child, 0)[1]
    late = time.monotonic() + seconds
    while time.monotonic() < late:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def too_large(server: str) -> None:
    """Refresh where a file may not be large; then where it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, hard))
    first = (*refresh(server), newest())
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    say([first, (*refresh(server), newest())])


def full_disk(server: str, good: str) -> None:
    """On a small disk with a good copy: refresh when it is full; then when there is room."""
    root = Path(os.environ["MONITOR_STORE"])
    shutil.copytree(good, root, dirs_exist_ok=True)
    with full(root):
        first = (*refresh(server), newest())
    say([first, (*refresh(server), newest())])


@contextmanager
def full(root: Path) -> Iterator[None]:
    filling = root / "vulling"
    free = os.statvfs(root)
    filling.write_bytes(bytes(free.f_bavail * free.f_bsize))
    yield
    filling.unlink()


def read_only(server: str) -> None:
    """Refresh where nothing may be written."""
    say([(*refresh(server), newest())])


COMMANDS = {command.__name__: command for command in (children, too_large, full_disk, read_only)}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
