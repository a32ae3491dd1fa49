"""When the database is away: what was last known is shown with its age, and nothing is saved."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import postgres
import pytest
from reportcases import YOUTH, measurement, state
from sitework import serving_site
from test_reports_processes import run, start

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.reports.copy import copy_file, read_copy
from data_loaders.reports.database import database_url
from data_loaders.reports.measurements import check_reports, load_measurements
from data_loaders.reports.reading import last_reports, load_reports
from data_loaders.reports.writing import add_all
from data_loaders.storage.default import looking_back
from data_loaders.storage.store import Store

AWAY = "De database is niet bereikbaar."


@pytest.fixture
def own(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[postgres.Postgres]:
    """A PostgreSQL that this test may stop, with one measurement."""
    with postgres.started() as server:
        monkeypatch.setenv("MONITOR_DATABASE", server.url())
        add_all([measurement()], "proef")
        yield server


class Following:
    """A process that follows the database, and says what it knows."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def knows(self) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("en nu\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def until(self, **wanted: object) -> dict[str, Any]:
        """Ask until it knows this; a test that never sees it runs into its time limit."""
        while True:
            found = self.knows()
            if all(found[name] == value for name, value in wanted.items()):
                return found
            time.sleep(0.1)


@contextmanager
def following() -> Iterator[Following]:
    with start("follow", stdin=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            assert json.loads(process.stdout.readline()) == "begonnen"
            yield Following(process)
        finally:
            process.kill()


def test_what_was_known_stays_while_the_database_is_away_and_after_a_restart(
    own: postgres.Postgres,
) -> None:
    with following() as first:
        assert first.knows() == {"rows": 1, "problem": "", "known": True}
        own.stop()
        first.until(rows=1, problem=AWAY, known=True)
        with following() as second:
            second.until(rows=1, problem=AWAY, known=True)
            own.start()
            for process in (first, second):
                process.until(problem="")
            add_all([state()], "proef")
            for process in (first, second):
                assert process.until(rows=2)["problem"] == ""


def test_a_database_that_hangs_holds_up_nobody_who_reads(own: postgres.Postgres) -> None:
    with following() as process:
        own.send(signal.SIGSTOP)
        try:
            found = process.until(known=True)
            while not found["problem"]:
                time.sleep(0.2)
                found = process.knows()
                assert found["rows"] == 1
        finally:
            own.send(signal.SIGCONT)
        add_all([state()], "proef")
        process.until(rows=2, problem="")


def test_nothing_is_saved_and_that_is_said(own: postgres.Postgres) -> None:
    own.stop()
    with pytest.raises(DataError) as refused:
        add_all([state()], "proef")
    assert str(refused.value) == AWAY
    known = load_reports()
    assert (len(known.rows), known.problem) == (1, AWAY) and known.as_of is not None
    assert [str(problem) for problem in check_reports()] == [f"Meldingen: {AWAY}"]


def test_what_never_could_be_read_is_not_taken_for_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE", "postgresql://monitor:geheim@127.0.0.1:9/monitor")
    for read in (load_reports, load_measurements):
        with pytest.raises(DataError, match=AWAY):
            read()
    assert last_reports().as_of is None


def test_who_looks_back_at_the_store_reads_the_same_reports(store: Path, tmp_path: Path) -> None:
    add_all([measurement()], "proef")
    with looking_back(Store(tmp_path / "vroeger")):
        assert len(load_reports().rows) == 1
        assert load_reports().mark == last_reports().mark


def test_the_copy_is_of_this_database_and_a_damaged_one_is_none(own: postgres.Postgres) -> None:
    url = database_url()
    assert len(read_copy(copy_file(), url).rows) == 1
    assert read_copy(copy_file(), url.set(database="ander")).rows == ()
    copy_file().write_bytes(copy_file().read_bytes()[:-20])
    assert read_copy(copy_file(), url).rows == ()


def test_who_follows_keeps_the_copy_in_the_store_where_it_began(
    store: Path, tmp_path: Path
) -> None:
    add_all([measurement()], "proef")
    copy_file().unlink()
    elsewhere = tmp_path / "elders"
    assert run("follow_elsewhere", elsewhere) == []
    assert copy_file().exists() and not elsewhere.exists()


def test_a_file_that_is_lost_is_not_begun_anew(store: Path) -> None:
    add_all([measurement()], "proef")
    file, aside = store / "meldingen.db", store / "opzij"
    file.rename(aside)
    known = load_reports()
    assert len(known.rows) == 1 and "deze database is weg" in known.problem
    with pytest.raises(DataError, match="deze database is weg; zet een back-up terug"):
        add_all([state()], "proef")
    assert not file.exists()
    aside.rename(file)
    add_all([state()], "proef")
    assert (len(load_reports().rows), load_reports().problem) == (2, "")


def test_a_database_of_a_newer_version_is_read_and_not_written(store: Path) -> None:
    add_all([measurement()], "proef")
    with closing(sqlite3.connect(store / "meldingen.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    from data_loaders.reports import migrating

    migrating._done.clear()
    with pytest.raises(DataError, match="van een nieuwere versie van de monitor"):
        add_all([state()], "proef")
    assert (len(load_reports().rows), load_reports().problem) == (1, "")


@pytest.mark.parametrize(
    "said",
    ["mysql://naam:geheim@machine/x", "geheim", "sqlite://", "sqlite:///:memory:", "postgresql:/x"],
)
def test_a_wrong_setting_is_one_sentence_without_what_is_secret(
    store: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("MONITOR_DATABASE", said)
    with pytest.raises(DataError) as refused:
        load_reports()
    assert str(refused.value).startswith("MONITOR_DATABASE: dit is geen adres")
    assert "geheim" not in str(refused.value)


def test_a_server_does_not_start_with_a_wrong_setting(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "server.py"],
        cwd=ROOT,
        env=os.environ | {"MONITOR_DATABASE": "mysql://naam:geheim@machine/x"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("MONITOR_DATABASE: dit is geen adres") and "geheim" not in line


def test_a_server_shows_what_others_publish_and_goes_on_without_the_database(
    own: postgres.Postgres,
) -> None:
    tile = f"/tegel/doel/{YOUTH}"
    with serving_site([sys.executable, "server.py"]) as site:
        while "31.500 op 30 juni 2026" not in site.ask(tile).body.decode():
            time.sleep(0.2)
        corrected = measurement(31_400.0, replaces="M0001", sentence="Dubbelen eruit.")
        add_all([corrected], "proef")
        while "31.400 op 30 juni 2026" not in site.ask(tile).body.decode():
            time.sleep(0.2)
        own.stop()
        assert site.ask("/readyz").status == 200
        for path in (tile, "/api/v1/registers/metingen", "/deel/agenda"):
            answer = site.ask(path)
            assert answer.status == 200, path
        while "wat daarna kwam, is nu niet te lezen" not in site.ask(tile).body.decode():
            time.sleep(0.2)
        assert "31.400" in site.ask(tile).body.decode()
