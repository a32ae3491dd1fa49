"""Beheer and the pages of what is reported, filled: readable, and usable without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from countcases import OCTOBER, month_of, publish
from playwright.sync_api import Page
from sitework import Site, serving_site
from tabbing import Rings, there_and_back
from toldcases import BY, measure, report
from visit import visit
from wcag import OPEN_ALL, violations

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.reports.record import Report
from data_loaders.reports.writing import propose

pytestmark = pytest.mark.browser

PARTS = ("gevraagd", "doorgeven", "bestand", "wachten", "logboek", "mensen")
DESK = [f"/beheer?deel={part}" for part in PARTS]
PUBLIC = ["/werkcentrum", "/nieuwsbrief", "/meting-doorgeven"]
HIGHEST = 2600  # pixels, on a screen 1440 wide
SIDEWAYS = """() => [...document.querySelectorAll('main *')].filter(node =>
    node.scrollWidth > node.clientWidth + 1 && node.clientWidth
    && ['auto', 'scroll'].includes(getComputedStyle(node).overflowX))
  .map(node => `${node.className}: ${node.innerText.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on which much was reported, and much waits."""
    store: Path = tmp_path_factory.mktemp("opslag")
    yesterday = dutch_today() - timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", str(store))
        publish(month_of("2026-10", OCTOBER))
        measure("contact-jongeren", 31_500, date(2026, 9, 30))
        actions = load(Action)
        report("action_state", actions[0].id, yesterday, state="loopt", sentence="Het loopt.")
        for item in actions[1:]:
            told = Report(kind="action_state", subject=item.id, period=str(yesterday),
                          state="klaar", sentence="Alles is af.", **BY)  # fmt: skip
            propose(told, "inzender@voorbeeld.nl")
        with serving_site(MONITOR_BEHEER="lokaal") as site:
            yield site


@pytest.mark.parametrize("width", [1440, 320])
def test_axe_finds_nothing_folded_or_open(page: Page, filled: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in DESK + PUBLIC:
        visit(page, filled.url, path)
        page.evaluate(OPEN_ALL)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        if width < 400 and path in PUBLIC:
            assert page.evaluate(SIDEWAYS) == [], path


def test_no_part_of_the_desk_is_endless(page: Page, filled: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    high = "document.querySelector('[data-testid=stMain]').scrollHeight"
    found = {path: visit(page, filled.url, path).evaluate(high) for path in DESK}
    assert {path: pixels for path, pixels in found.items() if pixels > HIGHEST} == {}


@pytest.mark.parametrize("path", DESK + PUBLIC)
def test_tab_leads_by_all_that_can_be_used_and_out_again(
    page: Page, filled: Site, path: str
) -> None:
    """In the order in which it is read, both ways, and it is seen where one is."""
    visit(page, filled.url, path)
    found, stops = there_and_back(page)
    rings = Rings()
    rings.look(page, stops)
    assert stops and found == [] and rings.dim == {}
