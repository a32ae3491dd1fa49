"""Versions are stored whole, in order of number, and bounded; readers pay next to nothing."""

from __future__ import annotations

import logging
import timeit
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from storagework import DATASET, KEEP, files_of, put, whole

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.storage import version as version_module
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store, store_from_env


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "opslag", KEEP)


def test_empty_store_answers_and_makes_nothing(store: Store) -> None:
    assert store.current(DATASET) is None
    assert store.read_current(DATASET) is None
    assert store.versions(DATASET) == []
    assert store.fingerprint(DATASET) == ()
    assert store.datasets() == []
    assert store.read_state(DATASET) == SourceState()
    assert not store.root.exists()


def test_version_comes_back_as_it_was_stored(store: Store) -> None:
    facts = {"gewijzigd": "2026-02-05", "rijen": 18, "kolommen": ["één", None], "f": 0.1}
    made = store.put(DATASET, "2026-02-05T02:00:00+01:00", {"a.csv": b"\x00\r\n", "b": b""}, facts)
    for found in (made, store.current(DATASET), Store(store.root).current(DATASET)):
        assert found == made
        assert found is not None
        assert (found.dataset, found.id) == (DATASET, "2026-02-05T02:00:00+01:00")
        assert found.number == 1
        assert found.facts == facts
        assert found.stored.tzinfo is UTC
        assert abs(found.stored - datetime.now(UTC)) < timedelta(minutes=1)
        assert found.read("a.csv") == found.path("a.csv").read_bytes() == b"\x00\r\n"
        assert found.read("b") == b""
    found = store.read_current(DATASET, "b")
    assert found is not None
    assert found[1] == {"b": b""}


def test_file_that_a_version_does_not_have_is_named(store: Store) -> None:
    with pytest.raises(DataError, match=r"geen bestand 'x\.csv'"):
        put(store, 1).read("x.csv")


def test_newest_versions_are_kept_newest_first(store: Store) -> None:
    for n in range(1, 5):
        put(store, n)
    assert [found.facts["n"] for found in store.versions(DATASET)] == [4, 3]
    assert [found.number for found in Store(store.root).versions(DATASET)] == [4, 3]
    assert len(list((store.root / DATASET / "_versions").iterdir())) == KEEP


def test_same_content_is_no_new_version_and_any_difference_is(store: Store) -> None:
    first = put(store, 1)
    assert put(store, 1) == put(Store(store.root, KEEP), 1) == first
    facts = {"n": 1, "paar": (1, 2)}  # a tuple comes back as a list, and is still the same
    second = store.put(DATASET, "v1", files_of(1), facts)
    assert store.put(DATASET, "v1", files_of(1), facts) == second
    third = store.put(DATASET, "v2", files_of(1), facts)
    fourth = store.put(DATASET, "v2", files_of(2), facts)
    again = store.put(DATASET, "v1", files_of(1), facts)  # going back is a change too
    assert [v.number for v in (first, second, third, fourth, again)] == [1, 2, 3, 4, 5]


def test_fingerprint_changes_when_the_current_version_does_and_only_then(store: Store) -> None:
    reader, seen = Store(store.root), []
    for n in (1, 2, 3):
        put(store, n)
        seen.append(reader.fingerprint(DATASET))
        put(store, n)
        store.write_state(DATASET, SourceState(failures=n))
        put_other = store.put("cbs/ander", f"v{n}", {"a": b"1"}, {"n": n})
        assert put_other.number == n
        assert reader.fingerprint(DATASET) == seen[-1]
    assert len(set(seen)) == 3


def test_store_that_was_emptied_and_filled_again_has_another_fingerprint(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "1"), Store(tmp_path / "2")
    put(first, 1)
    put(second, 2)
    old = first.fingerprint(DATASET)
    first.root.rename(tmp_path / "weg")
    assert first.current(DATASET) is None
    second.root.rename(first.root)
    assert first.fingerprint(DATASET) != old
    assert whole(first.read_current(DATASET)) == 2


def test_looking_at_a_fingerprint_takes_less_than_50_microseconds(store: Store) -> None:
    put(store, 1)
    store.current(DATASET)
    for look in (store.fingerprint, store.current):
        assert min(timeit.repeat(partial(look, DATASET), number=200, repeat=10)) / 200 < 50e-6


def test_reader_that_holds_a_version_that_was_cleared_away_reads_the_current_one(
    store: Store,
) -> None:
    held = put(store, 1)
    for n in (2, 3):
        put(store, n)
    with pytest.raises(DataError, match="weg of niet te lezen"):
        held.read("info.json")
    assert whole(store.read_current(DATASET)) == 3


