"""A provider of sign-ins and a monitor that uses it, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from signing import Provider, Visitor, providing, serving_inside
from sitework import Site


@pytest.fixture(scope="session")
def provider() -> Iterator[Provider]:
    with providing() as found:
        yield found


@pytest.fixture(scope="session")
def desk_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("opslag")


@pytest.fixture(scope="session")
def desk_site(provider: Provider, desk_store: Path) -> Iterator[Site]:
    with serving_inside(provider, MONITOR_STORE=str(desk_store)) as site:
        yield site


@pytest.fixture
def visitor(desk_site: Site) -> Visitor:
    return Visitor(desk_site)
