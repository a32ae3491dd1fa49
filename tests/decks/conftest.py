"""A store and a ledger of its own for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "since"))
sys.path.insert(0, str(Path(__file__).parent.parent / "app"))
sys.path.insert(0, str(Path(__file__).parent.parent / "refresh"))

from faultserver import FaultServer
from keptstore import KeptStore
from refreshcases import Monitor

from data_loaders.agreements import registers
from data_loaders.files.paths import DATA


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeptStore:
    """An empty store that the monitor reads."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return KeptStore(tmp_path / "opslag")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the measurements of this test are; nothing was reported yet."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return tmp_path / "opslag" / "meldingen.db"


@pytest.fixture
def monitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Monitor]:
    """A monitor with an empty store, that follows CBS on this machine."""
    root = tmp_path / "opslag"
    monkeypatch.setenv("MONITOR_STORE", str(root))
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with FaultServer(lambda _: pytest.fail("nothing is served yet")) as server:
        yield Monitor(root, server, monkeypatch)


@pytest.fixture
def own_registers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the registers, to be changed."""
    folder = tmp_path / "afspraken"
    folder.mkdir()
    for path in (DATA / "afspraken").glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(registers, "FOLDERS", (folder, DATA / "speerpunten"))
    return folder
