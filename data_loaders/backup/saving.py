"""What goes into a backup, read where it lies while the monitor goes on."""

from __future__ import annotations

import os
from pathlib import Path

from data_loaders.backup.archive import STORE
from data_loaders.files.bytes import Damaged
from data_loaders.files.errors import DataError
from data_loaders.notes import NOTES, NOTES_FILE
from data_loaders.reports.reading import load_everything
from data_loaders.reports.rows import encode_everything
from data_loaders.storage.names import MANIFEST, STATE, VERSIONS, is_folder_name
from data_loaders.storage.state import encode_state
from data_loaders.storage.store import Store

REPORTS = "meldingen"
REPORTS_FILE = f"{REPORTS}.json"
NOTES_NAME = f"{NOTES}.csv"
OLD_LEDGER = "metingen.csv"
KNOWN = (REPORTS_FILE, NOTES_NAME, OLD_LEDGER)
"""What may be in a backup beside the store; the last in those from before the database."""
PARTS = (STORE, REPORTS, NOTES)
_TRIES = 5  # each time a refresher cleared away a version while it was read


def stored_files(store: Store) -> tuple[dict[str, bytes], list[str]]:
    """Return all whole versions in a store as files, by their path in it, and each state.

    Beside them the paths of versions that are damaged. Takes no lock: versions never change.
    Raises DataError when a folder of it cannot be read.
    """
    before = _version_folders(store)
    found: dict[str, bytes] = {}
    for dataset in store.datasets():
        found |= _dataset_files(store, dataset)
        state = store.read_state(dataset)
        if state.last_attempt:
            found[f"{dataset}/{STATE}"] = encode_state(state)
    whole = {path.rpartition("/")[0] for path in found}
    return found, [path for path in before if path not in whole and (store.root / path).exists()]


def kept_files() -> dict[str, bytes]:
    """Return what people added, by the name of its file. Raises DataError."""
    everything = load_everything()
    reports = encode_everything(everything) if everything.reports or everything.grants else b""
    found = {REPORTS_FILE: reports, NOTES_NAME: file_content(NOTES_FILE)}
    return {name: data for name, data in found.items() if data}


def file_content(path: Path) -> bytes:
    """Return a file as it is, empty when there is none. Raises DataError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DataError("Dit bestand is niet te lezen.", path) from error


def _version_folders(store: Store) -> list[str]:
    """Return the paths of all versions, whole or damaged. Raises DataError."""
    found = []

    def stop(error: OSError) -> None:
        raise DataError("De opslag is niet te lezen.", Path(error.filename)) from error

    walked = os.walk(store.root, onerror=stop) if os.path.lexists(store.root) else []
    for folder, inner, _ in walked:
        place = Path(folder).relative_to(store.root)
        if place.name == VERSIONS:
            found += [(place / name).as_posix() for name in inner if is_folder_name(name)]
            inner.clear()
    return sorted(found)


def _dataset_files(store: Store, dataset: str) -> dict[str, bytes]:
    for _ in range(_TRIES - 1):
        try:
            return _read(store, dataset)
        except Damaged:
            continue
    return _read(store, dataset)


def _read(store: Store, dataset: str) -> dict[str, bytes]:
    found = {}
    for version in store.versions(dataset):
        place = f"{dataset}/{VERSIONS}/{version.folder.name}"
        found[f"{place}/{MANIFEST}"] = version.manifest()
        found |= {f"{place}/{name}": version.read(name) for name in version.files}
    return found
