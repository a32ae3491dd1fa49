"""The first visitor of a server that has just started, on every page."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext
from serving import serving
from visit import settle

from bench import protocol
from bench.servers import serve
from components.markup.menu import PageEntry
from components.screens.frame import TITLE
from pages import PAGES

pytestmark = pytest.mark.browser


# Each has a server of its own, so one page of every place in the menu, not every page.
ONE_OF_EACH = {entry.group: entry for entry in PAGES[1:]}
IN_A_BROWSER = [entry for entry in PAGES if entry.slug in {"regio-in-beeld", "over"}]


@pytest.mark.parametrize("entry", ONE_OF_EACH.values(), ids=lambda entry: entry.slug)
def test_first_deep_link_is_known(entry: PageEntry) -> None:
    """What the browser is told; it says "page not found" when the server does not know it."""
    with serve("koud", "server.py") as server, protocol.visit(server, entry.slug) as visitor:
        assert visitor.run().elements["html"] > 0


@pytest.mark.parametrize("entry", IN_A_BROWSER, ids=lambda entry: entry.slug)
def test_first_deep_link_shows_its_page(context: BrowserContext, entry: PageEntry) -> None:
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
        assert page.title() == f"{entry.title} – {TITLE}"
        chosen = page.locator(":is(.amm-menu, .amm-voet) a[aria-current=page]")
        assert chosen.inner_text().strip() == entry.title
        page.close()
    assert errors == []
