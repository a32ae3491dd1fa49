"""Many writers, killed at any moment: every row that was there stays there, whole."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import ledgerwork
import mounts
import pytest
from ledgercases import FIRMS, FTE, SHARE, UNITS, YOUTH

from data_loaders.agreements.measurements import load_measurements, read_ledger
from data_loaders.files.paths import ROOT

KILLS = 40
FULL = "Er is geen ruimte meer om gegevens te bewaren."
READ_ONLY = "Deze map is alleen te lezen, dus er is niets bewaard."


def start(*arguments: object, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, ledgerwork.__file__, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests/faults'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: object, before: tuple[str, ...] = ()) -> Any:
    with start(*arguments, before=before) as process:
        said, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return json.loads(said)


def test_killed_at_random_moments_nothing_that_was_there_is_lost(ledger: Path) -> None:
    with start("read") as reader:
        try:
            assert reader.stdout is not None
            assert json.loads(reader.stdout.readline()) == "begonnen"
            found = run("kill_writers", KILLS)
            reader.send_signal(signal.SIGTERM)
            said, errors = reader.communicate(timeout=60)
        finally:
            reader.kill()
    assert reader.returncode == 0, errors
    assert json.loads(said)["versions"] > KILLS / 4
    assert found["grew"] > KILLS / 4, "de schrijvers kwamen te weinig aan het werk"
    assert found["leftovers"] == []
    assert list(read_ledger().rows) == [f"M{n:04}" for n in range(1, found["rows"] + 1)]


def test_killed_before_each_file_operation_the_row_is_there_or_not(ledger: Path) -> None:
    found = run("die_at_each_step")
    assert found["outcomes"] == [0, 1]
    assert found["steps"] >= 10


@pytest.mark.parametrize(("writers", "rows"), [(2, 10), (8, 4)])
def test_writers_at_once_all_get_their_rows_in(ledger: Path, writers: int, rows: int) -> None:
    assert run("together", writers, rows) == [0] * writers
    found = load_measurements()
    assert [item.id for item in found] == [f"M{n:04}" for n in range(1, writers * rows + 1)]
    wanted = {f"schrijver {writer} rij {row}" for writer in range(writers) for row in range(rows)}
    assert {item.source for item in found} == wanted


def test_two_commands_at_once_both_get_their_row_in(ledger: Path) -> None:
    goals = [YOUTH, SHARE, FTE, FIRMS]
    commands = [
        [sys.executable, "-m", "data_loaders", "meting", "add", "--doel", goal]
        + ["--peildatum", "2026-06-30", "--waarde", "5", "--bron", "Telling"]
        + ["--door", "projectleider"]
        for goal in goals
    ]
    at_once = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for command in commands]
    for process in at_once:
        process.communicate(timeout=60)
        assert process.returncode == 0
    found = load_measurements()
    assert {item.goal: item.unit for item in found} == {goal: UNITS[goal] for goal in goals}
    assert len({item.id for item in found}) == len(goals)


def test_a_file_that_may_not_grow_keeps_what_it_had(ledger: Path) -> None:
    found = run("too_large")
    assert found == {"sentence": FULL, "left": ["metingen.csv", "metingen.lock"]}
    assert len(load_measurements()) == 1


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(ledger: Path) -> None:
    before = mounts.mounted(ledger.parent, 'mount -t tmpfs -o size=256k tmpfs "$1"; shift')
    said = run("fill", before=before)
    assert said[0] == FULL
    assert said[-1] == ""
    assert set(said) == {FULL, ""}


def test_a_folder_that_is_only_to_be_read_is_one_sentence_and_still_read(ledger: Path) -> None:
    run("together", 1, 1)
    before = ledger.read_bytes()
    if os.geteuid() == 0:  # root passes by permissions, not by the mount
        found = run("try_once", before=mounts.mounted(ledger.parent, mounts.READ_ONLY))
    else:
        ledger.parent.chmod(0o555)
        found = run("try_once")
        ledger.parent.chmod(0o755)
    assert found == {"sentence": READ_ONLY, "rows": 1}
    assert ledger.read_bytes() == before
