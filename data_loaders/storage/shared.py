"""A shared copy of the store at an fsspec URL, for several machines that show the same.

Layout: `<dataset>/_versions/<folder name>/<file>`, as in the local folder but without a
pointer. No version is ever changed: its files come first and its manifest last, so a version
exists from the moment its manifest does, and the newest name is the current one. Beside them
`<dataset>/_state.json` says how the refreshing goes.

One machine refreshes and writes here, the others take over. Two that write at once all the same
lose nothing, and one that lags behind puts nothing back.

Only the background refresher and commands come here. Whatever goes wrong here is logged;
the local folder goes on by itself.
"""

from __future__ import annotations

import logging
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec  # type: ignore[import-untyped]

from data_loaders.files.errors import DataError
from data_loaders.storage.names import MANIFEST, STATE, VERSIONS, is_dataset
from data_loaders.storage.state import decode_state, encode_state
from data_loaders.storage.store import Store, is_shared
from data_loaders.storage.version import Version, parse_manifest

log = logging.getLogger(__name__)

# A dead connection must not hold the refresher for minutes. `Store` is the only cache.
_OPTIONS: dict[str, dict[str, Any]] = {
    "s3": {
        "use_listings_cache": False,
        # s3fs itself tries five times
        "config_kwargs": {
            "connect_timeout": 5,
            "read_timeout": 20,
            "retries": {"total_max_attempts": 1},
        },
    },
    "file": {"auto_mkdir": True},
}
_OBJECT = re.compile(rf"/(.+)/(?:{STATE}|{VERSIONS}/(\d{{8}}-[0-9a-f]{{16}})/([^/]+))")


