"""A real server for the browser tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from serving import serving


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with serving() as url:
        yield url
