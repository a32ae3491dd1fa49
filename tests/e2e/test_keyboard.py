"""Without a mouse: everything can be reached, and it can be seen where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tabbing import ACTIVE, looks_the_same
from visit import settle, visit

pytestmark = pytest.mark.browser


def test_tab_leads_everywhere_and_focus_is_seen(page: Page, site: str) -> None:
    """What is in focus must look different from the same thing out of focus."""
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    wanted = {"Overzicht", "Onderwerp", "Gebied", "Uitkeringen samen", "Tabel", "Download"}
    wanted.add("WW (%)")
    seen: list[str] = []
    unseen: list[str] = []
    while not wanted <= set(seen) and len(seen) < 60:
        page.keyboard.press("Tab")
        spot = page.evaluate(ACTIVE)
        seen.append(spot["name"])
        if spot["tag"] == "MAIN":  # the whole page, where the skip link leads
            continue
        if looks_the_same(page, spot):
            unseen.append(spot["name"])
    assert wanted <= set(seen), seen
    assert unseen == []


def test_figure_and_period_by_keyboard(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Inwoners")
    heading = page.locator(".st-key-verkenner h3").first
    pill = page.get_by_role("radio", name="Huishoudens", exact=True)
    pill.focus()
    pill.press("Space")
    page.wait_for_url(lambda url: "cijfer=huishoudens" in url)
    settle(page)
    box = page.get_by_role("combobox", name="Periode")
    box.focus()
    box.press("ControlOrMeta+a")
    box.press_sequentially("1 januari 2022")
    box.press("Enter")
    page.wait_for_url(lambda url: "periode=2022" in url)
    settle(page)
    expect(heading).to_contain_text("1 januari 2022")
    page.go_back()
    expect(heading).not_to_contain_text("2022")
    settle(page)
    assert "periode=" not in page.url


def test_print_shows_the_tables_that_are_open_and_no_menu(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel")
    place = page.locator(".st-key-tegel-pendel-uit")
    page.emulate_media(media="print")
    expect(place.locator("table").first).not_to_be_visible()
    page.emulate_media(media="screen")
    place.locator("summary").filter(has_text="Tabel").first.click()
    page.emulate_media(media="print")
    expect(place.locator("table").first).to_be_visible()
    expect(page.locator("[data-testid=stHeader]")).not_to_be_visible()
