"""A ledger of its own for every test."""

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
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledger of this test is; it does not exist yet."""
    path = tmp_path / "metingen" / "metingen.csv"
    path.parent.mkdir()
    monkeypatch.setenv("MONITOR_METINGEN", str(path))
    return path


@pytest.fixture
def meting(ledger: Path) -> Run:
    """Run `python -m data_loaders meting ...` on that ledger."""

    def run(*args: object, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "data_loaders", "meting", *map(str, args)],
            cwd=ROOT,
            env=os.environ | {"MONITOR_METINGEN": str(ledger), "PYTHONUTF8": "1"},
            input=answer,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run
