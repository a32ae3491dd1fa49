"""The doorway for pages: `load_series`. Kept in the process, outside Streamlit's caches.

Any visitor can clear Streamlit's caches; these they cannot, and reading again would cost
milliseconds only.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import pandas as pd

from data_loaders.assemble import fingerprint, join_elsewhere, read_elsewhere, read_series
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.indicator import Indicator
from data_loaders.registry import load_registry, read_indicator
from data_loaders.series import Series

log = logging.getLogger(__name__)

_TOLD: set[str] = set()
_LOOKED: ContextVar[dict[str, Fingerprint] | None] = ContextVar("looked", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look once at the files of each figure within: all that a page shows is of one moment.

    A page asks for its figures some hundred times, and each look is of a dozen files.
    """
    token = _LOOKED.set({})
    try:
        yield
    finally:
        _LOOKED.reset(token)


def _look(indicator: Indicator) -> Fingerprint:
    seen = _LOOKED.get()
    if seen is None:
        return fingerprint(indicator)
    if indicator.id not in seen:
        seen[indicator.id] = fingerprint(indicator)
    return seen[indicator.id]


def load_series(indicator_id: str) -> Series:
    """Return the checked series of one indicator.

    Raises DataError (one Dutch sentence with the place) when the indicator, its file or
    its data cannot be used. Reads again when a file has changed.
    """
    indicator = load_registry().get(indicator_id)
    try:
        found = _load(indicator_id, _look(indicator))
        if isinstance(found, NotFetchedError):
            raise found.with_traceback(None)
        return found
    except DataError:
        raise
    except Exception as error:
        # Whatever lies in its files, a figure costs no more than its own place.
        _tell(indicator_id, error)
        sentence = "dit cijfer is door een onverwachte fout niet te lezen; het logboek zegt welke"
        raise DataError(sentence, indicator.path) from error


def load_series_with(indicator_id: str, areas: Iterable[str]) -> Series:
    """Return the series of one indicator with what it has elsewhere for these areas.

    Without any area elsewhere it is the series itself, and nothing more is read. Raises
    DataError.
    """
    series = load_series(indicator_id)
    others = frozenset(areas).difference(series.frame["region_code"])
    if not others:
        return series
    return _with(indicator_id, series.version, others)


@lru_cache(maxsize=64)
def _with(indicator_id: str, version: str, others: frozenset[str]) -> Series:
    rows = _elsewhere(indicator_id, version)
    return join_elsewhere(load_series(indicator_id), rows, others)


@lru_cache(maxsize=8)
def _elsewhere(indicator_id: str, _version: str) -> pd.DataFrame:
    return read_elsewhere(load_registry().get(indicator_id))


def _tell(indicator_id: str, error: Exception) -> None:
    """Put a fault in the log once, not at every view."""
    if (told := f"{indicator_id}: {error!r}") not in _TOLD:
        _TOLD.add(told)
        log.error("%s", told, exc_info=error)


def fetched_indicators() -> dict[str, Indicator]:
    """Return the indicators by id, in page order, without those not fetched yet."""
    return {name: item for name, item in load_registry().indicators.items() if is_fetched(name)}


def is_fetched(indicator_id: str) -> bool:
    """Tell whether there is anything to show or to complain of; False before the first fetch."""
    try:
        load_series(indicator_id)
    except NotFetchedError:
        return False
    except DataError:
        return True
    return True


@lru_cache(maxsize=1024)
def _load(indicator_id: str, _files: Fingerprint) -> Series | NotFetchedError:
    try:
        return read_series(read_indicator(load_registry().get(indicator_id).path))
    except NotFetchedError as problem:  # stays so until something is fetched
        return problem
