"""What axe finds wrong on a page, by the rules of WCAG 2.0 to 2.2, A and AA, and its advice."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
    "resultTypes": ["violations"],  # to describe all that is right takes most of the time
}
OPEN_ALL = "document.querySelectorAll('details').forEach(node => { node.open = true })"
STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"


def violations(page: Page) -> list[tuple[str, str, str]]:
    """Return every fault as its rule, the element, and what is wrong with it."""
    page.wait_for_function(STILL)  # half faded in is half the contrast
    found = Axe().run(page, options=RULES).response["violations"]
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    return [(rule, node["html"], node["failureSummary"]) for rule, node in nodes]
