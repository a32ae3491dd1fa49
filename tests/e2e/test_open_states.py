"""WCAG where a visitor has opened or chosen something: what a fresh page does not show."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from visit import settle, visit

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OPEN_ALL = "document.querySelectorAll('details').forEach(node => { node.open = true })"
FOUR = ["GM0202", "GM0221", "GM0277", "GM0268"]


STILL = "() => document.getAnimations().every(one => one.playState !== 'running')"


def violations(page: Page) -> list[tuple[str, str, str]]:
    page.wait_for_function(STILL)  # half faded in is half the contrast
    found = Axe().run(page, options=RULES).response["violations"]
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    return [(rule, node["html"], node["failureSummary"]) for rule, node in nodes]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violations_in_opened_states(browser: Browser, site: str, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    found = {}

    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", gebied=FOUR, cijfer="x")
    expect(page.locator(".amm-melding").first).to_be_visible()
    page.evaluate(OPEN_ALL)
    found["four areas, a notice, everything unfolded"] = violations(page)

    visit(page, site, "/regio-in-beeld", onderdeel="Pendel", verken="pendel-uit")
    page.get_by_role("combobox", name="Gebied").press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    # Focus stays in the box and the arrow keys move through the list: nothing to focus in it.
    found["the open list of areas"] = [
        item for item in violations(page) if item[0] != "scrollable-region-focusable"
    ]
    page.get_by_role("combobox", name="Gebied").press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.locator("canvas").first.wait_for(timeout=30_000)
    settle(page)
    found["the map of flows"] = violations(page)

    visit(page, site, "/bronnen")
    page.evaluate(OPEN_ALL)
    found["bronnen unfolded"] = violations(page)

    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", embed="true")
    found["embedded, on a phone"] = violations(page)

    page.close()
    assert {state: items for state, items in found.items() if items} == {}
