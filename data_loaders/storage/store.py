"""The store: the last good copy of every dataset, in a local folder.

Many processes may read while one writes. A page view touches this folder only; what other
machines made comes in through `shared.SharedCopy`, in the background.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from data_loaders.files.bytes import Damaged
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.storage.files import replace_file
from data_loaders.storage.locks import exclusive
from data_loaders.storage.names import check_file, check_version_id, folder_name
from data_loaders.storage.reading import StoreReader
from data_loaders.storage.state import SourceState, encode_state
from data_loaders.storage.version import Version, make_manifest, parse_manifest, sha256

log = logging.getLogger(__name__)

_REFRESH_LOCK = "_refresh.lock"


class Store(StoreReader):
    """The last good copies under one folder, made when something is first stored.

    Safe to share between threads. Every method raises DataError for a name that is unusable.
    """

    def __init__(self, root: Path, keep: int = 5) -> None:
        """Keep `keep` versions per dataset, at least two: readers may still hold the last."""
        if keep < 2:
            raise ValueError("a store keeps at least two versions")
        super().__init__(root)
        self.keep = keep

    def put(
        self, dataset: str, version_id: str, files: Mapping[str, bytes], facts: Mapping[str, Any]
    ) -> Version:
        """Store a new version, make it the current one and clear away the oldest.

        Returns the current version unchanged when its id, files and facts are the same, so
        facts hold no moment of fetching (`stored` does). Raises DataError when it cannot be
        stored; then the current version stays. Raises TypeError or ValueError for facts
        that are not plain JSON.
        """
        check_version_id(version_id)
        digests = {check_file(name): sha256(data) for name, data in files.items()}
        folder = self._folder(dataset)
        with folder.writing():
            self._forget(dataset)  # what is on the disk counts
            now = self.current(dataset)
            if now and self._is_current(now) and now.is_same(version_id, digests, facts):
                return now
            number = folder.next_number()
            manifest = make_manifest(dataset, number, version_id, digests, facts)
            name = folder_name(number, sha256(manifest))
            folder.add(name, manifest, files)
            folder.point(name)
            folder.prune(self.keep)
        return parse_manifest(manifest, dataset, folder.versions / name)

    def adopt(
        self, dataset: str, name: str, manifest: bytes, files: Mapping[str, bytes]
    ) -> Version:
        """Store a version as another store made it, under the same folder name.

        It becomes the current one only when it is newer. Raises Damaged unless manifest and
        files belong together, and DataError when it cannot be stored.
        """
        folder = self._folder(dataset)
        version = parse_manifest(manifest, dataset, folder.versions / name)
        if {file: sha256(data) for file, data in files.items()} != version.files:
            raise Damaged("De bestanden van deze versie horen niet bij elkaar.", version.folder)
        with folder.writing():
            folder.add(name, manifest, files)
            pointer = folder.pointer()
            if not (pointer and pointer.sound and pointer.name > name):
                folder.point(max(name, pointer.name if pointer else ""))
            folder.prune(self.keep)
        return version

    def write_state(self, dataset: str, state: SourceState) -> None:
        """Keep how the refreshing goes. A failure is logged: the data matter more."""
        folder = self._folder(dataset)
        try:
            with folder.writing():
                replace_file(folder.state, encode_state(state))
        except DataError as problem:
            log.warning("%s", problem)

    def lock(self, *, wait: float = 0) -> AbstractContextManager[None]:
        """Let one refresher at a time work on this folder, for the length of a `with`.

        Waits at most `wait` seconds. Entering raises Busy when another one is at work, and
        DataError when the folder cannot be written. A refresher that dies frees it at once.
        """
        return exclusive(self.root / _REFRESH_LOCK, wait)


def is_shared(env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether MONITOR_STORE is the URL of a shared copy, and not a folder."""
    return "://" in env.get("MONITOR_STORE", "")


def store_from_env(env: Mapping[str, str] = os.environ) -> Store:
    """Return the store the environment asks for.

    MONITOR_STORE is a folder, or the URL of a shared copy (see `shared_from_env`); beside a
    URL, MONITOR_CACHE is the local folder. Relative to the project; `.monitor` by default.
    """
    place = env.get("MONITOR_CACHE" if is_shared(env) else "MONITOR_STORE", "")
    return Store(ROOT / Path(place or ".monitor").expanduser())
