"""One stored version: its files, its facts, and the manifest that ties them together.

The folder of a version is named after the digest of its manifest, and the manifest holds
the digest of every file: a version tells by itself whether it is whole.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.storage.names import MANIFEST, check_dataset, check_file, folder_name

_OUT_OF_MEANS = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}


class Damaged(DataError):  # noqa: N818 - says what the file is
    """A stored file that is gone, unreadable or not what was written."""


@dataclass(frozen=True)
class Version:
    """One version of a dataset, with everything that was stored at once.

    `id` is the source's own name of the version, `number` the order (never the clock),
    `stored` the moment of storing (UTC), `facts` plain JSON, `files` name -> sha256.
    """

    dataset: str
    id: str
    number: int
    stored: datetime
    facts: Mapping[str, Any]
    folder: Path
    files: Mapping[str, str]

    def path(self, name: str) -> Path:
        """Return where a file is. Raises DataError when this version has no such file."""
        if name not in self.files:
            raise DataError(f"Deze versie heeft geen bestand '{name}'.", self.folder)
        return self.folder / name

    def read(self, name: str) -> bytes:
        """Return the bytes of a file, checked. Raises Damaged or another DataError."""
        path = self.path(name)
        data = read_stored(path)
        if sha256(data) != self.files[name]:
            raise Damaged("Dit bewaarde bestand is beschadigd.", path)
        return data

    def manifest(self) -> bytes:
        """Return the manifest as it was stored. Raises Damaged or another DataError."""
        data = read_stored(self.folder / MANIFEST)
        parse_manifest(data, self.dataset, self.folder)
        return data

    def is_same(self, version_id: str, digests: Mapping[str, str], facts: Any) -> bool:
        """Tell whether this version says the same; the moment of storing does not count."""
        return self.id == version_id and self.files == digests and dict(self.facts) == plain(facts)


class _Manifest(msgspec.Struct):
    dataset: str
    number: int
    id: str
    stored: Annotated[datetime, msgspec.Meta(tz=True)]
    facts: dict[str, Any]
    files: dict[str, str]


def sha256(data: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def plain(facts: Any) -> Any:
    """Return facts as they come back from JSON. Raises TypeError or ValueError if they cannot."""
    return json.loads(json.dumps(facts, allow_nan=False))


def make_manifest(
    dataset: str, number: int, version_id: str, digests: Mapping[str, str], facts: Any
) -> bytes:
    """Return the manifest of a new version, stored now."""
    content = {
        "dataset": dataset,
        "number": number,
        "id": version_id,
        "stored": datetime.now(UTC).isoformat(),
        "facts": plain(facts),
        "files": dict(digests),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def parse_manifest(data: bytes, dataset: str, folder: Path) -> Version:
    """Return the version a manifest describes. Raises Damaged unless it belongs in `folder`."""
    try:
        found = msgspec.json.decode(data, type=_Manifest)
        for name in found.files:
            check_file(name)
    except (msgspec.DecodeError, DataError) as error:
        raise Damaged("Het overzicht van deze versie is beschadigd.", folder) from error
    if found.dataset != dataset or folder_name(found.number, sha256(data)) != folder.name:
        raise Damaged("Het overzicht van deze versie hoort hier niet.", folder)
    return Version(
        dataset=check_dataset(found.dataset),
        id=found.id,
        number=found.number,
        stored=found.stored,
        facts=MappingProxyType(found.facts),
        folder=folder,
        files=MappingProxyType(found.files),
    )


def open_version(dataset: str, folder: Path) -> Version:
    """Return the version in a folder after checking every file. Raises Damaged, DataError."""
    version = parse_manifest(read_stored(folder / MANIFEST), dataset, folder)
    for name in version.files:
        version.read(name)
    return version


def read_stored(path: Path) -> bytes:
    """Return the bytes of a stored file.

    Raises Damaged when it is gone or unreadable, and a plain DataError when this process
    cannot read anything now: that says nothing about the file.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        if error.errno in _OUT_OF_MEANS:
            raise DataError("Bewaarde gegevens lezen lukt nu niet.", path) from error
        raise Damaged("Dit bewaarde bestand is weg of niet te lezen.", path) from error
