"""What must hold on every page and every topic."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import pytest
from heard import english, tree
from playwright.sync_api import Browser, Page
from spacing import cut
from tabbing import Rings, there_and_back
from visit import DEEPER, TOPICS, settle, turn, views, visit
from wcag import violations

pytestmark = pytest.mark.browser

TALLEST = 2600
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
# A table of words that is wider than a phone, and one that scrolls in a page that scrolls; the
# matrix of who takes part keeps its heads in sight so.
SCROLLING = """() => [...document.querySelectorAll('.amm-tabel')].filter(box =>
  box.checkVisibility() && !box.matches('.amm-deal-matrix') && !box.closest('details')
  && (box.scrollHeight > box.clientHeight + 1
    || innerWidth < 640 && box.matches('[data-woorden]') && box.scrollWidth > box.clientWidth)
  ).map(box => box.getAttribute('aria-label'))"""
# How large the headings are: of the page, and of its parts.
SIZES = """() => ['h1', 'h2'].map(name =>
  [...document.querySelectorAll(`[data-testid=stMain] ${name}`)]
    .filter(head => head.checkVisibility() && !head.matches('.amm-verborgen'))
    .map(head => parseFloat(getComputedStyle(head).fontSize)))"""
# A choice in a part of a page that is only for it has the whole width of a phone.
NARROW = """() => innerWidth > 640 ? []
  : [...document.querySelectorAll('.st-key-profielkeuze .stSelectbox')]
    .map(box => Math.round(box.getBoundingClientRect().width))
    .filter(width => width < innerWidth - 33)"""


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


@pytest.fixture(scope="module")
def titles() -> dict[str, object]:
    """The page that has a title, of all that were visited."""
    return {}


@pytest.fixture(scope="module")
def rings() -> Rings:
    """How the focus is seen on each kind of thing that was met."""
    return Rings()


@pytest.mark.parametrize(("path", "query"), [*views(), *DEEPER])
def test_it_is_there_for_everyone_and_comes_from_us(
    page: Page, site: str, path: str, query: dict[str, str], titles: dict[str, object], rings: Rings
) -> None:
    """To the eye, light and dark; to the ear; by keyboard; on a phone, turned, and on a desk."""
    hosts, files, errors = watched(page)
    visit(page, site, path, **query)
    heard = tree(page)
    assert english(heard) == []
    # A figure is one sentence and a table, not a row of symbols.
    assert [part for part in heard if part.role.startswith("graphics") or part.kind] == []
    if query != {"onderdeel": TOPICS[0]}:  # the first topic is the page itself
        assert titles.setdefault(page.title(), (path, query)) == (path, query)
    schemes: tuple[Literal["light", "dark"], ...] = ("dark", "light")
    for scheme in schemes:
        turn(page, scheme)
        assert violations(page) == [], scheme
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SCROLLING) == [] and page.evaluate(NARROW) == [], width
        if width == 320:
            assert cut(page) == []
            first, second = page.evaluate(SIZES)
            assert min(first) > max(second, default=0), (first, second)
        if width != 768:
            found, stops = there_and_back(page)
            assert found == [], width
            rings.look(page, stops)
    assert page.evaluate(HEIGHT) <= TALLEST
    # A file of Streamlit itself is in the memory of one process; ours can be had of any.
    assert page.get_by_test_id("stDownloadButton").count() == 0
    assert rings.dim == {} and errors == [] and hosts == {urlsplit(site).netloc}
    assert not [file for file in files if "DeckGl" in file]


def test_dark_is_dark(browser: Browser, site: str) -> None:
    page = browser.new_page(color_scheme="dark")
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    style = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert page.evaluate(style) == "rgb(16, 24, 31)"
    name = page.locator(".st-key-verkenner .amm-staaf-naam").first
    assert name.evaluate("node => getComputedStyle(node).color") == "rgb(238, 242, 245)"
    page.close()
