"""Whatever happened to the files, readers get the newest version that is whole."""

from __future__ import annotations

import logging
import os
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from storagework import DATASET, files_of, put, whole

from data_loaders.files.bytes import Damaged
from data_loaders.files.errors import DataError
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

Damage = Callable[[Version], object]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    for n in (1, 2, 3):
        put(store, n)
    return store


def current(store: Store) -> Version:
    found = store.current(DATASET)
    assert found is not None
    return found


def edit_manifest(version: Version) -> None:
    path = version.folder / "_manifest.json"
    path.write_text(path.read_text().replace('"n": 3', '"n": 4'))


DAMAGES: dict[str, Damage] = {
    "cut short": lambda v: os.truncate(v.folder / "rijen.parquet", 100),
    "other bytes": lambda v: (v.folder / "rijen.parquet").write_bytes(b"x" * 9000),
    "file gone": lambda v: (v.folder / "info.json").unlink(),
    "file is a folder": lambda v: (
        (v.folder / "info.json").unlink(),
        (v.folder / "info.json").mkdir(),
    ),
    "manifest gone": lambda v: (v.folder / "_manifest.json").unlink(),
    "manifest empty": lambda v: (v.folder / "_manifest.json").write_bytes(b""),
    "manifest edited": edit_manifest,
    "manifest of another": lambda v: shutil.copy(
        next(v.folder.parent.glob("00000002-*")) / "_manifest.json", v.folder
    ),
    "folder gone": lambda v: shutil.rmtree(v.folder),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_version_is_passed_over_and_the_next_one_stored_is_current(
    store: Store, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = current(store)
    DAMAGES[name](damaged)
    reader = Store(store.root)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert whole(reader.read_current(DATASET)) == 2
            assert [found.number for found in reader.versions(DATASET)] == [2, 1]
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == damaged.folder.exists(), told
    assert all("Een eerdere versie blijft in gebruik." in text for text in told)
    # Who had read the manifest already needs it no more.
    assert whole(store.read_current(DATASET)) == 2 + name.startswith("manifest")
    assert put(store, 4).number == 4
    assert whole(store.read_current(DATASET)) == whole(reader.read_current(DATASET)) == 4


@pytest.mark.parametrize("content", [b"", b"00000003", b"../../x", b"\xff" * 40, b"99999999-x"])
def test_damaged_pointer_leaves_the_newest_whole_version_in_use(
    store: Store, content: bytes
) -> None:
    pointer = store.root / DATASET / "_current"
    pointer.write_bytes(content)
    assert whole(store.read_current(DATASET)) == whole(Store(store.root).read_current(DATASET)) == 3
    assert len(store.fingerprint(DATASET)) == 3
    put(store, 3)  # the same again: the pointer is mended all the same
    assert pointer.read_text() == current(Store(store.root)).folder.name
    assert whole(store.read_current(DATASET)) == 3


def test_everything_damaged_is_no_version_and_not_an_error(store: Store) -> None:
    for version in store.versions(DATASET):
        (version.folder / "_manifest.json").write_bytes(b"{}")
    assert Store(store.root).current(DATASET) is None
    assert Store(store.root).read_current(DATASET) is None
    assert put(store, 5).number == 4
    assert whole(Store(store.root).read_current(DATASET)) == 5


def test_damage_after_it_was_checked_is_found_when_the_file_is_read(store: Store) -> None:
    version = current(store)
    path = version.path("info.json")
    path.write_bytes(b'{"n":9}')
    with pytest.raises(DataError, match="beschadigd") as caught:
        version.read("info.json")
    assert caught.value.path == path


def test_storing_the_same_again_mends_what_was_damaged_meanwhile(store: Store) -> None:
    version = current(store)
    version.path("info.json").write_bytes(b"")
    put(store, 3)
    for reader in (store, Store(store.root)):
        assert whole(reader.read_current(DATASET)) == 3


def test_version_that_was_never_pointed_to_is_not_read_and_cleared_away(store: Store) -> None:
    newest = current(store)
    older = store.versions(DATASET)[1]
    (store.root / DATASET / "_current").write_text(older.folder.name)
    assert whole(Store(store.root).read_current(DATASET)) == 2
    assert [found.number for found in Store(store.root).versions(DATASET)] == [2, 1]
    put(store, 7)
    assert not newest.folder.exists()


def test_process_without_file_handles_does_not_take_a_whole_version_for_damaged(
    store: Store,
) -> None:
    reader, version = Store(store.root), current(store)
    for look in (partial(reader.current, DATASET), partial(version.read, "info.json")):
        with no_handles_left(), pytest.raises(DataError, match="lezen lukt nu niet") as caught:
            look()
        assert not isinstance(caught.value, Damaged)
    assert whole(reader.read_current(DATASET)) == 3


@contextmanager
def no_handles_left() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(path.name) for path in Path("/dev/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, hard))
    with ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        with suppress(OSError):
            while True:
                stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        yield


def test_dataset_that_another_name_for_the_same_folder_reaches_is_not_mixed_up(
    tmp_path: Path,
) -> None:
    """As on a disk that takes upper and lower case for the same."""
    store = Store(tmp_path)
    store.put("cbs/a", "v1", files_of(1), {"n": 1})
    (tmp_path / "cbs" / "A").symlink_to(tmp_path / "cbs" / "a")
    assert store.current("cbs/A") is None
