"""A backup as bytes: a ZIP that anyone can open, with a digest of everything in it.

overzicht.json                              format, version of the monitor, digests
opslag/<dataset>/_versions/<name>/<file>    the store, as its folder has it
meldingen.json                              what people reported, and each step taken with it
kanttekeningen.csv                          notes that ship with the monitor or were added by hand
metingen.csv                                in format 1, from before there was a database
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec

from data_loaders.clock import utc_now
from data_loaders.files.bytes import Damaged, decoding
from data_loaders.files.errors import DataError
from data_loaders.storage.names import (
    MANIFEST,
    STATE,
    VERSIONS,
    is_dataset,
    is_file,
    is_folder_name,
)
from data_loaders.storage.version import sha256

FORMAT = 2
_FORMATS = (1, FORMAT)
STORE = "opslag"
MOST_BYTES = 2 * 1024 * 1024 * 1024  # unpacked, all together; nothing of ours comes near
_CONTENTS = "overzicht.json"
_NO_BACKUP = "Dit is geen back-up van de monitor, of hij is beschadigd."
_DATASET_FILE = re.compile(rf"(.+)/(?:{STATE}|{VERSIONS}/([^/]+)/([^/]+))")


@dataclass(frozen=True)
class Backup:
    """What a backup holds: files of the store by their path in it, and others by their name.

    `version` is that of the monitor that made it, `made` the moment (UTC).
    """

    store: Mapping[str, bytes]
    others: Mapping[str, bytes]
    version: str
    made: datetime


_Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z.+-]{1,40}$")]


class _Head(msgspec.Struct):
    """What every backup says of itself, whatever its format."""

    format: int = msgspec.field(name="formaat")
    version: _Version = msgspec.field(name="versie")


class _Contents(_Head):
    made: datetime = msgspec.field(name="gemaakt")
    files: dict[str, str] = msgspec.field(name="bestanden")


def pack(store: Mapping[str, bytes], others: Mapping[str, bytes], version: str) -> bytes:
    """Return a backup, made now, as one file."""
    files = {f"{STORE}/{path}": data for path, data in store.items()}
    files |= others
    digests = {name: sha256(data) for name, data in files.items()}
    contents = msgspec.json.encode(_Contents(FORMAT, version, utc_now(), digests))
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_CONTENTS, msgspec.json.format(contents, indent=1))
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def unpack(data: bytes, known: Collection[str]) -> Backup:
    """Return what a backup holds; `known` are the names of other files that may be in it.

    Nothing is taken from it until every name, size and digest is right. Raises Damaged, and
    DataError for a backup of a later format or with a name that does not belong in it.
    """
    with decoding(_NO_BACKUP), ZipFile(BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
            raise DataError("Deze back-up is uitgepakt te groot om van de monitor te zijn.")
        contents = _contents(archive.read(_CONTENTS))
        names = [name for name in archive.namelist() if name != _CONTENTS]
        for name in names:
            if name not in known and not _is_stored(name):
                shown = name if name.isprintable() else ascii(name)[1:-1]
                raise DataError(f"In deze back-up staat iets dat er niet in hoort: '{shown}'.")
        if sorted(names) != sorted(contents.files):  # one too many, missing, or there twice
            raise Damaged("In deze back-up staat iets anders dan zijn overzicht zegt.")
        found = {name: archive.read(name) for name in names}
    for name, content in found.items():
        if sha256(content) != contents.files[name]:
            raise Damaged(f"In deze back-up is '{name}' beschadigd.")
    return Backup(
        {name.removeprefix(f"{STORE}/"): found[name] for name in names if name not in known},
        {name: found[name] for name in names if name in known},
        contents.version,
        contents.made,
    )


def dataset_file(path: str) -> tuple[str, str, str] | None:
    """Return dataset, version and file of a path in the store; without version it is the state.

    None for what cannot be such a path.
    """
    found = _DATASET_FILE.fullmatch(path)
    if found is None or not is_dataset(found[1]):
        return None
    version, file = found[2] or "", found[3] or STATE
    if version and not (is_folder_name(version) and (is_file(file) or file == MANIFEST)):
        return None
    return found[1], version, file


def _contents(data: bytes) -> _Contents:
    head = msgspec.json.decode(data, type=_Head)
    if head.format not in _FORMATS:
        raise DataError(
            f"Deze back-up is gemaakt met een andere versie van de monitor ({head.version}), die "
            "hem anders opschrijft; zet hem daarmee terug."
        )
    return msgspec.json.decode(data, type=_Contents)


def _is_stored(name: str) -> bool:
    return name.startswith(f"{STORE}/") and dataset_file(name[len(STORE) + 1 :]) is not None
