"""Answers that were made before, and the few threads that make new ones."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TypeVar

from endpoints.http.answers import Answer
from endpoints.http.clients import Bucket
from endpoints.http.errors import BusyError
from endpoints.http.turns import Turns

MEMORY = 48 * 1024 * 1024
"""Bytes that all kept answers may take together."""
LARGEST = 4 * 1024 * 1024
TRUSTED_S = 2.0
"""An answer is looked at again when it was held against the data longer ago than this."""
PATIENCE_S = 0.25
"""A kept answer is given as it is when looking at it again takes longer than this."""
AT_ONCE = 2
WAITING = 1000
OF_ONE = 250
"""Answers that one client may have under way; the next is sent away."""

T = TypeVar("T")
Make = Callable[[], Answer]
Mark = Callable[[], Hashable]


@dataclass
class _Kept:
    answer: Answer
    mark: Hashable
    checked: float


@dataclass
class _Work:
    """An answer under way: who wait for it, and whether it is being made."""

    task: asyncio.Task[Answer]
    waiting: int = 0
    is_checked: bool = False
    is_making: bool = False


@dataclass(frozen=True)
class Asker:
    """Who asks: one client, and the bucket that pays for what is made for it, in seconds."""

    client: str = ""
    pays: Bucket | None = None


NOBODY = Asker()


def _here(work: Callable[[], T]) -> Callable[[], T]:
    """Return work that, in a thread, still knows for which request it is: the log says so."""
    return partial(copy_context().run, work)


class AnswerCache:
    """Keeps answers by key, the latest used, up to a number of bytes; makes each only once.

    It lives on one event loop; looking at the data and making are done in threads. Looking is
    not held up by making, so that what is kept does not wait for what is not.
    """

    def __init__(
        self,
        memory: int = MEMORY,
        at_once: int = AT_ONCE,
        waiting: int = WAITING,
        of_one: int = OF_ONE,
    ) -> None:
        """Start empty. `at_once` answers are made at a time, `waiting` may be asked for.

        One client may ask for `of_one` of them.
        """
        self._memory = memory
        self._used = 0
        self._waiting, self._of_one = waiting, of_one
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._under_way: dict[Hashable, _Work] = {}
        self._askers: Counter[str] = Counter()
        self._turns = Turns(at_once, waiting, of_one)
        self._making = ThreadPoolExecutor(at_once, thread_name_prefix="antwoord")
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="controle")

    def ready(self, key: Hashable) -> Answer | None:
        """Return an answer that was just held against the data; costs next to nothing."""
        kept = self._kept.get(key)
        if kept is None or monotonic() - kept.checked > TRUSTED_S:
            return None
        return kept.answer

    async def answer(self, key: Hashable, mark: Mark, make: Make, asker: Asker = NOBODY) -> Answer:
        """Return the answer of a key. Raises BusyError.

        `mark` says what the data are; as long as it says the same, an answer is not made anew.
        An answer that nobody waits for any more is dropped when its making has not begun.
        """
        if self._askers[asker.client] >= self._of_one:
            raise BusyError(429)
        if self._askers.total() >= self._waiting:
            raise BusyError
        work = self._under_way.get(key) or self._start(key, mark, make, asker)
        work.waiting += 1
        self._askers[asker.client] += 1
        try:
            return await self._result(key, work)
        finally:
            self._askers[asker.client] -= 1
            work.waiting -= 1
            if not (work.waiting or work.is_making or key in self._kept):
                self._under_way.pop(key, None)
                work.task.cancel()

    async def _result(self, key: Hashable, work: _Work) -> Answer:
        """Wait for an answer; give what is kept when looking at the data takes too long."""
        kept = self._kept.get(key)
        if kept is not None:
            await asyncio.wait([work.task], timeout=PATIENCE_S)
        try:
            if kept is not None and not (work.is_checked or work.task.done()):
                return kept.answer
            return await asyncio.shield(work.task)
        except BusyError:
            if kept is None:
                raise
            return kept.answer

    def _start(self, key: Hashable, mark: Mark, make: Make, asker: Asker) -> _Work:
        work = _Work(asyncio.create_task(self._find(key, mark, make, asker)))
        self._under_way[key] = work

        def end(task: asyncio.Task[Answer]) -> None:
            if self._under_way.get(key) is work:
                del self._under_way[key]
            if not task.cancelled():
                task.exception()  # whoever waited has it; nobody need have waited

        work.task.add_done_callback(end)
        return work

    async def _find(self, key: Hashable, mark: Mark, make: Make, asker: Asker) -> Answer:
        loop = asyncio.get_running_loop()
        now, found = monotonic(), await loop.run_in_executor(self._looking, _here(mark))
        work = self._under_way.get(key)
        if work is not None:
            work.is_checked = True
        kept = self._kept.get(key)
        if kept is not None and kept.mark == found:
            kept.checked = now
            self._kept.move_to_end(key)
            return kept.answer
        if asker.pays is not None and asker.pays.is_empty:
            raise BusyError(429)
        async with self._turns.turn(asker.client):
            if work is not None:
                work.is_making = True
            started = monotonic()
            answer = await loop.run_in_executor(self._making, _here(make))
            if asker.pays is not None:
                asker.pays.spend(monotonic() - started)
        if answer.is_kept and len(answer.body) <= LARGEST:
            self._keep(key, _Kept(answer, found, now))
        return answer

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        old = self._kept.pop(key, None)
        self._used += len(kept.answer.body) - (len(old.answer.body) if old else 0)
        self._kept[key] = kept
        while self._used > self._memory:
            _, gone = self._kept.popitem(last=False)
            self._used -= len(gone.answer.body)