def test_reader_that_is_overtaken_between_looking_and_reading_gets_the_newer_version(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Store(store.root, KEEP)
    put(writer, 1)
    look, overtakes = store.current, iter((2, 3))

    def look_and_be_overtaken(dataset: str) -> Any:
        found = look(dataset)
        for n in overtakes:
            put(writer, n)
        return found

    monkeypatch.setattr(store, "current", look_and_be_overtaken)
    assert whole(store.read_current(DATASET)) == 3


@pytest.mark.parametrize("name", ["", "..", "a/../b", "/a", "a/", "a//b", "a b", "_a", ".a", "é"])
def test_name_that_could_lead_elsewhere_is_refused(store: Store, name: str) -> None:
    for refused in (
        lambda: store.put(name, "v1", {"a": b""}, {}),
        lambda: store.put(DATASET, "v1", {name: b""}, {}),
        lambda: store.put(DATASET, name, {"a": b""}, {}),
        lambda: store.current(name),
        lambda: store.fingerprint(name),
        lambda: store.read_state(name),
        lambda: store.write_state(name, SourceState()),
    ):
        with pytest.raises(DataError, match="kan geen"):
            refused()
    assert not store.root.exists()


@pytest.mark.parametrize("name", ["a\n", "a\\b", "a" * 101, "a/" * 120 + "a", "a\0"])
def test_name_that_a_disk_cannot_hold_is_refused(store: Store, name: str) -> None:
    with pytest.raises(DataError, match="kan geen naam van een dataset zijn"):
        store.current(name)


def test_facts_that_json_does_not_know_are_refused_before_anything_is_stored(store: Store) -> None:
    for facts in ({"n": float("nan")}, {"n": {1}}, {"n": datetime.now(UTC)}):
        with pytest.raises((TypeError, ValueError)):
            store.put(DATASET, "v1", {"a": b""}, facts)
    assert store.current(DATASET) is None
    with pytest.raises(ValueError, match="two versions"):
        Store(store.root, keep=1)


def test_datasets_are_listed_by_name_with_those_inside_others(store: Store) -> None:
    for name in ("ingelezen/gwu", "grenzen", "grenzen/gemeenten_2026", "cbs/03759ned"):
        store.put(name, "v1", {"a": b"1"}, {})
    store.write_state("cbs/nooit", SourceState(failures=1))
    every = ["cbs/03759ned", "grenzen", "grenzen/gemeenten_2026", "ingelezen/gwu"]
    assert store.datasets() == every
    assert store.datasets("grenzen/") == ["grenzen/gemeenten_2026"]


def test_state_comes_back_and_a_damaged_one_is_empty(store: Store) -> None:
    now = datetime.now(UTC)
    state = SourceState(last_attempt=now, error="Het CBS antwoordt niet.", failures=2, notes=["é"])
    store.write_state(DATASET, state)
    assert Store(store.root).read_state(DATASET) == state
    path = next(store.root.rglob("_state.json"))
    whole_text = path.read_bytes()
    for damaged in (b"", b"{", whole_text[:-9], b"\xff", b'{"failures": "veel"}', b"[]"):
        path.write_bytes(damaged)
        assert store.read_state(DATASET) == SourceState()
    store.write_state(DATASET, state)
    assert store.read_state(DATASET) == state


def test_state_that_cannot_be_written_is_logged(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.root.parent.mkdir(exist_ok=True)
    store.root.write_text("een bestand waar de map hoort")
    with caplog.at_level(logging.WARNING):
        store.write_state(DATASET, SourceState())
    assert "lukt hier niet" in caplog.text
    assert store.read_state(DATASET) == SourceState()
    assert store.current(DATASET) is None


@pytest.mark.parametrize("years", [60, -40])
def test_clock_that_is_wrong_changes_nothing_about_the_order(
    store: Store, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    there = datetime.now(UTC) + timedelta(days=365 * years)
    put(store, 1)
    with monkeypatch.context() as wrong:
        wrong.setattr(version_module, "utc_now", lambda: there)
        skewed = put(store, 2)
    assert abs(skewed.stored.year - datetime.now(UTC).year) > 30
    assert whole(Store(store.root).read_current(DATASET)) == 2
    assert put(store, 3).number == 3
    assert [found.number for found in Store(store.root).versions(DATASET)] == [3, 2]


def test_environment_says_where_the_store_is(tmp_path: Path) -> None:
    assert store_from_env({}).root == ROOT / ".monitor"
    assert store_from_env({"MONITOR_STORE": str(tmp_path)}).root == tmp_path
    assert store_from_env({"MONITOR_STORE": "opslag"}).root == ROOT / "opslag"
    shared = {"MONITOR_STORE": "s3://emmer/monitor"}
    assert store_from_env(shared).root == ROOT / ".monitor"
    assert store_from_env(shared | {"MONITOR_CACHE": str(tmp_path)}).root == tmp_path
