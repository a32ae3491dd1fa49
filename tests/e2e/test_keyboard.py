"""Without a mouse: what the four uses need, and what a choice tells who does not see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from visit import settle, visit

pytestmark = pytest.mark.browser


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


def test_print_shows_the_tables_and_no_menu(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel")
    table = page.locator(".st-key-tegel-pendel-uit table").first
    expect(table).not_to_be_visible()
    page.emulate_media(media="print")
    expect(table).to_be_visible()
    expect(page.locator("[data-testid=stHeader]")).not_to_be_visible()
