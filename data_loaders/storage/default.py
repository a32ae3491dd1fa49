"""The store of this process, as the environment has it."""

from __future__ import annotations

import os
from functools import lru_cache

from data_loaders.storage.store import Store, store_from_env

_VARIABLES = ("MONITOR_STORE", "MONITOR_CACHE")


def default_store() -> Store:
    """Return the one store of this process for what the environment says now."""
    return _store(tuple((name, os.environ.get(name, "")) for name in _VARIABLES))


@lru_cache(maxsize=4)
def _store(settings: tuple[tuple[str, str], ...]) -> Store:
    return store_from_env(dict(settings))
