"""A store and a ledger of its own for every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from keptstore import KeptStore


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeptStore:
    """An empty store that the monitor reads."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return KeptStore(tmp_path / "opslag")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the ledger of this test is; it does not exist yet."""
    path = tmp_path / "metingen.csv"
    monkeypatch.setenv("MONITOR_METINGEN", str(path))
    return path
