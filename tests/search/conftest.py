"""What can be found, made once."""

from __future__ import annotations

import pytest

from components.search.entries import Entry, search_entries
from pages import PAGES


@pytest.fixture(scope="session")
def known() -> tuple[Entry, ...]:
    return search_entries(PAGES, "proef")
