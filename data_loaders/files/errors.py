"""Errors of the data layer: one clear Dutch sentence that names the place."""

from __future__ import annotations

from pathlib import Path

from data_loaders.files.paths import ROOT


class DataError(Exception):
    """A source, file or value that cannot be used.

    The message is one Dutch sentence for the person who can mend it. `path` and
    `line` say where; `str(error)` puts the place in front of the sentence.
    """

    def __init__(self, sentence: str, path: Path | None = None, line: int | None = None) -> None:
        """Keep the sentence apart from the place, so that callers can move the place."""
        super().__init__(sentence)
        self.sentence = sentence
        self.path = path
        self.line = line

    def __str__(self) -> str:
        """Return `file, regel n: sentence`, with the file relative to the project."""
        if self.path is None:
            return self.sentence
        shown = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
        place = shown.as_posix()
        if self.line is not None:
            place += f", regel {self.line}"
        return f"{place}: {self.sentence}"


class NotFetchedError(DataError):
    """A figure whose source has not been fetched yet: nothing is wrong, there is just no data."""


def as_sentence(text: str) -> str:
    """Return text as a sentence of its own: a capital (a host keeps its name) and a full stop."""
    first = text.split(maxsplit=1)[0] if text else ""
    shown = text if "." in first.rstrip(".") else text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."
