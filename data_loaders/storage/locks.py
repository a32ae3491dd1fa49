"""One at a time, over processes: the system frees a lock as soon as its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.storage.files import write_problem

_POLL_S = 0.02


class Busy(DataError):  # noqa: N818 - a state of affairs, not a fault
    """Another process or thread holds the lock; the message is one Dutch sentence."""


@contextmanager
def exclusive(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock on the file `path`, made when absent and never removed.

    Waits at most `wait` seconds, then raises Busy. Raises DataError when the folder cannot
    be made or written. Threads of one process shut each other out as well.
    """
    deadline = time.monotonic() + wait
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise write_problem(error, path.parent) from error
    try:
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise Busy("Een ander proces is hier al mee bezig.", path)
            time.sleep(_POLL_S)
        try:
            yield
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
