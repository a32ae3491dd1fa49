"""Reading text files, with a sentence for each way that can fail."""

from __future__ import annotations

from pathlib import Path

from data_loaders.files.bytes import read_bytes
from data_loaders.files.errors import DataError

Fingerprint = tuple[tuple[object, ...], ...]


def file_state(path: Path) -> tuple[object, ...]:
    """Return name, size and time of a file: it changes when the file does, or comes or goes."""
    try:
        state = path.stat()
    except OSError:
        return (path.name,)
    return path.name, state.st_size, state.st_mtime_ns


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file (with or without a byte order mark), line ends as they are.

    Raises DataError when it is missing, unreadable or not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8-sig")
    except DataError as error:
        is_gone = isinstance(error.__cause__, FileNotFoundError)
        sentence = "dit bestand ontbreekt" if is_gone else "dit bestand is niet te lezen"
        raise DataError(sentence, path) from error
    except UnicodeDecodeError as error:
        raise DataError("dit bestand is geen UTF-8-tekst", path) from error
