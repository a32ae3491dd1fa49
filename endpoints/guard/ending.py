"""The end of a process: first no longer ready, then no longer there."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from types import FrameType

_ending = threading.Event()


def is_ending() -> bool:
    """Whether this process was asked to stop."""
    return _ending.is_set()


def end_in_order(seconds: int) -> None:
    """On SIGTERM say that the process is not ready, and stop `seconds` later.

    In between whoever shares out requests sees that, and sends no new ones. Called from the
    event loop, once the server has put its own handler in place.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    loop, stop = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)

    def end(number: int, frame: FrameType | None) -> None:
        first = not _ending.is_set()
        _ending.set()
        if callable(stop) and (not seconds or not first):
            stop(number, frame)
        elif callable(stop):
            loop.call_soon_threadsafe(loop.call_later, seconds, stop, number, None)

    signal.signal(signal.SIGTERM, end)


def end_with_parent() -> None:
    """Stop when the process that started this one is gone, however that went.

    One of several would go on answering, and keep the port from those that come after it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        for _ in range(2):  # the second time it does not wait for others to see it
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="ouder", daemon=True).start()
