"""On the page a label stands below the point of its own period, in whatever zone a visitor is."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser
from visit import settle, visit

pytestmark = pytest.mark.browser

DRAWN = """svg => {
  const middle = node => { const b = node.getBoundingClientRect(); return b.left + b.width / 2 };
  const labels = [...svg.querySelectorAll('.role-axis-label text')].filter(
    text => text.getAttribute('opacity') !== '0' && text.getAttribute('text-anchor') === 'middle');
  const points = [...svg.querySelectorAll('path[aria-label*="Periode: "]')];
  return [
    labels.map(text => [text.textContent, middle(text)]),
    points.map(path => [
      path.getAttribute('aria-label').match(/Periode: ([^;]+)/)[1], middle(path)]),
  ];
}"""


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_label_stands_below_its_own_point(browser: Browser, site: str, zone: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id=zone)
    page = context.new_page()
    visit(page, site, "/regio-in-beeld", onderdeel="inwoners", cijfer="bevolking", gebied="GM0202")
    settle(page)
    drawn: list[Any] = [
        svg.evaluate(DRAWN) for svg in page.locator(".st-key-verkenner svg.marks").all()
    ]
    (labels, points), *_ = [found for found in drawn if found[0] and found[1]]
    places = {period.replace("januari", "jan"): x for period, x in points}
    assert {text for text, _ in labels} <= set(places)
    assert max(places, key=places.__getitem__) in {text for text, _ in labels}
    for text, x in labels:
        assert abs(places[text] - x) < 2, text
    context.close()
