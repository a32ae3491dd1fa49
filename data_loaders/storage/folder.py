"""The folder of one dataset on disk: its versions, and the pointer to the current one.

_lock       held by who writes; the system frees it when that process dies
_current    folder name of the current version, replaced in one step
_state.json how the refreshing goes
_versions/00000012-<digest of the manifest>/    complete from the moment it has this name
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from data_loaders.files.bytes import is_out_of_means
from data_loaders.files.errors import DataError
from data_loaders.storage.files import (
    discard,
    remove_leftovers,
    replace_file,
    sync_folder,
    temporary_name,
    write_file,
    write_problem,
)
from data_loaders.storage.locks import exclusive
from data_loaders.storage.names import MANIFEST, STATE, VERSIONS, folder_key, is_folder_name

log = logging.getLogger(__name__)

POINTER = "_current"
_LOCK = "_lock"
_WAIT_S = 30.0  # writing takes milliseconds: whoever takes longer hangs
_MOST_LOST = 1000  # a pointer that is further ahead of all versions is damaged


class Pointer(NamedTuple):
    """Which version is the current one, and when the file that says so was written.

    Not `sound` is a pointer that is gone, damaged, or names a version that is not there: then
    `name` is the newest version there is.
    """

    name: str
    stamp: int
    sound: bool


class DatasetFolder:
    """Reading and writing the folder of one dataset; knows nothing of what is in a version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.versions = path / VERSIONS
        self.state = path / STATE
        self._pointer = str(path / POINTER)

    def pointer(self) -> Pointer | None:
        """Return the pointer, None when there is no version. Raises DataError if out of means."""
        said = self._read_pointer()
        while said[0] and not (self.versions / said[0]).exists():
            before, said = said, self._read_pointer()
            if said == before:  # else a writer took away what it said
                break
        else:
            if said[0]:
                return Pointer(*said, sound=True)
        newest = max(self._all_names(), default="")
        return Pointer(newest, said[1], sound=False) if newest else None

    def names(self) -> list[str]:
        """Return the folder names of all complete versions up to the pointer, newest first.

        Whole or damaged: that is for the reader to find out. A damaged pointer hides none.
        """
        found = self._all_names()  # first: a writer may take these away while the pointer is read
        pointer = self.pointer()
        return [name for name in found if pointer and name <= pointer.name]

    def is_used(self) -> bool:
        """Tell whether anything was ever stored here, however little is left of it."""
        is_no_folder = os.path.lexists(self.versions) and not self.versions.is_dir()
        return os.path.lexists(self._pointer) or is_no_folder or bool(self._all_names())

    def next_number(self) -> int:
        """Return the number for a new version, also after the newest were lost."""
        last = max((folder_key(name)[0] for name in self._all_names()), default=0)
        said = folder_key(self._read_pointer()[0])[0]
        return (said if last < said <= last + _MOST_LOST else last) + 1

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock, after clearing away what dead writers left.

        Raises Busy after half a minute, and DataError for every OSError of the body.
        """
        with exclusive(self.path / _LOCK, _WAIT_S):
            try:
                self._remove_leftovers()
                yield
            except OSError as error:
                raise write_problem(error, self.path) from error

    def add(self, name: str, manifest: bytes, files: Mapping[str, bytes]) -> None:
        """Write a complete version folder; readers do not see it yet. Needs `writing`."""
        temporary = self.versions / temporary_name()
        target = self.versions / name
        try:
            temporary.mkdir(parents=True)
            for file, data in files.items():
                write_file(temporary / file, data)
            write_file(temporary / MANIFEST, manifest)
            sync_folder(temporary)
            if os.path.lexists(target):  # a damaged copy of this version
                discard(target)
            temporary.rename(target)
        except OSError:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        sync_folder(self.versions)

    def point(self, name: str) -> None:
        """Make a version the current one, in one step. Needs `writing`."""
        replace_file(Path(self._pointer), name.encode("ascii"))

    def prune(self, keep: int) -> None:
        """Remove all but the newest `keep` versions; a failure is logged. Needs `writing`."""
        for name in self.names()[keep:]:
            try:
                discard(self.versions / name)
            except OSError as error:
                log.warning("%s", write_problem(error, self.versions / name))

    def _read_pointer(self) -> tuple[str, int]:
        """Return the name in the pointer and its time of writing; ("", 0) if it is no pointer."""
        try:
            descriptor = os.open(self._pointer, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            try:
                name = os.read(descriptor, 100).decode("ascii", "replace")
                stamp = os.fstat(descriptor).st_mtime_ns
            finally:
                os.close(descriptor)
        except OSError as error:
            self._check_means(error)
            return "", 0
        return (name if is_folder_name(name) else ""), stamp

    def _all_names(self) -> list[str]:
        try:
            names = [path.name for path in self.versions.iterdir()]
        except OSError as error:
            self._check_means(error)
            return []
        return sorted(filter(is_folder_name, names), reverse=True)

    def _check_means(self, error: OSError) -> None:
        if is_out_of_means(error):
            raise DataError("Bewaarde gegevens lezen lukt nu niet.", self.path) from error

    def _remove_leftovers(self) -> None:
        remove_leftovers(self.path)
        remove_leftovers(self.versions)
        pointer = self.pointer()
        if pointer and pointer.sound:
            for name in self._all_names():
                if name > pointer.name:  # its writer died before it became current
                    discard(self.versions / name)
