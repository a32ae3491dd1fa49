"""The handouts of every ready-made deck, made once, with the figures really drawn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "endpoints"))

from handoutcases import Made, make_all


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Made]]:
    """Every ready-made deck with both its files, from what ships with the product."""
    patch = pytest.MonkeyPatch()
    patch.setenv("MONITOR_STORE", str(tmp_path_factory.mktemp("opslag")))
    yield make_all()
    patch.undo()
