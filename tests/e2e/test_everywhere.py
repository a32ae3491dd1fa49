"""What must hold on every page and every topic."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from visit import settle, views, visit
from wcag import violations

pytestmark = pytest.mark.browser


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


def test_light_has_no_violations_no_third_party_no_errors_and_no_deck(
    page: Page, site: str
) -> None:
    hosts, files, errors = watched(page)
    for path, query in views():
        visit(page, site, path, **query)
        assert violations(page) == [], (path, query)
        assert errors == [], (path, query)
    assert hosts == {urlsplit(site).netloc}
    assert not [file for file in files if "DeckGl" in file]


def test_dark_has_no_violations(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark", viewport={"width": 1280, "height": 900})
    for path, query in views():
        visit(page, site, path, **query)
        assert violations(page) == [], (path, query)
    page.close()


TALLEST = 2600
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
# A table of words that is wider than a phone, and one that scrolls in a page that scrolls.
SCROLLING = """() => [...document.querySelectorAll('.amm-tabel')].filter(box =>
  box.checkVisibility() && !box.closest('details') && (box.scrollHeight > box.clientHeight + 1
    || innerWidth < 640 && box.matches('.amm-tabel-woorden') && box.scrollWidth > box.clientWidth)
  ).map(box => box.getAttribute('aria-label'))"""
# A choice in a part of a page that is only for it has the whole width of a phone.
NARROW = """() => [...document.querySelectorAll('.st-key-profielkeuze .stSelectbox')]
  .map(box => Math.round(box.getBoundingClientRect().width))
  .filter(width => width < innerWidth - 33)"""


def test_nothing_sticks_out_on_a_phone_or_when_it_is_turned(browser: Browser, site: str) -> None:
    page = browser.new_page()
    for path, query in views():
        page.set_viewport_size({"width": 320, "height": 800})
        visit(page, site, path, **query)
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            settle(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, query, width, wide)
            assert page.evaluate(SCROLLING) == [], (path, query, width)
            assert width > 320 or page.evaluate(NARROW) == [], path
        assert page.evaluate(HEIGHT) <= TALLEST, (path, query)
    page.close()


def test_dark_is_dark(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    style = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(style) == "rgb(16, 24, 31)"
    name = page.locator(".st-key-verkenner .amm-staaf-naam").first
    assert name.evaluate("node => getComputedStyle(node).color") == "rgb(238, 242, 245)"
    page.close()
