"""Sharing from the app: links beside every figure, an embedded page, and three ways to go."""

from __future__ import annotations

import io
import re

import pytest
import requests
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect
from visit import open_downloads, settle, visit

pytestmark = pytest.mark.browser

EXPLORER = ".st-key-verkenner"
CHOSEN = "onderdeel=uitkeringen&gebied=GM0202&cijfer=bijstand-aandeel"


def links(page: Page, place: str) -> list[str]:
    found = page.locator(f"{place} .amm-delen a")
    return [str(found.nth(i).get_attribute("href")) for i in range(found.count())]


def test_links_beside_a_figure_keep_its_selection(
    page: Page, site: str, context: BrowserContext
) -> None:
    query = {"onderdeel": "inwoners", "cijfer": "bevolking", "periode": "2024"}
    visit(page, site, "/regio-in-beeld", **query, gebied=["GM0202", "GM0268"])
    choice = "?gebied=GM0202&gebied=GM0268&periode=2024"
    assert links(page, EXPLORER) == [f"./deel/bevolking{choice}"]
    open_downloads(page, EXPLORER)
    endings = ("excel.csv", "csv", "xlsx", "parquet")
    assert links(page, "[data-testid=stPopoverBody]") == [
        *(f"./regio-in-beeld/bevolking.{ending}{choice}" for ending in endings),
        "./tegel/bevolking.xlsx?omvang=alles",
        "./tegel/bevolking.csv?omvang=alles",
        f"./tegel/bevolking.png{choice}",
        f"./tegel/bevolking.svg{choice}",
    ]
    page.keyboard.press("Escape")
    headline = page.locator(f"{EXPLORER} h3").first.inner_text()
    share = page.locator(EXPLORER).get_by_role("link", name=re.compile("^Deel of sluit in:"))
    with context.expect_page() as opened:
        share.press("Enter")
    opened.value.wait_for_load_state()
    assert opened.value.locator("h1").inner_text() == headline
    assert opened.value.evaluate("opener") is None


def test_a_workbook_from_the_app_holds_what_its_table_shows(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    explorer = page.locator(EXPLORER)
    open_downloads(page, EXPLORER)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download XLSX").click()
    assert waiting.value.suggested_filename.endswith("_2024-12.xlsx")
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    head, *rows = book["Gegevens"].iter_rows(values_only=True)
    area, value = head.index("gebied"), head.index("waarde")
    held = {row[area]: row[value] for row in rows}
    table = explorer.locator("details", has_text="Tabel").first
    shown = table.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [row.querySelector('th').textContent,"
        " row.querySelector('.amm-getal').textContent])"
    )
    assert len(shown) > 9
    for name, text in shown:
        number = held[name]
        expected = "niet getoond" if number is None else f"{number:.1f} %".replace(".", ",")
        assert text.replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("path", "start", "least"),
    [
        ("/", "./deel/", 6),
        ("/hca-doelen?doel=contact-jongeren", "./deel/doel/contact-jongeren", 1),
        ("/regio-deal", "./deel/project/", 13),
        ("/regio-deal?project=soil-valley", "./deel/project/soil-valley", 1),
    ],
)
def test_cards_can_be_shared(page: Page, site: str, path: str, start: str, least: int) -> None:
    visit(page, site, path)
    there = page.locator(f"a[href^='{start}']")
    expect(there.first).to_be_attached()
    found = [str(link.get_attribute("href")) for link in there.all()]
    assert len(found) >= least
    for link in (found[0], found[-1]):
        assert requests.get(f"{site}/{link}", timeout=60).status_code == 200, link


def test_a_page_in_a_frame_keeps_its_filters_and_leads_to_the_whole(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.goto(f"{site}/deel/bijstand-aandeel?gebied=GM0202&soort=live")
    page.locator("iframe").scroll_into_view_if_needed()
    frame = page.frame_locator("iframe")
    foot = frame.locator(".amm-voet")
    expect(foot).to_have_count(1, timeout=30_000)
    assert "Cijfers van het CBS" not in foot.inner_text()
    assert frame.get_by_role("link", name="Bronnen", exact=True).count() == 0
    expect(frame.locator(".stMultiSelect")).to_be_visible()
    link = foot.get_by_role("link")
    assert link.get_attribute("href") == f"?{CHOSEN}"
    with context.expect_page() as opened:
        link.click()
    whole = opened.value
    settle(whole)
    assert whole.url == f"{site}/regio-in-beeld?{CHOSEN}"
    assert "Cijfers van het CBS" in whole.locator(".amm-voet").inner_text()


def test_the_start_page_has_three_ways_to_use_the_figures(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    visit(page, site, "/")
    door = page.locator(".amm-deur", has_text="Gebruik deze cijfers")
    ways = door.get_by_role("link")
    assert ways.all_inner_texts() == ["Tegel", "Presentatie", "Download"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for link in ways.all():
        link.focus()
        expect(link).to_be_focused()
        address = str(link.get_attribute("href")).removeprefix("./")
        assert requests.get(f"{site}/{address}", timeout=60).status_code == 200


def test_a_tile_leads_to_the_page_with_the_same_area_by_any_word(page: Page, site: str) -> None:
    page.goto(f"{site}/tegel/bevolking?gebied=gelderland")
    title = page.locator("h1, h2").first.inner_text()
    assert "Gelderland 2.173.349" in title
    way = page.get_by_role("link", name=re.compile("^Bekijk dit in")).get_attribute("href")
    assert way and way.endswith("gebied=PV25&cijfer=bevolking")
    for link in (way.removeprefix("../"), "regio-in-beeld?cijfer=bevolking&gebied=GELDERLAND"):
        page.goto(f"{site}/{link}")
        settle(page)
        assert page.locator(f"{EXPLORER} h3").first.inner_text() == title
        assert page.locator(".amm-melding").count() == 0
