"""One stored version: its files, its facts, and the manifest that ties them together.

The folder of a version is named after the digest of its manifest, and the manifest holds
the digest of every file: a version tells by itself whether it is whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import msgspec

from data_loaders.clock import utc_now
from data_loaders.files.bytes import Damaged, decoding, read_bytes
from data_loaders.files.errors import DataError
from data_loaders.storage.names import MANIFEST, folder_key, folder_name, is_file


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
        data = read_bytes(path)
        if sha256(data) != self.files[name]:
            raise Damaged("Dit bewaarde bestand is beschadigd.", path)
        return data

    def manifest(self) -> bytes:
        """Return the manifest as it was stored. Raises Damaged or another DataError."""
        data = read_bytes(self.folder / MANIFEST)
        parse_manifest(data, self.dataset, self.folder)
        return data

    def is_same(self, version_id: str, digests: Mapping[str, str], facts: Any) -> bool:
        """Tell whether this version says the same; the moment of storing does not count."""
        return (
            self.id == version_id
            and self.files == digests
            and dict(self.facts) == plain_facts(facts)
        )


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


def plain_facts(facts: Any) -> Any:
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
        "stored": utc_now().isoformat(),
        "facts": plain_facts(facts),
        "files": dict(digests),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def parse_manifest(data: bytes, dataset: str, folder: Path) -> Version:
    """Return the version a manifest describes. Raises Damaged unless it belongs in `folder`.

    Nothing is decoded before the name of the folder says that these are the bytes.
    """
    number = folder_key(folder.name)[0]
    if folder_name(number, sha256(data)) != folder.name:
        raise Damaged("Het overzicht van deze versie is beschadigd.", folder)
    with decoding("Het overzicht van deze versie is beschadigd.", folder):
        found = msgspec.json.decode(data, type=_Manifest)
    if (found.dataset, found.number) != (dataset, number):
        raise Damaged("Het overzicht van deze versie hoort hier niet.", folder)
    if not all(map(is_file, found.files)):
        raise Damaged("Het overzicht van deze versie is beschadigd.", folder)
    return Version(
        dataset=dataset,
        id=found.id,
        number=found.number,
        stored=found.stored,
        facts=MappingProxyType(found.facts),
        folder=folder,
        files=MappingProxyType(found.files),
    )


def open_version(dataset: str, folder: Path) -> Version:
    """Return the version in a folder after checking every file. Raises Damaged, DataError."""
    version = parse_manifest(read_bytes(folder / MANIFEST), dataset, folder)
    for name in version.files:
        version.read(name)
    return version
