"""Writing files so that a kill, a full disk or a reader never meets half of one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path

from data_loaders.files.errors import DataError

_TEMPORARY = "_tmp-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def write_file(path: Path, data: bytes) -> None:
    """Write a new file through to the disk. Raises OSError, also when it exists."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step: readers get the old or the new, never a mix.

    Raises OSError; then the old file is untouched. Only for whoever holds the write lock of
    the folder, so that `remove_leftovers` never takes a file that is still being written.
    """
    temporary = path.with_name(temporary_name())
    try:
        write_file(temporary, data)
        try:
            temporary.replace(path)
        except IsADirectoryError:
            discard(path)  # no file of ours
            temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def temporary_name() -> str:
    """Return a name that no other writer has; the clock plays no part in it."""
    return _TEMPORARY + secrets.token_hex(8)


def sync_folder(folder: Path) -> None:
    """Write the names in a folder through to the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def discard(path: Path) -> None:
    """Remove a folder, or what lies in its place, in one step for readers. Raises OSError."""
    out_of_sight = path.with_name(temporary_name())
    path.rename(out_of_sight)
    _remove(out_of_sight)


def remove_leftovers(folder: Path) -> None:
    """Remove what writers that died left in this folder. Only for who holds its write lock.

    Raises OSError. A folder that does not exist has no leftovers.
    """
    if not folder.is_dir():
        return
    for entry in list(os.scandir(folder)):
        if entry.name.startswith(_TEMPORARY):
            _remove(Path(entry))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def write_problem(error: OSError, place: Path) -> DataError:
    """Return what went wrong while writing as one Dutch sentence."""
    if error.errno in _FULL:
        return DataError("Er is geen ruimte meer om gegevens te bewaren.", place)
    if error.errno in _READ_ONLY:
        return DataError("Deze map is alleen te lezen, dus er is niets bewaard.", place)
    return DataError(f"Gegevens bewaren lukt hier niet ({error.strerror or error}).", place)
