"""The profile of a municipality in a browser: one page, wide and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from visit import said, settle, visit

from data_loaders.geo.regions import load_regions

pytestmark = pytest.mark.browser

PAGE, TALLEST, TALLEST_FIRST = "/gemeenten", 1900, 1800
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("code", ["GM0299", "GM0268", "GM0277", "AM07"])
def test_a_profile_fits_on_one_page(browser: Browser, site: str, code: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    visit(page, site, PAGE, gemeente=code)
    assert page.evaluate(HEIGHT) <= TALLEST
    expect(page.locator("table.amm-profiel").first).to_be_visible()
    assert page.locator(".amm-profiel-strook img").count() >= 5
    page.close()


def test_on_a_phone_a_row_is_a_block_and_nothing_is_wider_than_the_screen(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    visit(page, site, PAGE, gemeente="GM0299", naast="GM0226")
    assert not page.evaluate(TOO_WIDE)
    wide = page.locator("table.amm-profiel").first.evaluate("t => t.scrollWidth > t.clientWidth")
    assert not wide
    page.close()


def test_a_guessed_address_names_the_page_and_the_link_keeps_it(page: Page, site: str) -> None:
    page.goto(f"{site}/gemeente/zevenaar")
    settle(page)
    expect(page).to_have_title("Zevenaar – Arbeidsmarktmonitor Arnhem-Nijmegen")
    assert page.url == f"{site}/gemeenten?gemeente=GM0299"
    page.get_by_role("link", name="Overzicht", exact=True).first.click()
    expect(page.get_by_role("link", name="Alle cijfers van Zevenaar")).to_be_visible()
    assert "gemeente=GM0299" in page.url
    page.set_viewport_size({"width": 1440, "height": 900})
    settle(page)
    assert page.evaluate(HEIGHT) <= TALLEST_FIRST
    on_map = page.locator(".amm-kaartnamen:visible")
    expect(on_map.get_by_role("link")).to_have_count(len(load_regions().members("AM07")))
    on_map.get_by_role("link", name="Rozendaal niet getoond").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Rozendaal")
    page.go_back()
    page.get_by_role("link", name="Alle cijfers van Zevenaar").click()
    expect(page.locator("h1")).to_contain_text("Zevenaar:")


def test_everything_is_made_with_one_click(page: Page, site: str) -> None:
    visit(page, site, PAGE, gemeente="GM0299")
    row = page.locator(".amm-profiel-acties")
    for name in ("Presentatie", "PDF", "CSV"):
        address = said(row, name, exact=True).get_attribute("href")
        reply = page.request.get(f"{site}/{str(address).removeprefix('./')}")
        assert reply.status == 200, name
    row.get_by_role("button", name="Deel of sluit in").click()
    shared = row.locator("code")
    expect(shared.first).to_contain_text("/gemeenten?gemeente=GM0299")
    expect(shared.last).to_contain_text("embed=true")


def test_a_municipality_is_chosen_on_the_map(page: Page, site: str) -> None:
    visit(page, site, PAGE)
    page.locator(".amm-landkaart:visible [data-gebied=GM0268]").click(force=True)
    expect(page.locator("h1")).to_contain_text("Nijmegen")
    assert "gemeente=GM0268" in page.url
