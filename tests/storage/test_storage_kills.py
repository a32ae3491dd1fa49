"""A process that dies at any moment leaves the last good copy, and no one in its way."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from storagework import DATASET, KEEP, leftovers, put, run, started

from data_loaders.storage.store import Store

KILLS = 100


def test_killed_at_random_moments_each_reader_sees_whole_versions_only(tmp_path: Path) -> None:
    put(Store(tmp_path, KEEP), 1)
    with started("read", tmp_path) as reader:
        last = run("kill_writers", tmp_path, KILLS)["last"]
        reader.send_signal(signal.SIGTERM)
        said, errors = reader.communicate()
        assert reader.returncode == 0, errors
    assert json.loads(said)["reads"] > KILLS
    assert json.loads(said)["versions"] > KILLS / 4
    assert last > KILLS / 2, "de schrijvers kwamen te weinig aan het werk"
    put(Store(tmp_path, KEEP), last + 1)
    assert leftovers(tmp_path) == []


def test_killed_before_each_file_operation_the_old_or_the_new_version_is_there(
    tmp_path: Path,
) -> None:
    found = run("die_at_each_step", tmp_path)
    assert found["outcomes"] == [4, 5]
    assert found["steps"] > 20


def test_leftovers_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    store = Store(tmp_path, KEEP)
    put(store, 1)
    dead = tmp_path / DATASET / "_versions" / "_tmp-0000"
    dead.mkdir()
    (dead / "rijen.parquet").write_bytes(b"half")
    (tmp_path / DATASET / "_tmp-0001").write_bytes(b"half")
    other = tmp_path / "grenzen" / "_tmp-0002"
    other.parent.mkdir()
    other.write_bytes(b"from a writer of another dataset, who may be alive")
    put(store, 2)
    assert list(tmp_path.rglob("_tmp-*")) == [other]
