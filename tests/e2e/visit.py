"""How a test visits the app: open, wait until it has settled, and look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlencode

from playwright.sync_api import Locator, Page, expect

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


def said(page: Page, words: str | re.Pattern[str], *, exact: bool = False) -> Locator:
    """Return where the page says this to the eye; to the ear it may be said once more."""
    return page.get_by_text(words, exact=exact).and_(page.locator(":not(#amm-zegt)"))


def visit(page: Page, site: str, path: str = "/", **query: object) -> Page:
    """Open a path with query parameters and wait until it has settled."""
    page.goto(f"{site}{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""))
    settle(page)
    return page


def topic_shown(page: Page) -> Locator:
    """Return where Regio in beeld says which topic it shows."""
    return page.locator(".amm-pad [aria-current=page]")


def choose_topic(page: Page, title: str) -> None:
    """Choose a topic of Regio in beeld and wait until it is there."""
    page.get_by_role("combobox", name="Onderwerp").click()
    page.get_by_role("option", name=title, exact=True).click()
    expect(topic_shown(page)).to_have_text(title)
    settle(page)


def open_downloads(page: Page, place: str) -> None:
    """Open what can be taken along of the figure in `place`."""
    page.locator(place).get_by_role("button", name="Download", exact=True).click()
    expect(page.get_by_role("link", name="Download voor Excel")).to_be_visible()
    settle(page)


# What stands deeper in a page than `views` comes: one of each kind.
DEEPER = [
    ("/regio-deal", {"project": "soil-valley"}),
    ("/regio-deal", {"deel": "partners"}),
    ("/regio-deal", {"deel": "doelen"}),
    ("/speerpuntsectoren", {"sector": "zorg"}),
    ("/speerpuntsectoren", {"sector": "zorg", "deel": "cbs"}),
    ("/gemeenten", {"gemeente": "GM0202"}),
    ("/uitvoeringsagenda", {"deel": "posten"}),
    ("/bronnen", {"deel": "verschillen"}),
]


def views() -> list[tuple[str, dict[str, str]]]:
    """Return every page, and every topic of Regio in beeld, as path and query."""
    paths = ["/", *(f"/{entry.slug}" for entry in PAGES[1:])]
    found: list[tuple[str, dict[str, str]]] = [(path, {}) for path in paths]
    return found + [("/regio-in-beeld", {"onderdeel": title}) for title in TOPICS]


# Whether what Streamlit colours and what we colour are both light, or both dark.
TURNED = """scheme => {
  const app = getComputedStyle(document.querySelector('[data-testid=stApp]'));
  const light = part => parseInt(part, 16) > 127;
  return app.colorScheme === scheme
    && app.getPropertyValue('--vlak').match(/\\w\\w/g).every(
      part => light(part) === (scheme === 'light'));
}"""


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Make the machine of the visitor light or dark, and wait until the page followed."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(TURNED, arg=scheme)
    settle(page)


def looks(page: Page) -> Iterator[tuple[int, str]]:
    """Show the page as it stands narrow and wide, light and dark; yield its width and scheme."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        turn(page, scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            settle(page)
            yield width, scheme
