"""Machines that share a copy end up with the same newest version, whatever happens there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sharedplace import Place
from storagework import DATASET, put, whole

from data_loaders.files.errors import DataError
from data_loaders.storage.names import folder_name
from data_loaders.storage.shared import shared_from_env
from data_loaders.storage.store import Store
from data_loaders.storage.version import make_manifest, sha256


def test_what_one_machine_pushes_another_pulls(place: Place, here: Store, there: Store) -> None:
    mine = put(here, 1)
    here.put("grenzen/gemeenten_2026", "2026", {"kaart.json": b"{}"}, {"jaar": 2026})
    assert all(place.copy().push(here, name) for name in here.datasets())
    assert place.copy().pull(there) == [DATASET, "grenzen/gemeenten_2026"]
    assert whole(there.read_current(DATASET)) == 1
    found = there.current(DATASET)
    assert found is not None
    assert (found.number, found.stored, found.files) == (mine.number, mine.stored, mine.files)
    assert place.copy().pull(there) == place.copy().pull(here) == []


def test_earlier_versions_come_along_and_stay_bounded(
    place: Place, here: Store, tmp_path: Path
) -> None:
    copy = place.copy()
    for n in range(1, 8):
        put(here, n)
        assert copy.push(here, DATASET)
    assert [name[:8] for name in place.versions()] == [f"{n:08d}" for n in range(3, 8)]
    assert len(place.paths()) == 5 * 3
    new = Store(tmp_path / "nieuw")
    assert copy.pull(new) == [DATASET]
    assert [found.number for found in new.versions(DATASET)] == [7, 6, 5, 4, 3]
    assert copy.pull(new) == []


def test_readers_move_once_however_many_versions_come_in(
    place: Place, here: Store, there: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(there, 1)
    for n in range(1, 5):
        put(here, n)
    place.copy().push(here, DATASET)
    seen, adopt = set(), there.adopt

    def adopt_and_look(*arguments: object) -> object:
        made = adopt(*arguments)  # type: ignore[arg-type]
        seen.add(Store(there.root).fingerprint(DATASET))
        return made

    monkeypatch.setattr(there, "adopt", adopt_and_look)
    place.copy().pull(there)
    assert len(seen) == 1
    assert whole(there.read_current(DATASET)) == 4


def test_machine_that_lags_puts_nothing_back(place: Place, here: Store, there: Store) -> None:
    for n in range(1, 4):
        put(here, n)
    place.copy().push(here, DATASET)
    before = place.paths()
    put(there, 1)
    assert place.copy().push(there, DATASET)  # what is there is newer, so there is nothing to do
    assert place.paths() == before
    assert place.copy().pull(there) == [DATASET]
    assert whole(there.read_current(DATASET)) == 3
    assert put(there, 9).number == 4


def test_machine_that_is_ahead_stays_ahead(place: Place, here: Store, there: Store) -> None:
    put(here, 1)
    place.copy().push(here, DATASET)
    for n in (7, 8, 9):
        put(there, n)
    before = there.fingerprint(DATASET)
    assert place.copy().pull(there) == []
    assert there.fingerprint(DATASET) == before
    assert whole(there.read_current(DATASET)) == 9
    assert place.copy().push(there, DATASET)
    place.copy().pull(here)
    assert whole(here.read_current(DATASET)) == 9


def test_machines_that_stored_the_same_number_agree_in_the_end(
    place: Place, here: Store, there: Store
) -> None:
    put(here, 1)
    put(there, 2)
    for store in (here, there, here, there):
        place.copy().pull(store)
        place.copy().push(store, DATASET)
    agreed = {whole(store.read_current(DATASET)) for store in (here, there)}
    assert len(agreed) == 1
    assert here.fingerprint(DATASET)[:2] == there.fingerprint(DATASET)[:2]


def test_version_without_its_manifest_does_not_exist_and_is_completed_later(
    place: Place, here: Store, there: Store
) -> None:
    put(here, 1)
    place.copy().push(here, DATASET)
    manifest = place.path_of(1, "_manifest.json")
    place.remove(manifest)  # as when the machine died just before it
    assert place.copy().pull(there) == []
    assert there.current(DATASET) is None
    assert place.copy().push(here, DATASET)
    assert place.copy().pull(there) == [DATASET]


@pytest.mark.parametrize("file", ["rijen.parquet", "_manifest.json"])
@pytest.mark.parametrize("damage", [b"", b"half"])
def test_damaged_version_is_not_taken_over_and_logged(
    place: Place,
    here: Store,
    there: Store,
    caplog: pytest.LogCaptureFixture,
    file: str,
    damage: bytes,
) -> None:
    put(here, 1)
    place.copy().push(here, DATASET)
    put(here, 2)
    place.copy().push(here, DATASET)
    place.write(place.path_of(2, file), damage)
    assert place.copy().pull(there) == [DATASET]  # the version before it
    assert whole(there.read_current(DATASET)) == 1
    assert f"van {DATASET} is niet overgenomen" in caplog.text
    assert list(there.root.rglob("_tmp-*")) == []
    put(here, 3)
    place.copy().push(here, DATASET)
    assert place.copy().pull(there) == [DATASET]
    assert whole(there.read_current(DATASET)) == 3


def test_half_written_manifest_is_mended_by_the_next_push(
    place: Place, here: Store, there: Store
) -> None:
    put(here, 1)
    place.copy().push(here, DATASET)
    place.write(place.path_of(1, "_manifest.json"), b'{"dataset"')
    assert place.copy().push(here, DATASET)
    assert place.copy().pull(there) == [DATASET]


def test_version_that_is_damaged_here_comes_back_from_the_shared_copy(
    place: Place, here: Store
) -> None:
    made = put(here, 1)
    put(here, 2)
    place.copy().push(here, DATASET)
    (here.root / DATASET / "_current").write_bytes(b"")
    made.path("info.json").unlink()
    fresh = Store(here.root)
    place.copy().pull(fresh)
    assert whole(Store(here.root).read_current(DATASET)) == 2
    assert [found.number for found in Store(here.root).versions(DATASET)] == [2, 1]


def test_manifest_comes_last_so_a_push_that_fails_halfway_leaves_no_version(
    place: Place, here: Store
) -> None:
    put(here, 1).path("rijen.parquet").unlink()
    assert here.current(DATASET) is None
    made = put(here, 2)
    assert here.versions(DATASET) == [made]
    made.path("info.json").unlink()  # found out only when its turn to be pushed comes
    assert place.copy().push(here, DATASET) is False
    assert place.versions() == []


def test_what_strangers_put_there_leads_nowhere(place: Place, here: Store, there: Store) -> None:
    put(here, 1)
    place.copy().push(here, DATASET)
    name = place.versions()[0]
    manifest = place.read(place.path_of(1, "_manifest.json"))
    for dataset in ("_x", "a b", "cbs/ander"):
        place.write(f"{dataset}/_versions/{name}/_manifest.json", manifest)
    place.write("los bestand", b"x")
    assert place.copy().pull(there) == [DATASET]
    assert there.datasets() == [DATASET]


def test_file_name_that_leads_elsewhere_is_refused_however_well_signed(here: Store) -> None:
    files = {"../../evil": b"x"}
    manifest = make_manifest(DATASET, 1, "v1", {"../../evil": sha256(b"x")}, {})
    with pytest.raises(DataError, match="beschadigd"):
        here.adopt(DATASET, folder_name(1, sha256(manifest)), manifest, files)
    assert not here.root.exists()


def test_nothing_to_push_is_no_fault(place: Place, here: Store) -> None:
    assert place.copy().push(here, DATASET) is False
    assert place.copy().pull(here) == []
    assert not here.root.exists()


def test_environment_says_where_the_shared_copy_is(tmp_path: Path, here: Store) -> None:
    assert shared_from_env({}) is None
    assert shared_from_env({"MONITOR_STORE": str(tmp_path)}) is None
    found = shared_from_env({"MONITOR_STORE": "memory://gedeeld"})
    assert found is not None
    put(here, 1)
    assert found.push(here, DATASET)
    with pytest.raises(DataError, match="'s4://'"):
        shared_from_env({"MONITOR_STORE": "s4://emmer"})
