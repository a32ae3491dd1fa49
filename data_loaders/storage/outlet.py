"""A place of plain files for others to serve: a folder, or an address that fsspec knows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]

from data_loaders.files.errors import DataError
from data_loaders.storage.files import temporary_name, write_problem

# How object storage calls the headers that it gives with a file; it knows no others.
_METADATA = {
    "s3": {
        "content-type": "ContentType",
        "cache-control": "CacheControl",
        "content-encoding": "ContentEncoding",
        "content-disposition": "ContentDisposition",
    }
}

_REASONS: dict[type[Exception], str] = {
    FileNotFoundError: "deze plek bestaat niet",
    PermissionError: "geen toegang",
}


class Folder:
    """A folder on this machine. Whoever serves it packs the texts and adds the headers."""

    coding = ""

    def __init__(self, root: Path) -> None:
        """Write below `root`, which need not exist yet."""
        self._root = root

    def read(self, path: str) -> bytes:
        """Return a file, empty when there is none. Raises DataError."""
        try:
            return (self._root / path).read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise write_problem(error, self._root / path) from error

    def write(self, path: str, body: bytes, _headers: Mapping[str, str]) -> None:
        """Put a file in its place in one step: a reader gets the old or the new. Or DataError."""
        place = self._root / path
        temporary = place.with_name(temporary_name())
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(body)
            temporary.replace(place)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise write_problem(error, place) from error

    def remove(self, path: str) -> None:
        """Remove a file, also when it is gone already. Raises DataError."""
        try:
            (self._root / path).unlink(missing_ok=True)
        except OSError as error:
            raise write_problem(error, self._root / path) from error


class ObjectStorage:
    """A place at a URL, such as `s3://bucket/prefix`. Texts are packed when they are sent."""

    coding = "gzip"

    def __init__(self, url: str) -> None:
        """Prepare the connection, without making it. Raises DataError for an unusable URL."""
        protocol = url.split("://", 1)[0]
        self._metadata = _METADATA.get(protocol, {})
        try:
            self._fs, root = fsspec.url_to_fs(url)
        except (ImportError, ValueError) as error:
            raise DataError(f"Voor '{protocol}://' ontbreekt een stuurprogramma.") from error
        self._root = root.rstrip("/")

    def read(self, path: str) -> bytes:
        """Return a file, empty when there is none. Raises DataError."""
        try:
            return bytes(self._fs.cat_file(f"{self._root}/{path}"))
        except FileNotFoundError:
            return b""
        except Exception as error:  # every driver has its own
            raise self._problem("Lezen van", error) from error

    def has(self, path: str) -> bool:
        """Tell whether there is such a file. Raises DataError."""
        try:
            return bool(self._fs.exists(f"{self._root}/{path}"))
        except Exception as error:  # every driver has its own
            raise self._problem("Lezen van", error) from error

    def write(self, path: str, body: bytes, headers: Mapping[str, str]) -> None:
        """Put an object in its place with what must be said of it. Raises DataError."""
        said: dict[str, Any] = {
            key: headers[name] for name, key in self._metadata.items() if name in headers
        }
        try:
            self._fs.pipe_file(f"{self._root}/{path}", body, **said)
        except Exception as error:  # every driver has its own
            raise self._problem("Schrijven naar", error) from error

    def remove(self, path: str) -> None:
        """Remove an object. Raises DataError."""
        try:
            self._fs.rm_file(f"{self._root}/{path}")
        except Exception as error:  # every driver has its own
            raise self._problem("Schrijven naar", error) from error

    def _problem(self, doing: str, error: Exception) -> DataError:
        reason = _REASONS.get(type(error), str(error) or type(error).__name__)
        return DataError(f"{doing} {self._root} lukt nu niet ({reason}).")


def outlet_at(place: str) -> Folder | ObjectStorage:
    """Return the place to publish at that a command names: a URL or a folder. Raises DataError."""
    protocol, is_url, _ = place.partition("://")
    if is_url and protocol not in _METADATA:
        known = ", ".join(f"{name}://" for name in _METADATA)
        raise DataError(f"Naar '{protocol}://' kan niet worden geschreven, wel naar {known}.")
    return ObjectStorage(place) if is_url else Folder(Path(place))
