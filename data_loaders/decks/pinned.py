"""Versions of what a tile shows, and figures as they were in a version.

A version is a mark of the figures themselves, not of files or of the day they were confirmed:
it is the same on every machine, and whatever is shown for it has exactly that content.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache

from data_loaders.assemble import fingerprint
from data_loaders.cache import load_series
from data_loaders.changes import KEY
from data_loaders.decks.deck import PIN_LENGTH, DeckTile
from data_loaders.decks.kinds import FIGURE
from data_loaders.decks.pinned_registers import registers_version
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.lookback import Chosen, NotKept, kept_versions, states_of
from data_loaders.marks import mark_of
from data_loaders.registry import load_registry
from data_loaders.series import Series
from data_loaders.storage.default import default_store, looking_back
from data_loaders.storage.past import PastStore
from data_loaders.withdrawn import withdrawn_periods

__all__ = ["NotKept", "as_it_was", "is_newest", "load_series_at", "version_of"]

_TEXTS = [*KEY, "status", "origin"]


def version_of(tile: DeckTile) -> str:
    """Return the version of what a tile shows now, for its `pin`.

    Empty for a tile without figures of its own: a title, or what changed between two days.
    Raises DataError when the figures cannot be read.
    """
    if tile.kind == FIGURE.name:
        return _mark(tile.id, load_series(tile.id).version)
    return registers_version(tile)


def is_newest(tile: DeckTile) -> bool:
    """Tell whether a tile shows the newest there is: it has no pin, or nothing changed since.

    Raises DataError when the newest cannot be read.
    """
    return not tile.pin or tile.pin == version_of(tile)


def load_series_at(indicator_id: str, version: str) -> Series:
    """Return the series of an indicator as it was in a version; the newest without one.

    Raises NotKept when the store no longer keeps it, or when it holds a value that has been
    withdrawn since; never gives another version. Raises DataError for an unknown indicator.
    """
    with as_it_was(indicator_id, version) as series:
        return series


@contextmanager
def as_it_was(indicator_id: str, version: str) -> Iterator[Series]:
    """Let all that happens inside the `with` see one figure as it was in a version.

    There `load_series` gives that series, so that cards and charts need not know. Raises
    NotKept before it begins, as `load_series_at` does.
    """
    indicator = load_registry().get(indicator_id)
    chosen = _find(indicator_id, version, fingerprint(indicator)) if version else {}
    store = default_store()
    with looking_back(PastStore(store, chosen) if chosen else store):
        yield load_series(indicator_id)


@lru_cache(maxsize=512)
def _find(indicator_id: str, version: str, _files: Fingerprint) -> Chosen:
    """Return the state of the store that has a version; {} is the state it is in now."""
    newest = _newest(indicator_id)
    if newest is not None and _mark(indicator_id, newest.version) == version:
        return {}
    store = default_store()
    for chosen in states_of(kept_versions(load_registry().get(indicator_id))):
        with looking_back(PastStore(store, chosen)), suppress(DataError):
            series = load_series(indicator_id)
            if _mark(indicator_id, series.version) != version:
                continue
            if newest is None or not withdrawn_periods(series, newest):
                return chosen
    raise _not_kept(indicator_id)


def _newest(indicator_id: str) -> Series | None:
    try:
        return load_series(indicator_id)
    except NotFetchedError:
        return None


@lru_cache(maxsize=1024)
def _mark(indicator_id: str, _version: str) -> str:
    """Return the mark of a series, whatever the order of its rows."""
    series = load_series(indicator_id)
    frame = series.frame
    columns = [frame[name].tolist() for name in _TEXTS]
    values = [f"{value:.6f}" for value in frame["value"].tolist()]
    lines = sorted(map("|".join, zip(*columns, values, strict=True)))
    head = f"{series.indicator.unit}|{series.indicator.kind}"
    return mark_of("\n".join([head, *lines]), PIN_LENGTH)


def _not_kept(indicator_id: str) -> NotKept:
    indicator = load_registry().get(indicator_id)
    tables = ", ".join(indicator.source.all_tables)
    source = f" (CBS-tabel {tables})" if tables else ""
    return NotKept(
        f"de cijfers van '{indicator.title}'{source} waarmee deze presentatie is gemaakt, "
        "worden niet meer bewaard"
    )
