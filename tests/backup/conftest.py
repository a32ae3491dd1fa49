"""A store, a ledger and notes of its own for every test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "since"))
sys.path.insert(0, str(Path(__file__).parent.parent / "server"))

from backupcases import Machine


@pytest.fixture
def here(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "hier").filled()


@pytest.fixture
def there(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "daar")
