"""One refresher at a time, and the lock of a dead one is free at once."""

from __future__ import annotations

import signal
import time
from pathlib import Path
from threading import Thread

import pytest
from storagework import DATASET, KEEP, leftovers, put, start, started, whole

from data_loaders.files.errors import DataError
from data_loaders.storage.locks import Busy
from data_loaders.storage.store import Store


def test_second_refresher_is_told_that_one_is_at_work(tmp_path: Path) -> None:
    asked = Store(tmp_path).lock()
    with started("hold", tmp_path), pytest.raises(Busy, match="al mee bezig"), asked:
        pytest.fail("twee tegelijk")
    assert issubclass(Busy, DataError)


def test_lock_of_a_killed_refresher_is_free_at_once(tmp_path: Path) -> None:
    with started("hold", tmp_path) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with Store(tmp_path).lock():
            pass


def test_who_waits_gets_the_lock_when_it_is_freed(tmp_path: Path) -> None:
    with started("hold", tmp_path) as holder:
        Thread(target=lambda: (time.sleep(0.1), holder.kill()), daemon=True).start()
        with Store(tmp_path).lock(wait=20):
            assert holder.wait() == -signal.SIGKILL


def test_threads_of_one_process_shut_each_other_out_and_the_end_frees_the_lock(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    with store.lock(), pytest.raises(Busy), store.lock():
        pytest.fail("twee tegelijk")
    with pytest.raises(ZeroDivisionError), store.lock():
        raise ZeroDivisionError
    with store.lock():
        pass


def test_refreshers_that_take_turns_lose_no_version(tmp_path: Path) -> None:
    workers = [start("count", tmp_path, 15) for _ in range(3)]
    for worker in workers:
        said, errors = worker.communicate(timeout=60)
        assert (said, worker.returncode) == ("klaar\n", 0), errors
    assert whole(Store(tmp_path, KEEP).read_current(DATASET)) == 45


def test_two_writers_without_the_lock_of_the_refresher_do_no_harm(tmp_path: Path) -> None:
    put(Store(tmp_path, KEEP), 1)
    with started("read", tmp_path) as reader:
        with started("write", tmp_path), started("write", tmp_path):
            time.sleep(0.5)
        reader.send_signal(signal.SIGTERM)
        errors = reader.communicate()[1]
        assert reader.returncode == 0, errors
    put(Store(tmp_path, KEEP), 10_000)
    assert leftovers(tmp_path) == []
