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

from data_loaders.files.errors import DataError
from data_loaders.storage.files import (
    discard_folder,
    remove_leftovers,
    replace_file,
    sync_folder,
    temporary_name,
    write_file,
    write_problem,
)
from data_loaders.storage.locks import exclusive
from data_loaders.storage.names import MANIFEST, VERSIONS, is_folder_name

log = logging.getLogger(__name__)

POINTER = "_current"
_LOCK = "_lock"
_STATE = "_state.json"
_WAIT_S = 30.0  # writing takes milliseconds: whoever takes longer hangs


class Pointer(NamedTuple):
    """What the pointer says. `name` is empty when it is damaged; `stamp` its time of writing."""

    name: str
    stamp: int


class DatasetFolder:
    """Reading and writing the folder of one dataset; knows nothing of what is in a version."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.versions = path / VERSIONS
        self.state = path / _STATE
        self._pointer = str(path / POINTER)

    def pointer(self) -> Pointer | None:
        """Return the pointer, None when nothing was stored. Raises DataError if unreadable."""
        try:
            descriptor = os.open(self._pointer, os.O_RDONLY | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise DataError("Bewaarde gegevens lezen lukt nu niet.", self.path) from error
        try:
            name = os.read(descriptor, 100).decode("ascii", "replace")
            stamp = os.fstat(descriptor).st_mtime_ns
        except OSError as error:
            raise DataError("Bewaarde gegevens lezen lukt nu niet.", self.path) from error
        finally:
            os.close(descriptor)
        return Pointer(name if is_folder_name(name) else "", stamp)

    def names(self) -> list[str]:
        """Return the folder names of all complete versions up to the pointer, newest first.

        Whole or damaged: that is for the reader to find out. A damaged pointer hides none.
        """
        found = self._all_names()
        newest = self.newest()
        return [name for name in found if name <= newest]

    def newest(self) -> str:
        """Return the name the pointer has, or should have if it is damaged or gone; or ""."""
        pointer = self.pointer()
        return pointer.name if pointer and pointer.name else max(self._all_names(), default="")

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
            if target.exists():  # a damaged copy of this version
                discard_folder(target)
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
                discard_folder(self.versions / name)
            except OSError as error:
                log.warning("%s", write_problem(error, self.versions / name))

    def _all_names(self) -> list[str]:
        try:
            names = [path.name for path in self.versions.iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise DataError("Bewaarde gegevens lezen lukt nu niet.", self.versions) from error
        return sorted(filter(is_folder_name, names), reverse=True)

    def _remove_leftovers(self) -> None:
        remove_leftovers(self.path)
        remove_leftovers(self.versions)
        pointer = self.pointer()
        if pointer and pointer.name:
            for name in self._all_names():
                if name > pointer.name:  # its writer died before it became current
                    discard_folder(self.versions / name)
