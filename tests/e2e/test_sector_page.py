"""The page Speerpuntsectoren in a browser: links, keyboard, comparing, WCAG and small screens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sectortables import fetched_store
from serving import serving
from visit import looks, said, settle, visit
from wcag import OPEN_ALL, violations

pytestmark = pytest.mark.browser

PATH = "/speerpuntsectoren"
VIEWS: list[dict[str, str]] = [
    {},
    {"mijngemeente": "GM0221"},
    {"sector": "hoogwaardige-techniek"},
    {"sector": "zorg", "deel": "documenten"},
    {"sector": "energie", "deel": "cbs"},
    {"sector": "zorg", "vergelijk": "ict"},
]


@pytest.fixture(scope="module")
def live() -> Iterator[str]:
    """A site that has fetched the three tables by branch."""
    with serving(MONITOR_STORE=str(fetched_store())) as url:
        yield url


def test_deep_link_of_a_sector_on_a_cold_server(page: Page, live: str) -> None:
    visit(page, live, PATH, sector="zorg", gebied="GM0202", deel="cbs")
    expect(page.locator("h1")).to_have_text(["Zorg"])
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(3)
    expect(page.locator(".st-key-sectorreeks-banen-sector h4")).to_contain_text(
        "Gezondheids- en welzijnszorg (SBI Q), Arnhem: "
    )
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_card_leads_to_its_sector_and_keeps_the_area(page: Page, live: str) -> None:
    visit(page, live, PATH, gebied="GM0268")
    page.locator(".amm-sector-kaarten").get_by_role("link", name="Maakindustrie").click()
    page.wait_for_url("**/speerpuntsectoren?gebied=GM0268&sector=maakindustrie")
    settle(page)
    page.get_by_role("link", name="Van het CBS").click()
    expect(page.locator(".st-key-sectorreeks-banen-sector h4")).to_contain_text("Nijmegen")
    expect(page).to_have_title(re.compile("^Van het CBS – Maakindustrie – Speerpuntsectoren – "))
    page.get_by_role("link", name="Volgende sector: Vrijetijdseconomie").click()
    page.wait_for_url("**sector=vrijetijdseconomie**")
    settle(page)
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link").click()
    page.wait_for_url(lambda url: "sector=" not in url)
    settle(page)
    expect(page.locator(".amm-sector-kaarten")).to_be_visible()


def test_municipality_of_the_matrix_by_keyboard_and_back(page: Page, live: str) -> None:
    visit(page, live, PATH)
    table = page.locator(".amm-sector-matrix")
    expect(table.locator("thead th")).to_have_count(7)
    box = page.get_by_role("combobox", name="Gemeente")
    box.focus()
    box.press("ControlOrMeta+a")
    box.press_sequentially("Lingewaard")
    box.press("Enter")
    page.wait_for_url("**mijngemeente=GM1705**")
    settle(page)
    expect(table.locator("thead th")).to_have_count(3)
    expect(said(page, "Lingewaard heeft in de bron geen eigen keuze")).to_be_visible()
    page.go_back()
    expect(table.locator("thead th")).to_have_count(7)


def test_compare_two_sectors_from_the_profile(page: Page, live: str) -> None:
    visit(page, live, PATH, sector="zorg", gebied="GM0202")
    box = page.get_by_role("combobox", name="Vergelijk Zorg met")
    box.focus()
    box.press("ControlOrMeta+a")
    box.press_sequentially("ICT")
    box.press("Enter")
    page.wait_for_url("**vergelijk=ict**")
    settle(page)
    expect(page.locator("h1")).to_have_text(["Zorg en ICT"])
    page.get_by_role("link", name="Cijfers van het CBS").first.click()
    chart = page.locator(".st-key-sectorsamen-banen-sector [data-testid=stVegaLiteChart]")
    for name in ("Zorg (hele SBI Q)", "ICT (hele SBI J)"):
        expect(chart.locator("text", has_text=name).first).to_be_attached()
    page.get_by_role("combobox", name="Gebied").first.focus()
    visit(page, live, PATH, sector="zorg", vergelijk="ict", gebied="GM0202")
    expect(page.locator("h1")).to_have_text(["Zorg en ICT"])


@pytest.mark.parametrize("query", VIEWS)
def test_no_violations_and_nothing_sticks_out(page: Page, live: str, query: dict[str, str]) -> None:
    visit(page, live, PATH, **query)
    for width, scheme in looks(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)
        assert violations(page) == [], (width, scheme)


def test_without_a_fetch_the_profile_says_so(page: Page, site: str) -> None:
    visit(page, site, PATH, sector="energie", deel="cbs")
    expect(said(page, "Nog niet opgehaald: tabel")).to_have_count(3)
    expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(0)


def test_print_shows_tables_that_are_open_and_no_way_back(page: Page, live: str) -> None:
    visit(page, live, PATH, sector="energie", deel="cbs")
    place = page.locator(".st-key-sectorreeks-banen-sector")
    page.emulate_media(media="print")
    expect(place.locator("table").first).not_to_be_visible()
    page.emulate_media(media="screen")
    place.locator("summary").filter(has_text="Tabel").first.click()
    page.emulate_media(media="print")
    expect(place.locator("table").first).to_be_visible()
    expect(page.locator(".amm-pad")).not_to_be_visible()


def test_embedded_stays_embedded(page: Page, live: str) -> None:
    visit(page, live, PATH, sector="energie", deel="werk", embed="true")
    links = page.locator(".amm-sector-werk a, .amm-pad a, .amm-buren a")
    addresses = links.evaluate_all("nodes => nodes.map(node => node.getAttribute('href'))")
    assert len(addresses) > 5
    assert [address for address in addresses if "embed=true" not in address] == []


TALLEST: list[tuple[dict[str, str], int]] = [
    ({}, 1560),
    *(
        ({"sector": "zorg", "deel": part}, 2600)
        for part in ("kort", "documenten", "cbs", "nederland", "werk", "vragen")
    ),
    ({"sector": "zorg", "vergelijk": "ict", "deel": "cbs"}, 2600),
]


def test_no_part_is_higher_than_a_page_may_be(browser: Browser, live: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    found = {}
    for query, most in TALLEST:
        visit(page, live, PATH, **query)
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        if height > most:
            found[str(query)] = height
    page.close()
    assert found == {}
