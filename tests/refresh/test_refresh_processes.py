"""Processes that die, meet each other, or have nowhere to write."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import mounts
import pytest
from cbsserver import Table, is_data, is_info
from faultserver import Reply, Request
from madetables import benefits
from refreshcases import NEW, TABLE, Monitor, watch

from data_loaders.files.paths import ROOT
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.store import Store

KILLS = 20
FULL = "Er is geen ruimte meer om gegevens te bewaren."
READ_ONLY = "Deze map is alleen te lezen, dus er is niets bewaard."
WORK = str(Path(__file__).parent / "refreshwork.py")


@contextmanager
def started(
    monitor: Monitor, *arguments: str, before: tuple[str, ...] = (), **environment: str
) -> Iterator[Any]:
    """Run Python beside the tests, on the store and the server of `monitor`."""
    server = monitor.server.url
    process = subprocess.Popen(
        [*before, sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "MONITOR_STORE": str(monitor.root)}
        | {"MONITOR_CBS_V3_URL": server, "MONITOR_CBS_V4_URL": server}
        | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def command(monitor: Monitor) -> Any:
    """The true command, with its true time-outs."""
    return started(monitor, "-m", "data_loaders", "refresh", "--only", TABLE)


def work(monitor: Monitor, *arguments: str, before: tuple[str, ...] = ()) -> Any:
    """Return what a command of refreshwork.py said."""
    with started(monitor, WORK, *arguments, before=before) as process:
        out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return json.loads(out.splitlines()[-1])


def edition(number: int) -> Table:
    """Each edition is newer than the one before; its first value is 1000 + its number."""
    table = benefits(modified=f"2026-08-{number:02}")
    table.rows[0]["Werkloosheid"] = 1000 + number
    return table


def seen_edition(monitor: Monitor) -> int:
    """The number of the edition that the pages get; all of it must be of that edition."""
    series = monitor.series()
    number = int(monitor.value("GM0202", "2026-01")[0]) - 1000
    modified = series.provenance.modified
    assert modified is not None
    assert number in (0, modified.day) and len(series.frame) == 240
    return number


# Killed


def test_command_killed_at_many_random_moments_leaves_a_whole_copy(
    following: Monitor, protocol: str
) -> None:
    moments = random.Random(2026)
    following.serve(edition(1), services=[protocol])
    with started(following, WORK, "children", following.server.url) as process:
        assert read(process.stdout) == "begonnen"
        begun = time.monotonic()
        assert run_child(process, None) == 0
        whole = time.monotonic() - begun
        last, stored, killed, unfinished = 1, 1, 0, 0
        for number in range(2, KILLS):
            following.serve(edition(number), services=[protocol])
            begun = time.monotonic()
            if run_child(process, moments.uniform(0, 1.2 * whole)) == signal.SIGKILL:
                killed, unfinished = killed + 1, unfinished + 1
            else:  # as long as it takes now: the machine may be busier or quieter than before
                whole, unfinished = time.monotonic() - begun, 0
            now = seen_edition(following)
            assert now in (last, number)
            stored += now != last
            last = now
            versions = Store(following.root).versions(dataset_of(TABLE))
            # Who is killed between the switch and the clearing away leaves one version more.
            assert 0 <= len(versions) - min(stored + 1, 5) <= unfinished
    assert killed >= 5, "te weinig halverwege"
    following.serve(edition(KILLS), services=[protocol])
    assert following.refresh().code == 0
    assert seen_edition(following) == KILLS
    assert len(Store(following.root).versions(dataset_of(TABLE))) == min(stored + 2, 5)
    assert list(following.root.rglob("_tmp-*")) == []


def run_child(process: Any, seconds: float | None) -> int:
    """Let a child refresh, killed after so many seconds; return the status it ended with."""
    process.stdin.write(f"{json.dumps(seconds)}\n")
    process.stdin.flush()
    return int(read(process.stdout))


def read(lines: IO[str]) -> Any:
    return json.loads(lines.readline())


MOMENTS: dict[str, Callable[[Request], bool]] = {"asked": is_info, "fetched": is_data}


@pytest.mark.parametrize("moment", MOMENTS)
def test_true_command_killed_while_it_asks_is_followed_by_the_next(
    fed: Monitor, moment: str
) -> None:
    before = watch(fed)
    reached, killed = threading.Event(), threading.Event()

    def tell(request: Request, reply: Reply) -> Reply:
        if MOMENTS[moment](request):
            reached.set()
            killed.wait(20)
        return reply

    fed.serve(benefits(4, modified=NEW), spoil=tell)
    with command(fed) as process:
        assert reached.wait(20)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    killed.set()
    assert fed.stored() == before.stored
    assert fed.seen() == before.seen
    fed.serve(benefits(4, modified=NEW))
    before.recovered(fed.refresh())


# Two at once


def test_second_refresher_leaves_the_work_to_the_first_and_takes_over_when_it_dies(
    fed: Monitor,
) -> None:
    before = watch(fed)
    reached, go = threading.Event(), threading.Event()

    def hold(request: Request, reply: Reply) -> Reply:
        if is_data(request):
            reached.set()
            go.wait(20)
        return reply

    fed.serve(benefits(4, modified=NEW), spoil=hold)
    with command(fed) as process:
        assert reached.wait(20)
        second = fed.refresh()
        assert second.code == 0
        assert "Een ander proces is hier al mee bezig." in second.said
        assert second.requests == []
        assert fed.seen() == before.seen
        process.kill()
        process.wait()
    go.set()
    with command(fed) as process:
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert "1 bronnen gevraagd, 0 niet gelukt." in out
    assert fed.stored() != before.stored
    assert fed.value("GM0202", "2026-04") == (1030.0, "voorlopig")


# Nowhere to write


@pytest.fixture
def renewed(monitor: Monitor, kept: Callable[[str], Path], protocol: str) -> Path:
    """The store with the good copy that one service gave; that service has a newer one."""
    monitor.serve(benefits(4, modified=NEW), services=[protocol])
    return kept(protocol)


def test_full_disk_leaves_the_last_good_copy(monitor: Monitor, renewed: Path) -> None:
    monitor.root.mkdir()
    before = mounts.mounted(monitor.root, 'mount -t tmpfs -o size=256k tmpfs "$1"; shift')
    arguments = ("full_disk", monitor.server.url, str(renewed))
    (code, said, period), after = work(monitor, *arguments, before=before)
    assert (code, period) == (1, "2026-03")
    assert FULL in said
    assert (after[0], after[2]) == (0, "2026-04")


@pytest.mark.parametrize("protocol", ["v3"], indirect=True)
def test_file_that_gets_too_large_leaves_the_last_good_copy(
    monitor: Monitor, renewed: Path
) -> None:
    shutil.copytree(renewed, monitor.root)
    before = monitor.stored()
    (code, said, period), after = work(monitor, "too_large", monitor.server.url)
    assert (code, period) == (1, "2026-03")
    assert FULL in said
    assert (after[0], after[2]) == (0, "2026-04")
    assert (monitor.stored() | {"_current": before["_current"]}).items() >= before.items()


@pytest.mark.parametrize("protocol", ["v3"], indirect=True)
def test_read_only_store_asks_nobody_and_still_serves(monitor: Monitor, renewed: Path) -> None:
    shutil.copytree(renewed, monitor.root)
    before = monitor.stored()
    ((code, said, period),) = work(
        monitor,
        "read_only",
        monitor.server.url,
        before=mounts.mounted(monitor.root, mounts.READ_ONLY),
    )
    assert (code, period) == (1, "2026-03")
    assert READ_ONLY in said
    assert monitor.server.log == []
    assert monitor.stored() == before
    assert monitor.refresh().code == 0
