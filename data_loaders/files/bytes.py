"""Bytes from the disk and what is made of them: the one place where any fault is a DataError.

A bit can flip in whatever was written, and each library that decodes has errors of its own; a
list of those that were seen so far would be the next fault.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_loaders.files.errors import DataError

_OUT_OF_MEANS = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
_NOT_NOW = "Bewaarde gegevens lezen lukt nu niet."
_MOST_BYTES = 512 * 1024 * 1024  # nothing of ours comes near; a file of nothing but holes may


class Damaged(DataError):  # noqa: N818 - says what the file is
    """A stored file that is gone, unreadable or not what was written."""


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises Damaged when it is gone, unreadable or no file at all, and a plain DataError when
    this process cannot read anything now: that says nothing about the file.
    """
    try:
        # Without O_NONBLOCK a pipe in its place would hold up whoever opens it.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        try:
            state = os.fstat(descriptor)
            if not stat.S_ISREG(state.st_mode) or state.st_size > _MOST_BYTES:
                raise OSError(errno.EINVAL, "no file of ours")
            with open(descriptor, "rb", closefd=False) as file:
                return file.read()
        finally:
            os.close(descriptor)
    except (OSError, MemoryError) as error:
        if is_out_of_means(error):
            raise DataError(_NOT_NOW, path) from error
        raise Damaged("Dit bewaarde bestand is weg of niet te lezen.", path) from error


@contextmanager
def decoding(sentence: str, path: Path | None = None) -> Iterator[None]:
    """Turn whatever goes wrong inside the `with` into Damaged with this sentence.

    A DataError says more and passes; of a process that is out of memory nothing follows about
    the bytes, so that is a plain DataError.
    """
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        if is_out_of_means(error):
            raise DataError(_NOT_NOW, path) from error
        raise Damaged(sentence, path) from error


def is_out_of_means(error: Exception) -> bool:
    """Tell whether the process lacks handles or memory: then no file is to blame."""
    return isinstance(error, MemoryError) or (
        isinstance(error, OSError) and error.errno in _OUT_OF_MEANS
    )
