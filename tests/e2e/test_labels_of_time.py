"""On the page a label stands below the point of its own period, in whatever zone a visitor is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser
from visit import settle, visit

pytestmark = pytest.mark.browser

DRAWN = """plot => {
  const box = node => node.getBoundingClientRect();
  const labels = [...plot.querySelectorAll('.amm-tijd')].filter(node => box(node).width);
  const moments = [...plot.querySelectorAll('.amm-moment')];
  return [
    labels.map(node => [node.textContent, box(node).left + box(node).width / 2]),
    moments.map(node => [node.title.split('\\n')[0], box(node).left, box(node).right]),
  ];
}"""


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_label_stands_below_its_own_point(browser: Browser, site: str, zone: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id=zone)
    page = context.new_page()
    visit(page, site, "/regio-in-beeld", onderdeel="inwoners", cijfer="bevolking", gebied="GM0202")
    settle(page)
    drawn: list[Any] = page.locator(".st-key-verkenner .amm-plot").first.evaluate(DRAWN)
    labels, moments = drawn
    places = {period.replace("januari", "jan"): ends for period, *ends in moments}
    assert {text for text, _ in labels} <= set(places)
    assert max(places, key=places.__getitem__) in {text for text, _ in labels}
    for text, x in labels:
        assert places[text][0] - 1 <= x <= places[text][1] + 1, text
    context.close()
