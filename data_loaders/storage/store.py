"""The store: the last good copy of every dataset, in a local folder.

Many processes may read while one writes. A page view touches this folder only; what other
machines made comes in through `shared.SharedCopy`, in the background.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.storage.files import replace_file
from data_loaders.storage.folder import POINTER, DatasetFolder, Pointer
from data_loaders.storage.locks import exclusive
from data_loaders.storage.names import (
    check_dataset,
    check_file,
    check_version_id,
    folder_key,
    folder_name,
)
from data_loaders.storage.state import SourceState, decode_state, encode_state
from data_loaders.storage.version import (
    Damaged,
    Version,
    make_manifest,
    open_version,
    parse_manifest,
    sha256,
)

log = logging.getLogger(__name__)

_REFRESH_LOCK = "_refresh.lock"
_TRIES = 5  # each time a writer put several versions while one was read


class Store:
    """The last good copies under one folder, made when something is first stored.

    Safe to share between threads. Every method raises DataError for a name that is unusable.
    """

    def __init__(self, root: Path, keep: int = 5) -> None:
        """Keep `keep` versions per dataset, at least two: readers may still hold the last."""
        if keep < 2:
            raise ValueError("a store keeps at least two versions")
        self.root = root
        self.keep = keep
        self._folders: dict[str, DatasetFolder] = {}
        self._current: dict[str, tuple[Pointer, Version | None]] = {}
        self._checked: dict[str, dict[str, Version]] = {}
        self._told: set[Path | None] = set()

    def fingerprint(self, dataset: str) -> tuple[int, ...]:
        """Return what changes when, and only when, the current version does; () without one.

        Costs the reading of one tiny file, about 10 microseconds.
        """
        pointer = self._folder(dataset).pointer()
        return (*folder_key(pointer.name), pointer.stamp) if pointer else ()

    def current(self, dataset: str) -> Version | None:
        """Return the current version, None when nothing was stored; makes nothing.

        Every file of a version is checked the first time this process meets it. Of a damaged
        version the log says so once, and the newest whole one before it is returned. Raises
        DataError when the folder cannot be read at all.
        """
        pointer = self._folder(dataset).pointer()
        while pointer:
            known = self._current.get(dataset)
            if known and known[0] == pointer:
                return known[1]
            found = next(self._whole(dataset), None)
            before, pointer = pointer, self._folder(dataset).pointer()
            if pointer == before:
                self._current[dataset] = (pointer, found)
            elif found and found.folder.name >= before.name:
                return found
            # else a writer took away what the pointer said: look again
        return None

    def versions(self, dataset: str) -> list[Version]:
        """Return all whole versions up to the current one, newest first."""
        if self._folder(dataset).pointer() is None:
            return []
        return list(self._whole(dataset))

    def read_current(self, dataset: str, *names: str) -> tuple[Version, dict[str, bytes]] | None:
        """Return the current version with the bytes of these files, all when none is named.

        The way to read for who may be overtaken: a version that was cleared away or damaged
        after it was looked up is looked up again. None when nothing was stored. Raises
        DataError when that keeps happening.
        """
        for _ in range(_TRIES - 1):
            try:
                return self._read_current(dataset, names)
            except Damaged:
                self._forget(dataset)
        return self._read_current(dataset, names)

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
            pointer = folder.pointer()
            is_current = now and pointer and now.folder.name == pointer.name
            if now and is_current and now.is_same(version_id, digests, facts):
                return now
            number = folder_key(folder.newest())[0] + 1
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
            newest = max(name, folder.newest())
            if newest == name or not (pointer and pointer.name):
                folder.point(newest)
            folder.prune(self.keep)
        return version

    def datasets(self, prefix: str = "") -> list[str]:
        """Return the names of all datasets with a version that start with `prefix`, sorted."""
        found = []
        for path, inner, files in os.walk(self.root):
            inner[:] = [name for name in inner if not name.startswith("_")]
            if POINTER in files:
                found.append(Path(path).relative_to(self.root).as_posix())
        return sorted(name for name in found if name.startswith(prefix))

    def read_state(self, dataset: str) -> SourceState:
        """Return how the refreshing goes; an empty state when there is none or it is damaged."""
        try:
            return decode_state(self._folder(dataset).state.read_bytes())
        except OSError:
            return SourceState()

    def state_file(self, dataset: str) -> Path:
        """Return where the state lies, for who only wants to see whether it changed."""
        return self._folder(dataset).state

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

    def _folder(self, dataset: str) -> DatasetFolder:
        folder = self._folders.get(dataset)
        if folder is None:
            folder = self._folders[dataset] = DatasetFolder(self.root / check_dataset(dataset))
        return folder

    def _forget(self, dataset: str) -> None:
        self._current.pop(dataset, None)
        self._checked.pop(dataset, None)

    def _read_current(
        self, dataset: str, names: tuple[str, ...]
    ) -> tuple[Version, dict[str, bytes]] | None:
        version = self.current(dataset)
        if version is None:
            return None
        return version, {name: version.read(name) for name in names or version.files}

    def _whole(self, dataset: str) -> Iterator[Version]:
        """Yield the whole versions up to the pointer, newest first."""
        folder = self._folder(dataset)
        names = folder.names()
        before = self._checked.get(dataset, {})
        checked = self._checked[dataset] = {n: before[n] for n in names if n in before}
        for name in names:
            try:
                if name not in checked:
                    checked[name] = open_version(dataset, folder.versions / name)
                yield checked[name]
            except Damaged as problem:
                path = folder.versions / name
                if path.exists() and problem.path not in self._told:  # else it was cleared away
                    self._told.add(problem.path)
                    log.error("%s Een eerdere versie blijft in gebruik.", problem)


def store_from_env(env: Mapping[str, str] = os.environ) -> Store:
    """Return the store the environment asks for.

    MONITOR_STORE is a folder, or the URL of a shared copy (see `shared_from_env`); beside a
    URL, MONITOR_CACHE is the local folder. Relative to the project; `.monitor` by default.
    """
    place = env.get("MONITOR_STORE", "")
    if "://" in place:
        place = env.get("MONITOR_CACHE", "")
    return Store(ROOT / Path(place or ".monitor").expanduser())
