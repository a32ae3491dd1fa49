"""A store and a ledger of its own for every test."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from keptstore import KeptStore

from data_loaders import notes
from data_loaders.agreements.note_rules import NOTE_COLUMNS


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
def notes_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Write notes to a file of this test: each is `note` with a number and what differs."""
    path = tmp_path / "kanttekeningen.csv"
    monkeypatch.setattr(notes, "NOTES_FILE", path)

    def put(note: dict[str, str], *rows: dict[str, str]) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, NOTE_COLUMNS)
            writer.writeheader()
            for number, row in enumerate(rows, start=1):
                writer.writerow(note | {"id": f"k{number}"} | row)

    return put
