"""Several machines, one copy: one of them asks the sources, the others take over what it found."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cbsserver import is_data
from faultserver import Reply, Request
from madetables import benefits
from refreshcases import NEW, TABLE, Monitor
from test_refresh_processes import started

from data_loaders.refresh.background import Refresher
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store

DATASET = dataset_of(TABLE)
Machine = Callable[[str], Monitor]


@pytest.fixture
def machine(monitor: Monitor, tmp_path: Path) -> Machine:
    """Go on as the machine with this name: a folder of its own, beside what all of them share."""

    def enter(name: str) -> Monitor:
        monitor.root = tmp_path / name
        monitor.patch.setenv("MONITOR_STORE", f"file://{tmp_path}/gedeeld")
        monitor.patch.setenv("MONITOR_CACHE", str(monitor.root))
        return monitor

    monitor.serve(benefits(4, modified=NEW))
    return enter


def test_what_one_machine_fetched_the_others_take_over_without_asking(machine: Machine) -> None:
    writer = machine("schrijver")
    assert writer.refresh().code == 0
    seen, stored, state = writer.seen(), writer.stored(), writer.state()
    assert state.last_success is not None
    follower = machine("volger")
    asked = len(follower.server.log)
    assert follower.run("refresh", "--pull") == (0, f"Nieuw overgenomen: {DATASET}.\n")
    assert follower.run("refresh", "--pull") == (0, "Nieuw overgenomen: niets.\n")
    assert len(follower.server.log) == asked
    assert (follower.seen(), follower.stored(), follower.state()) == (seen, stored, state)


def test_a_fault_at_the_source_is_told_on_every_machine(machine: Machine) -> None:
    """Also of a table that was never fetched: then the fault is all there is to tell."""
    writer = machine("schrijver")
    writer.serve()
    assert writer.refresh().code == 1
    state = writer.state()
    assert state.error
    follower = machine("volger")
    assert follower.run("refresh", "--pull")[0] == 0
    assert follower.state() == state
    writer = machine("schrijver")
    writer.serve(benefits(4, modified=NEW))
    assert writer.refresh().code == 0
    follower = machine("volger")
    assert follower.run("refresh", "--pull")[0] == 0
    assert (follower.state().error, follower.versions()) == ("", 1)


def test_a_task_that_begins_with_nothing_asks_only_what_is_due(machine: Machine) -> None:
    assert machine("een").refresh().code == 0
    assert machine("twee").refresh("--due").requests == []
    assert machine("drie").refresh().requests != []


def test_an_app_beside_a_shared_copy_asks_no_source(machine: Machine) -> None:
    """Its own refresher, with its true command."""
    assert machine("schrijver").refresh().code == 0
    app = machine("app")
    asked = len(app.server.log)
    for name in ("MONITOR_CBS_V3_URL", "MONITOR_CBS_V4_URL"):
        app.patch.setenv(name, app.server.url)
    refresher = Refresher(first=0, pause=60)
    refresher.start()
    try:
        deadline = time.monotonic() + 60
        while refresher._child is None or refresher._child.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        refresher.stop()
        refresher.join(60)
    assert len(Store(app.root).versions(DATASET)) == 1
    assert Store(app.root).read_state(DATASET) != SourceState()
    assert len(app.server.log) == asked


def test_two_writers_at_once_are_not_wanted_and_do_no_harm(machine: Machine) -> None:
    """Both stand still in the middle, each with a folder of its own, and then go on together."""
    halfway: list[Request] = []

    def meet(request: Request, reply: Reply) -> Reply:
        if is_data(request):
            halfway.append(request)
            deadline = time.monotonic() + 30
            while len(halfway) < 2 and time.monotonic() < deadline:
                time.sleep(0.01)
        return reply

    one = machine("een")
    one.serve(benefits(4, modified=NEW), spoil=meet)
    shared = {"MONITOR_STORE": f"file://{one.root.parent}/gedeeld"}
    command = ("-m", "data_loaders", "refresh", "--only", TABLE)
    folders = [shared | {"MONITOR_CACHE": str(one.root.parent / name)} for name in ("een", "twee")]
    with (
        started(one, *command, **folders[0]) as first,
        started(one, *command, **folders[1]) as other,
    ):
        for process in (first, other):
            out, errors = process.communicate(timeout=120)
            assert (process.returncode, errors) == (0, "")
            assert "1 bronnen gevraagd, 0 niet gelukt." in out
    follower = machine("volger")
    assert follower.run("refresh", "--pull")[0] == 0
    assert follower.value("GM0202", "2026-04") == (1030.0, "voorlopig")
    assert Store(follower.root).problem(DATASET) is None
    assert follower.refresh().code == 0


def test_there_is_nothing_to_take_over_beside_a_folder(monitor: Monitor) -> None:
    code, said = monitor.run("refresh", "--pull")
    assert (code, said) == (1, "Error: MONITOR_STORE is geen adres van een gedeelde kopie.\n")
