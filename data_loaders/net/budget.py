"""The budget of one job: how long it may take and how much it may ask."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from data_loaders.net.errors import SourceError
from data_loaders.net.settings import NetSettings

_CURRENT: ContextVar[Budget | None] = ContextVar("budget", default=None)


class Budget:
    """What one job, in one thread, has used so far, and what is left of its time."""

    def __init__(self, settings: NetSettings, seconds: float) -> None:
        self.settings = settings
        self.requests = 0
        self.retries = 0
        self.bytes = 0
        """Received, as they came over the line."""
        self.next_pages: set[str] = set()
        """The addresses that answers named as their next page."""
        self.answers: list[tuple[str, bytes]] = []
        """What was answered while `recording`, with the path that was asked."""
        self._is_recording = False
        self._lost: dict[str, float] = {}
        self._asked: set[str] = set()
        self._started = time.monotonic()
        self._deadline = self._started + seconds
        self._most = settings.max_requests

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._started

    def remaining(self) -> float:
        """Return the seconds that are left, not below zero."""
        return max(0.0, self._deadline - time.monotonic())

    def patience(self, host: str) -> float:
        """Return how long `host` may still give nothing, in seconds, not below zero."""
        left = self.settings.patience - self._lost.get(host, 0.0)
        return max(0.0, min(left, self.remaining()))

    @contextmanager
    def charging(self, host: str) -> Iterator[None]:
        """Count the time of an attempt that fails as lost on `host`, in a `with`."""
        start = time.monotonic()
        try:
            yield
        except BaseException:
            self.lose(host, time.monotonic() - start)
            raise

    def lose(self, host: str, seconds: float) -> None:
        """Count time that went to `host` for nothing."""
        self._lost[host] = self._lost.get(host, 0.0) + seconds

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Keep every answer in `answers`, in a `with`."""
        self._is_recording = True
        try:
            yield
        finally:
            self._is_recording = False

    def received(self, path: str, body: bytes) -> None:
        """Note the whole answer at a path."""
        if self._is_recording:
            self.answers.append((path, body))

    @contextmanager
    def share(self, part: float) -> Iterator[None]:
        """Allow no more than this part of the time and requests that are left, in a `with`.

        What one source does not get, is left for the one that stands in for it.
        """
        deadline, most = self._deadline, self._most
        self._deadline = time.monotonic() + self.remaining() * part
        self._most = self.requests + int((most - self.requests) * part)
        try:
            yield
        finally:
            self._deadline, self._most = deadline, most

    def visit(self, url: str, host: str) -> None:
        """Note that `url` is asked. Raises SourceError when paging has come round to it."""
        if url in self._asked & self.next_pages:
            sentence = f"{host} verwijst steeds naar dezelfde pagina met gegevens."
            raise SourceError(sentence, "answer", host)
        self._asked.add(url)

    def spend_request(self, host: str) -> None:
        """Count one request. Raises SourceError when it would be one too many."""
        if self.requests >= self._most:
            raise SourceError(f"{host} geeft de gegevens in te veel delen.", "too_much", host)
        self.requests += 1


@contextmanager
def budget(settings: NetSettings, *, seconds: float) -> Iterator[Budget]:
    """Allow requests in this context, for at most `seconds` in total.

    A new thread starts without a budget. Raises RuntimeError inside another budget: two
    deadlines for one request would hide which of them holds.
    """
    if _CURRENT.get() is not None:
        raise RuntimeError("there is a budget already")
    current = Budget(settings, seconds)
    token = _CURRENT.set(current)
    try:
        yield current
    finally:
        _CURRENT.reset(token)


def current_budget() -> Budget:
    """Return the budget of this context. Raises RuntimeError without one."""
    current = _CURRENT.get()
    if current is None:
        raise RuntimeError("a request needs a budget: with budget(settings, seconds=...)")
    return current
