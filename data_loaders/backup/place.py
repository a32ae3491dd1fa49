"""Where a backup is kept: a file on this machine, or an address that fsspec knows."""

from __future__ import annotations

import os
from pathlib import Path

from data_loaders.files.errors import DataError
from data_loaders.storage.files import replace_file, write_problem
from data_loaders.storage.outlet import ObjectStorage

_TAKEN = "Hier staat al iets; met --overschrijf wordt het vervangen."
_NO_FILE = "Dit is geen bestand; noem er een, zoals monitor.zip."
_LOCAL = "file://"
_ZIP = {"content-type": "application/zip"}


def write_backup(place: str, data: bytes, *, overwrite: bool) -> None:
    """Put a backup in its place, whole or not at all. Raises DataError.

    What is there stays, unless `overwrite`.
    """
    place = place.removeprefix(_LOCAL)
    if "://" in place:
        storage, name = _storage(place)
        if not overwrite and storage.has(name):
            raise DataError(f"{place}: {_TAKEN}")
        storage.write(name, data, _ZIP)
        return
    path = Path(place)
    is_there = os.path.lexists(path)
    if is_there and not os.path.isfile(path):  # noqa: PTH113 - of Path it may raise
        raise DataError(_NO_FILE, path)
    if is_there and not overwrite:
        raise DataError(_TAKEN, path)
    try:
        replace_file(path, data)
    except FileNotFoundError as error:
        raise DataError("Deze map bestaat niet.", path.parent) from error
    except OSError as error:
        raise write_problem(error, path.parent) from error


def read_backup(place: str) -> bytes:
    """Return the bytes at a place. Raises DataError."""
    place = place.removeprefix(_LOCAL)
    if "://" in place:
        storage, name = _storage(place)
        if data := storage.read(name):
            return data
        raise DataError(f"{place}: Hier staat geen back-up.")
    path = Path(place)
    try:
        if path.exists() and not path.is_file():
            raise DataError(_NO_FILE, path)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError("Dit bestand bestaat niet.", path) from error
    except PermissionError as error:
        raise DataError("Dit bestand mag u niet lezen.", path) from error
    except OSError as error:
        raise DataError("Dit bestand is niet te lezen.", path) from error


def _storage(place: str) -> tuple[ObjectStorage, str]:
    folder, _, name = place.rpartition("/")
    if not name or folder.endswith(("/", ":")):
        raise DataError(f"{place}: {_NO_FILE}")
    return ObjectStorage(folder), name
