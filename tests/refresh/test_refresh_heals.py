"""After damage the next refresh stores a whole version again, also when nothing is new at CBS."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from madetables import benefits
from refreshcases import INDICATOR, OLD, TABLE, Monitor

from data_loaders import cache
from data_loaders.files.errors import DataError
from data_loaders.refresh.job import Job, JobReport
from data_loaders.refresh.run import due_jobs
from data_loaders.sources.cbs import dataset_of
from data_loaders.status import damaged_sources
from data_loaders.storage.default import _store, default_store

DATASET = dataset_of(TABLE)


def newest(root: Path) -> Path:
    return max((root / DATASET / "_versions").iterdir())


def in_place(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink(missing_ok=True)
    make(path)


def of_no_use(root: Path) -> None:
    files = {"tabel.json": b"\xff", "waarnemingen.parquet": b"PAR1"}
    kept = default_store().current(DATASET)
    assert kept
    default_store().put(DATASET, kept.id, files, dict(kept.facts))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "manifest": lambda root: (newest(root) / "_manifest.json").write_bytes(b"\xff" * 900),
    "figures": lambda root: (newest(root) / "waarnemingen.parquet").write_bytes(b"PAR1"),
    "folder of a version": lambda root: shutil.rmtree(newest(root)),
    "pointer gone": lambda root: (root / DATASET / "_current").unlink(),
    "pointer a folder": lambda root: in_place(root / DATASET / "_current", Path.mkdir),
    "pointer a link": lambda root: in_place(
        root / DATASET / "_current", lambda path: path.symlink_to(path.name)
    ),
    "decodes to nothing": of_no_use,
}


def restart() -> None:
    _store.cache_clear()
    cache._load.cache_clear()


@pytest.mark.parametrize("damage", DAMAGES)
def test_refresh_heals_though_nothing_is_new(fed: Monitor, damage: str) -> None:
    seen = fed.series().frame.to_csv()
    DAMAGES[damage](fed.root)
    restart()
    assert [TABLE in sentence for sentence in damaged_sources()] == [True]
    fed.serve(benefits(modified=OLD))
    done = fed.refresh()
    assert (done.code, "nieuw" in done.said) == (0, True), done.said
    restart()
    assert damaged_sources() == []
    assert fed.series().frame.to_csv() == seen
    again = fed.refresh()
    assert (again.code, "ongewijzigd" in again.said) == (0, True), again.said


@pytest.mark.parametrize("name", [f"{DATASET}/_lock", f"{DATASET}/_state.json", "_refresh.lock"])
def test_folder_in_the_place_of_a_file_holds_no_refresh_up(fed: Monitor, name: str) -> None:
    in_place(fed.root / name, Path.mkdir)
    (fed.root / name / "bestand").write_text("in de weg")
    fed.serve(benefits(modified=OLD))
    assert fed.refresh().code == 0
    assert fed.state().last_success


def test_damaged_copy_that_nothing_stands_in_for_costs_one_place(fed: Monitor) -> None:
    DAMAGES["manifest"](fed.root)
    restart()
    with pytest.raises(DataError, match="de opgehaalde kopie van tabel 80794ned is beschadigd"):
        fed.series()
    assert fed.series("bevolking") is not None
    assert INDICATOR in cache.fetched_indicators()


def test_damaged_copy_is_due_at_once_and_not_without_end(fed: Monitor) -> None:
    def jobs() -> list[Job]:
        return due_jobs([Job("proef", DATASET, lambda _: JobReport("nieuw"))], default_store())

    state = fed.state()
    later = state.last_attempt and state.last_attempt + timedelta(hours=5)
    state = type(state)(last_attempt=state.last_attempt, next_due=later)
    default_store().write_state(DATASET, state)
    assert jobs() == []
    DAMAGES["figures"](fed.root)
    assert len(jobs()) == 1
    default_store().write_state(DATASET, type(state)(failures=1, next_due=later))
    assert jobs() == []
