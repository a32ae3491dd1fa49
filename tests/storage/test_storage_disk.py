"""A full disk and a folder that is only to be read: the old version stays, one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import diskwork
import mounts
from storagework import DATASET, KEEP, put, run

from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store

FULL = "Er is geen ruimte meer om gegevens te bewaren."
READ_ONLY = "Deze map is alleen te lezen, dus er is niets bewaard."


def test_file_that_does_not_fit_leaves_the_old_version_and_nothing_else(tmp_path: Path) -> None:
    found = run("too_large", tmp_path, script=diskwork.__file__)
    assert found == {"sentence": FULL, "after": 1, "leftovers": []}


def test_disk_that_is_full_at_any_point_leaves_the_old_version_whole(tmp_path: Path) -> None:
    before = mounts.mounted(tmp_path, mounts.SMALL)
    found = run("fill", tmp_path, before=before, script=diskwork.__file__)
    assert found["sentences"] == ["", FULL]
    assert found["outcomes"] == ["bytes past", "bytes vol", "names past", "names vol"]


def test_folder_that_is_only_to_be_read_still_gives_its_data(tmp_path: Path) -> None:
    store = Store(tmp_path, KEEP)
    put(store, 1)
    store.write_state(DATASET, SourceState(failures=3))
    if os.geteuid() == 0:  # root passes by permissions, not by the mount
        before = mounts.mounted(tmp_path, mounts.READ_ONLY)
        found = run("read_only", tmp_path, before=before, script=diskwork.__file__)
    else:
        for path in (tmp_path, *tmp_path.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        found = run("read_only", tmp_path, script=diskwork.__file__)
        for path in (tmp_path, *tmp_path.rglob("*")):
            path.chmod(0o755)
    assert found == {
        "put": READ_ONLY,
        "lock": f"DataError: {READ_ONLY}",
        "new": READ_ONLY,
        "n": 1,
        "state": 3,
        "same": True,
    }
