"""The real server, and a page of the size of a projector."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parent.parent / "e2e"))
sys.path.insert(0, str(Path(__file__).parent.parent / "decks"))
sys.path.insert(0, str(Path(__file__).parent.parent / "since"))

from showingserver import ShowingServer


@pytest.fixture(scope="session")
def server() -> Iterator[ShowingServer]:
    found = ShowingServer()
    found.start()
    yield found
    found.kill()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    made = context.new_page()
    broken: list[str] = []
    made.on("pageerror", lambda error: broken.append(str(error)))
    yield made
    context.close()
    assert broken == []
