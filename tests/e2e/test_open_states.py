"""WCAG where a visitor has opened or chosen something: what a fresh page does not show."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from visit import settle, visit
from wcag import OPEN_ALL, violations

pytestmark = pytest.mark.browser

FOUR = ["GM0202", "GM0221", "GM0277", "GM0268"]


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
    # Focus stays in the box and the arrow keys move through the list: nothing to focus in it; and
    # Streamlit hangs it at the end of the document, where the box that it belongs to names it.
    found["the open list of areas"] = [
        item
        for item in violations(page)
        if item[0] not in {"scrollable-region-focusable", "region"}
    ]
    page.get_by_role("combobox", name="Gebied").press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.locator("canvas").first.wait_for(timeout=30_000)
    settle(page)
    found["the map of flows"] = violations(page)

    for part in ("tabellen", "cijfers", "verschillen"):
        visit(page, site, "/bronnen", deel=part)
        page.evaluate(OPEN_ALL)
        found[f"bronnen, {part} unfolded"] = violations(page)

    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", embed="true")
    found["embedded, on a phone"] = violations(page)

    page.close()
    assert {state: items for state, items in found.items() if items} == {}
