"""The store of this process, as the environment has it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from data_loaders.storage.store import Store, store_from_env

_VARIABLES = ("MONITOR_STORE", "MONITOR_CACHE")
_PAST: ContextVar[Store | None] = ContextVar("past", default=None)


def default_store() -> Store:
    """Return the one store of this process for what the environment says now.

    Within `looking_back` it is the one given there.
    """
    return _PAST.get() or _store(tuple((name, os.environ.get(name, "")) for name in _VARIABLES))


@contextmanager
def looking_back(store: Store) -> Iterator[None]:
    """Let this thread, and no other, read `store` for the length of a `with`."""
    token = _PAST.set(store)
    try:
        yield
    finally:
        _PAST.reset(token)


@lru_cache(maxsize=4)
def _store(settings: tuple[tuple[str, str], ...]) -> Store:
    return store_from_env(dict(settings))
