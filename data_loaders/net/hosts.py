"""What this process remembers of each host: its turn, and whether it is left alone.

All on the monotonic clock, so that a wrong or corrected wall clock does no harm.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from data_loaders.net.budget import Budget
from data_loaders.net.errors import SourceError, TransientError, clock_time


@dataclass
class _Host:
    next_turn: float = 0
    failures: int = 0
    closed_until: float = 0


_HOSTS: defaultdict[str, _Host] = defaultdict(_Host)
_LOCK = Lock()


def reset() -> None:
    """Forget everything about every host."""
    with _LOCK:
        _HOSTS.clear()


def wait_turn(host: str, budget: Budget) -> None:
    """Wait until `host` may be asked again. Raises SourceError when time runs out first."""
    with _LOCK:
        state = _HOSTS[host]
        now = time.monotonic()
        turn = max(now, state.next_turn)
        if turn - now >= budget.remaining():
            raise SourceError(f"De tijd voor gegevens van {host} is op.", "timeout", host)
        state.next_turn = turn + budget.settings.min_interval
    time.sleep(turn - now)


@contextmanager
def circuit(host: str, budget: Budget) -> Iterator[None]:
    """Wrap one fetch. Raises SourceError at once while the host is left alone.

    Only failures of the host itself count: a page that is missing is an answer too.
    """
    _check(host, budget)
    try:
        yield
    except TransientError:
        _count_failure(host, budget)
        raise
    except SourceError as error:
        if error.status is not None:
            _count_success(host)
        raise
    _count_success(host)


def _check(host: str, budget: Budget) -> None:
    with _LOCK:
        state = _HOSTS[host]
        left = state.closed_until - time.monotonic()
        if left <= 0:
            # One fetch may try; the others wait for its outcome.
            if state.failures >= budget.settings.circuit_failures:
                state.closed_until = time.monotonic() + budget.settings.circuit_pause
            return
    sentence = f"{host} deed het niet en wordt tot {clock_time(left)} met rust gelaten."
    raise SourceError(sentence, "unreachable", host)


def _count_failure(host: str, budget: Budget) -> None:
    with _LOCK:
        state = _HOSTS[host]
        state.failures += 1
        if state.failures >= budget.settings.circuit_failures:
            state.closed_until = time.monotonic() + budget.settings.circuit_pause


def _count_success(host: str) -> None:
    with _LOCK:
        _HOSTS[host].failures = 0
        _HOSTS[host].closed_until = 0
