"""When to kill a process that writes: at random moments that follow the speed of the machine."""

from __future__ import annotations

import random
import time


class Moments:
    """Random moments, later while the writers get nothing done and sooner when they do.

    A busy machine makes a write take longer than it did when it was measured. With moments that
    do not follow, all kills would fall before the first file is written and prove nothing.
    """

    def __init__(self, first: float) -> None:
        """Take the longest wait to begin with, in seconds."""
        self._first = self._longest = first
        self._random = random.Random(2026)

    def wait(self) -> None:
        time.sleep(self._random.uniform(0, self._longest))

    def learn(self, *, wrote: bool) -> None:
        """Take in whether something was written before the last kill."""
        self._longest = max(self._first, self._longest * (0.9 if wrote else 1.3))
