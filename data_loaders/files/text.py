"""Reading text files, with a sentence for each way that can fail."""

from __future__ import annotations

import re
from pathlib import Path

from data_loaders.files.bytes import read_bytes
from data_loaders.files.errors import DataError

Fingerprint = tuple[tuple[object, ...], ...]

MOST_CHARACTERS = 5000
"""What one cell, or one text of a settings file, may hold: the longest that ships has 900."""
# No line end, and no sign that XML, a terminal or a page can show.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What stands between letters without being seen; some of it turns the order of all that follows.
_UNSEEN = re.compile(
    r"[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return text without signs that nobody sees; a space where one was that tells a program."""
    return _UNSEEN.sub("", _CONTROL.sub(" ", text))


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
