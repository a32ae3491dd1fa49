"""The doorway for pages: `load_series`. Kept in the process, outside Streamlit's caches.

Any visitor can clear Streamlit's caches; these they cannot, and reading again would cost
milliseconds only.
"""

from __future__ import annotations

from functools import lru_cache

from data_loaders.registry import load_registry, read_indicator
from data_loaders.series import Series
from data_loaders.store import fingerprint, read_series


def load_series(indicator_id: str) -> Series:
    """Return the checked series of one indicator.

    Raises DataError (one Dutch sentence with the place) when the indicator, its file or
    its data cannot be used. Reads again when a file has changed.
    """
    indicator = load_registry().get(indicator_id)
    return _load(indicator_id, fingerprint(indicator))


@lru_cache(maxsize=1024)
def _load(indicator_id: str, _files: tuple[tuple[str, int, int], ...]) -> Series:
    return read_series(read_indicator(load_registry().get(indicator_id).path))
