"""One at a time, over processes: the system frees a lock as soon as its holder dies."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.storage.files import discard, write_problem

_POLL_S = 0.02
_NO_FILE = {errno.EISDIR, errno.ELOOP}


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
        descriptor = _open(path)
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


def _open(path: Path) -> int:
    """Open the file of a lock; a folder or a link in its place is cleared away."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o666)
    except OSError as error:
        if error.errno not in _NO_FILE:
            raise
    if path.is_symlink() or path.is_dir():  # else another process was ahead
        discard(path)
    return os.open(path, flags, 0o666)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
