"""The one refresher of a process: now and then it starts `python -m data_loaders refresh`.

A process of its own, so that fetching and checking takes neither time nor memory from page
views, and so that the app and a scheduled task on a server do exactly the same. Where several
machines share a copy, one scheduled task asks the sources; the apps only take over what it found.
"""

from __future__ import annotations

import atexit
import logging
import os
import random
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress

from data_loaders.cache import fetched_indicators
from data_loaders.files.paths import ROOT
from data_loaders.storage.store import is_shared

log = logging.getLogger(__name__)

FIRST_S = 5.0
PAUSE_S = 15 * 60.0
LONGEST_S = 60 * 60.0
REFRESH = "MONITOR_REFRESH"
COMMAND = (sys.executable, "-m", "data_loaders", "refresh")

_lock = threading.Lock()
_running: Refresher | None = None


class Refresher(threading.Thread):
    """Refreshes what is due, shortly after the start and every quarter of an hour."""

    def __init__(self, first: float = FIRST_S, pause: float = PAUSE_S) -> None:
        """Wait `first` seconds, and `pause` seconds (more or less) between two rounds."""
        super().__init__(name="verversen", daemon=True)
        self._first = first
        self._pause = pause
        self._ended = threading.Event()
        self._child: subprocess.Popen[str] | None = None
        self.errors = 0

    def run(self) -> None:
        """Refresh until `stop`."""
        pause = self._first
        while not self._ended.wait(pause):
            try:
                self._refresh()
            except OSError:
                self.errors += 1
                log.exception("het verversen kon niet beginnen")
            fetched_indicators()  # reads what is new, so that no visitor waits for that
            pause = self._pause * random.uniform(0.9, 1.1)

    def stop(self) -> None:
        """End the refresher, and what it is fetching now. What was kept stays whole."""
        self._ended.set()
        if self._child is not None:
            with suppress(OSError):
                self._child.terminate()

    def _refresh(self) -> None:
        self._child = subprocess.Popen(
            (*COMMAND, "--pull" if is_shared() else "--due"),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,  # the log of this process has time, level and form
            encoding="utf-8",
            errors="replace",
            env=os.environ | {"PYTHONUTF8": "1"},
        )
        try:
            _, said = self._child.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            log.error("het verversen duurde te lang en is afgebroken")
            self._child.kill()
            _, said = self._child.communicate()
        self.errors += self._child.returncode != 0
        if said.strip():
            log.warning("Bij het verversen: %s", said.strip())


def is_off(setting: str, env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether an operator switched something off in the environment."""
    return env.get(setting, "").strip().lower() in ("off", "uit", "0")


def start_refresher(env: Mapping[str, str] = os.environ) -> Refresher | None:
    """Start the refresher of this process, once; None when MONITOR_REFRESH is `off`."""
    global _running  # noqa: PLW0603 - one per process is the point
    with _lock:
        if is_off(REFRESH, env):
            return None
        if _running is None:
            _running = Refresher()
            _running.start()
            atexit.register(_running.stop)
        return _running


def refresher_errors() -> int:
    """Return how many rounds of the refresher of this process did not go well."""
    return _running.errors if _running else 0
