"""The first visitor of a server that has just started, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext
from serving import serving
from visit import settle

from components.frame import TITLE
from pages import PAGES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.slug)
def test_first_deep_link_shows_its_page(context: BrowserContext, entry) -> None:
    errors: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    with serving() as site:
        page.goto(f"{site}/{entry.slug}")
        settle(page)
        assert page.locator("[role=dialog]").count() == 0
        assert page.locator("h1").count() == 1
        assert page.get_attribute("html", "lang") == "nl"
        assert page.title().startswith(entry.title) or TITLE in page.title()
        chosen = page.locator("[data-testid=stTopNavLink][aria-current=page]")
        assert chosen.inner_text().strip() == entry.title
        page.close()
    assert errors == []
