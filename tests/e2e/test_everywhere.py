"""What must hold on every page and every topic."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visit import views, visit

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def watched(page: Page) -> tuple[set[str], list[str], list[str]]:
    """Record the hosts, the scripts and the errors of a page."""
    hosts: set[str] = set()
    files: list[str] = []
    errors: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"}:
            hosts.add(parts.netloc)
            files.append(parts.path)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return hosts, files, errors


def test_no_third_party_no_errors_and_no_deck(page: Page, site: str) -> None:
    hosts, files, errors = watched(page)
    for path, query in views():
        visit(page, site, path, **query)
        assert errors == [], (path, query)
    assert hosts == {urlsplit(site).netloc}
    assert not [file for file in files if "DeckGl" in file]


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_sticks_out(browser: Browser, site: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path, query in views():
        visit(page, site, path, **query)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (path, query, wide)
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_of_wcag(browser: Browser, site: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    axe = Axe()
    found = {}
    for path, query in views():
        visit(page, site, path, **query)
        results = axe.run(page, options=RULES)
        if results.violations_count:
            violations = results.response["violations"]
            found[path, *query.values()] = [(v["id"], v["nodes"][0]["html"]) for v in violations]
    page.close()
    assert found == {}


def test_dark_is_dark(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    style = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(style) == "rgb(16, 24, 31)"
    label = page.locator("[data-testid=stVegaLiteChart] text").first
    assert label.evaluate("node => node.getAttribute('fill')") == "#eef2f5"
    page.close()
