"""Reading the store: of every dataset the newest version that is whole, whatever lies there.

What is damaged, missing or no file at all is passed over: readers get the version before it,
and None when there is none, so that the copy that ships with the product takes its place.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from data_loaders.files.bytes import Damaged, read_bytes
from data_loaders.files.errors import DataError
from data_loaders.storage.folder import DatasetFolder, Pointer
from data_loaders.storage.names import VERSIONS, check_dataset, folder_key, is_dataset
from data_loaders.storage.state import SourceState, decode_state
from data_loaders.storage.version import Version, open_version

log = logging.getLogger(__name__)

T = TypeVar("T")
Decode = Callable[[Version, Mapping[str, bytes]], T]
"""What makes something of the files of a version, and raises Damaged when it cannot."""

_TRIES = 5  # each time a writer put several versions while one was read


class StoreReader:
    """The reading half of a store. Makes nothing, takes no lock, safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folders: dict[str, DatasetFolder] = {}
        self._current: dict[str, tuple[Pointer, Version | None]] = {}
        self._checked: dict[str, dict[str, Version]] = {}
        self._unfit: set[Path] = set()
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
        pointer = self._folder(dataset).pointer()
        while pointer:
            found, before = list(self._whole(dataset)), pointer
            pointer = self._folder(dataset).pointer()
            if found or pointer == before:
                return found
            # else writers took all of them away while they were read: look again
        return []

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

    def read_newest(self, dataset: str, decode: Decode[T]) -> T | None:
        """Return what `decode` makes of the newest version that it can make something of.

        None when nothing was stored that is of use. `decode` raises Damaged for what it cannot
        use; the log says so once. Any other DataError of it passes.
        """
        while (found := self.read_current(dataset)) is not None:
            try:
                return decode(*found)
            except Damaged as problem:
                self._pass_over(found[0], problem)
        return None

    def intact(self, dataset: str, decode: Decode[object] | None = None) -> Version | None:
        """Return the version that should be current, if nothing is wrong with it; else None.

        One that is damaged does not count as one that is kept, though readers get another.
        """
        if self.problem(dataset, decode):
            return None
        self._forget(dataset)
        return self.current(dataset)

    def is_used(self, dataset: str) -> bool:
        """Tell whether anything was ever stored, however little is left of it."""
        return self._folder(dataset).is_used()

    def problem(self, dataset: str, decode: Decode[object] | None = None) -> Damaged | None:
        """Return why readers get another version than the one that should be current.

        Looks at every byte on the disk, whatever was checked before. None when they do not,
        and when nothing was ever stored. Raises DataError when this cannot be told now.
        """
        folder = self._folder(dataset)
        if not folder.is_used():
            return None
        pointer = folder.pointer()
        if pointer is None or not pointer.sound:
            return Damaged("Welke bewaarde versie de nieuwste is, is niet te lezen.", folder.path)
        try:
            version = open_version(dataset, folder.versions / pointer.name)
            if decode:
                decode(version, {name: version.read(name) for name in version.files})
        except Damaged as problem:
            return problem
        return None

    def datasets(self, prefix: str = "") -> list[str]:
        """Return the names of all datasets with a version that start with `prefix`, sorted."""
        found = []
        for path, inner, _ in os.walk(self.root):
            name = Path(path).relative_to(self.root).as_posix()
            if VERSIONS in inner and is_dataset(name) and self._folder(name).pointer():
                found.append(name)
            inner[:] = [folder for folder in inner if not folder.startswith("_")]
        return sorted(name for name in found if name.startswith(prefix))

    def read_state(self, dataset: str) -> SourceState:
        """Return how the refreshing goes; an empty state when there is none or it is damaged."""
        path = self._folder(dataset).state
        try:
            return decode_state(read_bytes(path))
        except DataError:
            return SourceState()

    def state_file(self, dataset: str) -> Path:
        """Return where the state lies, for who only wants to see whether it changed."""
        return self._folder(dataset).state

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
            if folder.versions / name in self._unfit:
                continue
            try:
                if name not in checked:
                    checked[name] = open_version(dataset, folder.versions / name)
                yield checked[name]
            except Damaged as problem:
                if os.path.lexists(folder.versions / name):  # else it was cleared away
                    self._tell(problem)

    def _is_current(self, version: Version) -> bool:
        """Tell whether the pointer names this version, as it should."""
        pointer = self._folder(version.dataset).pointer()
        return bool(pointer and pointer.sound and pointer.name == version.folder.name)

    def _tell(self, problem: DataError) -> None:
        if problem.path not in self._told:
            self._told.add(problem.path)
            log.error("%s Een eerdere versie blijft in gebruik.", problem)

    def _pass_over(self, version: Version, problem: Damaged) -> None:
        """Leave out a version from now on that is as it was stored, and yet of no use."""
        self._unfit.add(version.folder)
        self._forget(version.dataset)
        self._tell(DataError(problem.sentence, version.folder))
