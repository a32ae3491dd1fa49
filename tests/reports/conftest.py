"""What is reported, in a database of its own for every test: SQLite, and PostgreSQL."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "server"))


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Postgres]:
    """A PostgreSQL for all tests of a worker."""
    with postgres.started() as found:
        yield found


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store of this test is; it does not exist yet."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return tmp_path / "opslag"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the database of this test is; nothing was reported yet."""
    is_file = request.param == "sqlite"
    url = f"sqlite:///{store}/meldingen.db" if is_file else request.getfixturevalue("server").url()
    monkeypatch.setenv("MONITOR_DATABASE", url)
    return str(url)
