"""One at a time, over processes: the system frees a lock as soon as its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data_loaders.files.errors import DataError
from data_loaders.storage.files import discard, write_problem

_POLL_S = 0.02


class Busy(DataError):  # noqa: N818 - a state of affairs, not a fault
    """Another process or thread holds the lock; the message is one Dutch sentence."""


@contextmanager
def exclusive(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock on the file `path`, made when absent and never removed.

    Waits at most `wait` seconds, then raises Busy. Raises DataError when the folder cannot
    be made or written. Threads of one process shut each other out as well. A folder or a link
    in the place of the file is cleared away.
    """
    # The soft lock it could fall back to would outlive a holder that dies.
    lock = FileLock(path, timeout=wait, poll_interval=_POLL_S, fallback_to_soft=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.is_dir():
            discard(path)
        held = lock.acquire()
    except Timeout:
        raise Busy("Een ander proces is hier al mee bezig.", path) from None
    except OSError as error:
        raise write_problem(error, path.parent) from error
    with held:
        yield
