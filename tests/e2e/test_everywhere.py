"""What must hold on every page and every topic."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from heard import english, tree
from playwright.sync_api import Browser, Page
from tabbing import Rings, faults, walk
from visit import DEEPER, TOPICS, settle, views, visit
from wcag import violations

pytestmark = pytest.mark.browser

# Of the edge of what has the focus, the part that shows it: of the page itself the head hides some.
LEAST = 0.4


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
    titles: dict[str, object] = {}
    for path, query in [*views(), *DEEPER]:
        visit(page, site, path, **query)
        heard = tree(page)
        assert english(heard) == [], (path, query)
        # A figure is one sentence and a table, not a row of symbols.
        assert [part for part in heard if part.role.startswith("graphics") or part.kind] == []
        if query != {"onderdeel": TOPICS[0]}:  # the first topic is the page itself
            assert titles.setdefault(page.title(), (path, query)) == (path, query)
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


def test_nothing_sticks_out_and_the_tab_key_leads_through_all_of_it(
    browser: Browser, site: str
) -> None:
    """On a phone, turned, and on a desk; there and back, with a ring that can be seen."""
    page, rings = browser.new_page(), Rings()
    for path, query in [*views(), *DEEPER]:
        page.set_viewport_size({"width": 320, "height": 800})
        visit(page, site, path, **query)
        for width in (320, 768, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            settle(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, query, width, wide)
            if width != 768:
                forward, back = walk(page), walk(page, back=True)
                assert faults(page, forward) == [], (path, query, width)
                assert faults(page, back[::-1]) == [], (path, query, width)
                places = [[stop["place"] for stop in way] for way in (forward, back[::-1])]
                assert places[0] == places[1], (path, query, width)
                rings.look(page, forward)
    assert {kind: part for kind, part in rings.known.items() if part < LEAST} == {}
    page.close()


def test_dark_is_dark(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    style = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(style) == "rgb(16, 24, 31)"
    name = page.locator(".st-key-verkenner .amm-staaf-naam").first
    assert name.evaluate("node => getComputedStyle(node).color") == "rgb(238, 242, 245)"
    page.close()