class SharedCopy:
    """The copy at one URL. `pull` and `push` do not raise for what is wrong there: they log it."""

    def __init__(self, url: str, options: Mapping[str, Any] | None = None) -> None:
        """Prepare the connection, without making it. Raises DataError for an unusable URL.

        `options` go to the fsspec filesystem; keys and addresses can also come from the
        environment, as its driver documents (for S3: AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL).
        """
        protocol = url.split("://", 1)[0]
        settings = {**_OPTIONS.get(protocol, {}), **(options or {})}
        try:
            self._fs, root = fsspec.url_to_fs(url, **settings)
        except (ImportError, ValueError) as error:
            raise DataError(
                f"De gedeelde opslag kan niet worden gebruikt: voor '{protocol}://' ontbreekt "
                "een stuurprogramma, of de URL klopt niet."
            ) from error
        self._root = root.rstrip("/")

    def pull(self, store: Store) -> list[str]:
        """Take over every version the store lacks; return the datasets that moved on.

        Each file is checked before its version becomes the current one, and a store that is
        ahead stays so. A damaged version is logged and passed over.
        """
        moved: list[str] = []
        try:
            for dataset, versions in sorted(self._list("").items()):
                whole = {name for name, files in versions.items() if MANIFEST in files}
                before = store.fingerprint(dataset)
                self._pull_dataset(store, dataset, whole)
                if store.fingerprint(dataset) != before:
                    moved.append(dataset)
                self._pull_state(store, dataset)
        except Exception as error:  # every driver has its own
            self._tell(error)
        return moved

    def push(self, store: Store, dataset: str) -> bool:
        """Add the versions that are newer than every version here, and clear away the oldest.

        How the refreshing goes comes along. Returns whether the copy now holds the current
        version of the store, or a newer one.
        """
        try:
            versions = self._list(dataset)[dataset]
            whole = sorted(name for name, files in versions.items() if MANIFEST in files)
            newest = whole[-1] if whole else ""
            for version in reversed(store.versions(dataset)):
                if version.folder.name >= newest:
                    self._push_version(version, already=version.folder.name == newest)
                    whole.append(version.folder.name)
            oldest = sorted(set(whole))[-store.keep :][0] if whole else ""
            for name, files in versions.items():
                if name < oldest:
                    self._remove(self._place(dataset, name), files)
            self._push_state(store, dataset)
        except Exception as error:  # every driver has its own
            self._tell(error)
            return False
        return bool(whole)

    def datasets(self) -> list[str]:
        """Return what has a whole version here. Raises DataError when that cannot be asked."""
        with self._or_problem():
            return sorted(
                dataset
                for dataset, versions in self._list("").items()
                if any(MANIFEST in files for files in versions.values())
            )

    def replace(self, store: Store) -> None:
        """Make this copy hold what the store holds and nothing else. Raises DataError.

        What the store lacks goes last, so that whoever takes over meanwhile finds versions.
        """
        with self._or_problem():
            for dataset in store.datasets():
                for version in reversed(store.versions(dataset)):
                    self._push_version(version, already=False)
                self._push_state(store, dataset)
            for dataset, versions in self._list("").items():
                have = {version.folder.name for version in store.versions(dataset)}
                for name, files in versions.items():
                    if name not in have:
                        self._remove(self._place(dataset, name), files)

    def _list(self, dataset: str) -> defaultdict[str, dict[str, set[str]]]:
        """Return the files here: dataset -> folder name of a version -> names."""
        found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for path in self._fs.find(f"{self._root}/{dataset}".rstrip("/")):
            match = _OBJECT.fullmatch(path.removeprefix(self._root))
            if match and is_dataset(match[1]):
                versions = found[match[1]]
                if match[2]:
                    versions.setdefault(match[2], set()).add(match[3])
        return found

    def _pull_dataset(self, store: Store, dataset: str, whole: set[str]) -> None:
        have = {version.folder.name for version in store.versions(dataset)}
        wanted = sorted(have | whole, reverse=True)[: store.keep]
        for name in wanted:  # newest first: readers move once
            if name in have:
                continue
            try:
                store.adopt(dataset, name, *self._fetch(dataset, name))
            except (DataError, FileNotFoundError, IsADirectoryError) as problem:
                log.warning("Versie %s van %s is niet overgenomen: %s", name, dataset, problem)

    def _pull_state(self, store: Store, dataset: str) -> None:
        """Take over how the refreshing goes; what is there counts, whatever our clock says."""
        try:
            found = decode_state(self._fs.cat_file(f"{self._root}/{dataset}/{STATE}"))
        except FileNotFoundError:
            return
        if found.last_attempt and found != store.read_state(dataset):
            store.write_state(dataset, found)

    def _fetch(self, dataset: str, name: str) -> tuple[bytes, dict[str, bytes]]:
        place = self._place(dataset, name)
        manifest: bytes = self._fs.cat_file(f"{place}/{MANIFEST}")
        version = parse_manifest(manifest, dataset, Path(name))
        return manifest, {file: self._fs.cat_file(f"{place}/{file}") for file in version.files}

    def _push_version(self, version: Version, *, already: bool) -> None:
        place = self._place(version.dataset, version.folder.name)
        manifest = version.manifest()
        if already and self._fs.cat_file(f"{place}/{MANIFEST}") == manifest:
            return  # else a machine died while it wrote the manifest
        for file in version.files:
            self._fs.pipe_file(f"{place}/{file}", version.read(file))
        self._fs.pipe_file(f"{place}/{MANIFEST}", manifest)

    def _push_state(self, store: Store, dataset: str) -> None:
        state = store.read_state(dataset)
        if state.last_attempt:
            self._fs.pipe_file(f"{self._root}/{dataset}/{STATE}", encode_state(state))

    def _remove(self, place: str, files: set[str]) -> None:
        """Remove a version: first its manifest, so that no one takes half of it for whole."""
        if MANIFEST in files:
            self._fs.rm_file(f"{place}/{MANIFEST}")
        if files - {MANIFEST}:
            self._fs.rm(place, recursive=True)

    @contextmanager
    def _or_problem(self) -> Iterator[None]:
        """Raise DataError for whatever goes wrong here."""
        try:
            yield
        except DataError:
            raise
        except Exception as error:  # every driver has its own
            raise DataError(
                f"De gedeelde opslag {self._root} doet nu niet mee "
                f"({type(error).__name__}: {error})."
            ) from error

    def _tell(self, error: Exception) -> None:
        log.warning(
            "De gedeelde opslag %s doet nu niet mee; de eigen map gaat door (%s: %s).",
            self._root,
            type(error).__name__,
            error,
        )

    def _place(self, dataset: str, name: str) -> str:
        return f"{self._root}/{dataset}/{VERSIONS}/{name}"


def shared_from_env(env: Mapping[str, str] = os.environ) -> SharedCopy | None:
    """Return the shared copy if MONITOR_STORE is a URL (`s3://bucket/prefix`), else None.

    Raises DataError when the URL is unusable.
    """
    place = env.get("MONITOR_STORE", "")
    return SharedCopy(place) if is_shared(env) else None
