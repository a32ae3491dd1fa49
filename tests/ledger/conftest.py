"""A database of its own for every test, and a place for a ledger from before there was one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data_loaders.files.paths import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the database of this test is; it does not exist yet."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return tmp_path / "opslag" / "meldingen.db"


@pytest.fixture
def old_ledger(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a ledger from before the database would be; it does not exist yet."""
    path = tmp_path / "metingen.csv"
    monkeypatch.setenv("MONITOR_METINGEN", str(path))
    return path


@pytest.fixture
def meting(database: Path) -> Run:
    """Run `python -m data_loaders meting ...` on that database."""

    def run(*args: object, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "data_loaders", "meting", *map(str, args)],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            input=answer,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
