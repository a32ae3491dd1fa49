"""The store as it was: some datasets at an earlier version, all others as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from data_loaders.storage.names import folder_key
from data_loaders.storage.reading import Decode, T
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version


class PastStore(Store):
    """Another store to read from, in which the datasets of `chosen` stand still.

    Each is at its version there; None is a dataset of which nothing was stored yet. For as
    long as `storage.default.looking_back` lasts, everything reads this one.
    """

    def __init__(self, store: Store, chosen: Mapping[str, Version | None]) -> None:
        super().__init__(store.root, store.keep)
        self._store = store
        self.chosen = chosen

    def fingerprint(self, dataset: str) -> tuple[int, ...]:
        """Return a mark of the version; never that of the same version when it is current."""
        if dataset not in self.chosen:
            return self._store.fingerprint(dataset)
        version = self.chosen[dataset]
        return folder_key(version.folder.name) if version else ()

    def current(self, dataset: str) -> Version | None:
        """Return the version that counts here, None when nothing was stored."""
        if dataset not in self.chosen:
            return self._store.current(dataset)
        return self.chosen[dataset]

    def versions(self, dataset: str) -> list[Version]:
        """Return all whole versions that are kept now, newest first."""
        return self._store.versions(dataset)

    def read_newest(self, dataset: str, decode: Decode[T]) -> T | None:
        """Return what `decode` makes of the version that counts here, and of no other."""
        if dataset not in self.chosen:
            return self._store.read_newest(dataset, decode)
        found = self.read_current(dataset)
        return decode(*found) if found else None

    def is_used(self, dataset: str) -> bool:
        """Tell whether anything was stored by then."""
        if dataset not in self.chosen:
            return self._store.is_used(dataset)
        return self.chosen[dataset] is not None

    def read_state(self, dataset: str) -> SourceState:
        """Return how the refreshing goes; of a dataset that stands still nothing is known."""
        return SourceState() if dataset in self.chosen else self._store.read_state(dataset)

    def state_file(self, dataset: str) -> Path:
        """Return where the state lies."""
        return self._store.state_file(dataset)

    def _forget(self, dataset: str) -> None:
        self._store._forget(dataset)
