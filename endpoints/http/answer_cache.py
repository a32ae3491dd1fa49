"""Answers that were made before, and the few threads that make new ones."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from endpoints.http.answers import Answer

MEMORY = 48 * 1024 * 1024
"""Bytes that all kept answers may take together."""
LARGEST = 4 * 1024 * 1024
TRUSTED_S = 2.0
"""An answer is looked at again when it was held against the data longer ago than this."""
THREADS = 2
WAITING = 64
"""Requests for new answers at once; more are sent away."""

Make = Callable[[], Answer]
Mark = Callable[[], Hashable]


class BusyError(Exception):
    """So many answers are being made that this one would come too late."""


@dataclass
class _Kept:
    answer: Answer
    mark: Hashable
    checked: float


class AnswerCache:
    """Keeps answers by key, the latest used, up to a number of bytes; makes each only once."""

    def __init__(
        self, memory: int = MEMORY, threads: int = THREADS, waiting: int = WAITING
    ) -> None:
        """Start empty. `waiting` is how many new answers may be asked for at once."""
        self._memory = memory
        self._used = 0
        self._waiting = waiting
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._under_way: dict[Hashable, Future[Answer]] = {}
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="antwoord")

    def ready(self, key: Hashable) -> Answer | None:
        """Return an answer that was just held against the data; costs next to nothing."""
        kept = self._kept.get(key)
        if kept is None or monotonic() - kept.checked > TRUSTED_S:
            return None
        return kept.answer

    def make(self, key: Hashable, mark: Mark, make: Make) -> Future[Answer]:
        """Return the answer of a key, to wait for. Raises BusyError.

        `mark` says what the data are; as long as it says the same, an answer is not made anew.
        """
        with self._lock:
            if key in self._under_way:
                return self._under_way[key]
            if len(self._under_way) >= self._waiting:
                raise BusyError
            future = self._threads.submit(self._find, key, mark, make)
            self._under_way[key] = future
        future.add_done_callback(lambda _: self._under_way.pop(key, None))
        return future

    def _find(self, key: Hashable, mark: Mark, make: Make) -> Answer:
        now, found = monotonic(), mark()
        kept = self._kept.get(key)
        if kept is not None and kept.mark == found:
            kept.checked = now
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
            return kept.answer
        answer = make()
        if answer.is_kept and len(answer.body) <= LARGEST:
            self._keep(key, _Kept(answer, found, now))
        return answer

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._used += len(kept.answer.body) - (len(old.answer.body) if old else 0)
            self._kept[key] = kept
            while self._used > self._memory:
                _, gone = self._kept.popitem(last=False)
                self._used -= len(gone.answer.body)
