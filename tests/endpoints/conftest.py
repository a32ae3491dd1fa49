"""Servers with the published routes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from publishcases import Site, publishing


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with publishing() as found:
        yield found


CONFIGURED = {
    "MONITOR_URL": "https://monitor.voorbeeld.nl/pad/",
    "MONITOR_PUBLISHER": "Voorbeeld",
    "MONITOR_CONTACT": "mailto:cijfers@voorbeeld.nl",
}


@pytest.fixture(scope="session")
def configured() -> Iterator[Site]:
    """A site that knows its own address, and who publishes it."""
    with publishing(**CONFIGURED) as found:
        yield found
