"""How a test visits the app: open, wait until it has settled, and look."""

from __future__ import annotations

from urllib.parse import urlencode

from playwright.sync_api import Page

from data_loaders.documents import load_topics
from pages import PAGES

APP = "[data-testid=stApp][data-test-script-state=notRunning]"
TOPICS = [topic.title for topic in load_topics().values()]
# Every chart has been painted, nothing is stale, and the script has stopped.
SETTLED = """() => {
  const app = document.querySelector('[data-testid=stApp]');
  const charts = [...document.querySelectorAll('[data-testid=stVegaLiteChart]')];
  return app && app.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-stale=true], [data-testid*=Skeleton]')
    && document.querySelector('.amm-voet')
    && [...document.querySelectorAll('.amm-kaart-plek')].every(place => place.firstElementChild)
    && charts.every(chart => chart.querySelector('svg g.mark-group'));
}"""


def settle(page: Page) -> None:
    """Wait until the page shows what it is going to show, and stays so for a moment.

    Between two runs of the script a page looks settled as well.
    """
    page.wait_for_selector(APP)
    shown = None
    for _ in range(100):
        page.wait_for_function(SETTLED)
        text = page.locator("[data-testid=stApp]").inner_text()
        if text == shown:
            return
        shown = text
        page.wait_for_timeout(150)
    raise AssertionError("the page goes on changing")


def visit(page: Page, site: str, path: str = "/", **query: object) -> Page:
    """Open a path with query parameters and wait until it has settled."""
    page.goto(f"{site}{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""))
    settle(page)
    return page


def views() -> list[tuple[str, dict[str, str]]]:
    """Return every page, and every topic of Regio in beeld, as path and query."""
    paths = ["/", *(f"/{entry.slug}" for entry in PAGES[1:])]
    found: list[tuple[str, dict[str, str]]] = [(path, {}) for path in paths]
    return found + [("/regio-in-beeld", {"onderdeel": title}) for title in TOPICS]
