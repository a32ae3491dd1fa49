"""Many writers, killed at any moment: what was kept stays, whole and once, on both databases."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import mounts
import pytest
import reportwork
from postgres import Postgres
from reportcases import LINES

from data_loaders.files.paths import ROOT
from data_loaders.reports.reading import load_everything, load_reports

KILLS = 100
FULL = "Er is geen ruimte meer om gegevens te bewaren."
READ_ONLY = "Deze map is alleen te lezen, dus er is niets bewaard."


def start(
    *arguments: object, before: tuple[str, ...] = (), stdin: int | None = None
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, reportwork.__file__, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests/faults'}"},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: object, before: tuple[str, ...] = ()) -> Any:
    with start(*arguments, before=before) as process:
        said, errors = process.communicate(timeout=800)
    assert process.returncode == 0, errors
    return json.loads(said)


def test_killed_at_random_moments_nothing_is_lost_or_doubled(database: str) -> None:
    run("together", 1, 1)
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
    assert json.loads(said)["versions"] > KILLS / 8
    assert found["grew"] > KILLS / 4, "de schrijvers kwamen te weinig aan het werk"
    assert found["kept"] >= found["told"]


@pytest.mark.parametrize(("writers", "rows"), [(2, 20), (8, 4)])
def test_writers_at_once_all_get_their_rows_in(database: str, writers: int, rows: int) -> None:
    """They make the database at once, too."""
    assert run("together", writers, rows) == [0] * writers
    found = load_reports().rows
    wanted = {(LINES[writer], number) for writer in range(writers) for number in range(rows)}
    assert {(row.subject, row.value) for row in found} == wanted
    ids = [report.id for report in load_everything().reports]
    assert ids == [f"B{number:04}" for number in range(1, writers * rows + 1)]


def test_one_row_is_corrected_once_whoever_is_first(database: str) -> None:
    assert run("correct_together", 6) == [0, 7, 7, 7, 7, 7]
    assert len(load_reports().rows) == 2


def test_commands_at_once_all_get_their_row_in(database: str) -> None:
    say = ("--bron", "Telling", "--door", "projectleider")
    when = ("--peildatum", "2026-06-30")
    commands = [
        ("meting", "add", "--doel", "via-t-fte", "--waarde", "5", *when, *say),
        ("besteding", "add", "--post", LINES[0], "--bedrag", "5", *when, *say),
        ("actie", "add", "--actie", "actie-01", "--stand", "klaar", "--toelichting", "Af.")
        + (*when, *say),
        ("telling", "add", "--maand", "okt 2026", "--vrager", "jongere", "--aantal", "3")
        + ("--onderwerp", "scholing", "--kanaal", "inloop", *say),
    ]
    at_once = [
        subprocess.Popen([sys.executable, "-m", "data_loaders", *command], cwd=ROOT)
        for command in commands
    ]
    assert [process.wait(120) for process in at_once] == [0] * len(commands)
    found = {row.kind for row in load_reports().rows}
    assert found == {"measurement", "spending", "action_state", "count"}


def test_a_server_of_the_database_that_dies_keeps_what_was_told(
    server: Postgres, database: str
) -> None:
    if database.startswith("sqlite"):
        pytest.skip("SQLite heeft geen server")
    with start("together", 2, 400) as writers:
        while len(load_reports().rows) < 20:
            pass
        server.stop()
        _, errors = writers.communicate(timeout=120)
    assert "DataError" in errors
    known = load_reports()
    assert known.problem and len(known.rows) >= 20
    server.start()
    after = load_reports()
    assert not after.problem
    assert after.rows[: len(known.rows)] == known.rows
    assert run("correct_together", 2) == [0, 7]


@pytest.fixture
def sqlite(store: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("MONITOR_DATABASE", raising=False)
    store.mkdir()
    return store


def test_a_file_that_may_not_grow_keeps_what_it_had(sqlite: Path) -> None:
    found = run("too_large")
    assert found["sentence"] in (FULL, "De database is niet bereikbaar.")
    assert len(load_everything().reports) == found["rows"] > 0


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(sqlite: Path) -> None:
    before = mounts.mounted(sqlite, 'mount -t tmpfs -o size=512k tmpfs "$1"; shift')
    said = run("fill", before=before)
    assert said[0] == FULL
    assert said[-1] == ""
    assert set(said) == {FULL, ""}


def test_a_folder_that_is_only_to_be_read_is_one_sentence_and_still_read(sqlite: Path) -> None:
    run("together", 1, 1)
    if os.geteuid() == 0:  # root passes by permissions, not by the mount
        found = run("try_once", before=mounts.mounted(sqlite, mounts.READ_ONLY))
    else:
        sqlite.chmod(0o555)
        found = run("try_once")
        sqlite.chmod(0o755)
    assert found == {"sentence": READ_ONLY, "rows": 1, "problem": ""}
    assert len(load_reports().rows) == 1
