"""Work that is done once per process, before the first visitor waits for it."""

from __future__ import annotations

import gc
import logging
from functools import lru_cache

from data_loaders.cache import load_series
from data_loaders.errors import DataError
from data_loaders.registry import load_registry
from data_loaders.validate import find_problems

log = logging.getLogger(__name__)


@lru_cache(maxsize=1)
def warm_up() -> None:
    """Read every series, say what is wrong, and keep all that out of later collections.

    Streamlit collects garbage after every rerun. What is loaded now lives as long as the
    process, so freezing it takes most of the time of a rerun away.
    """
    for problem in find_problems():
        log.error("%s", problem)
    for indicator_id in load_registry().indicators:
        try:
            load_series(indicator_id)
        except DataError:
            continue
    gc.collect()
    gc.freeze()
