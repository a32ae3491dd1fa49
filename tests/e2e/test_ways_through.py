"""From page to page: the choice goes along, and a link shows someone else the same thing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from visit import TOPICS, choose_topic, said, settle, visit

pytestmark = pytest.mark.browser

EXPLORER = ".st-key-verkenner"
# Light and dark of all text of figures: from 0 (black) to 1 (white).
AXIS_LIGHT = """() => [...document.querySelectorAll(
    '.amm-hoogte span, .amm-tijd, .amm-staaf-naam, .amm-staaf-waarde')].map(node => {
  const [r, g, b] = getComputedStyle(node).color.match(/\\d+/g).map(Number);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
})"""


def follow(page: Page, name: str, title: str) -> None:
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    group = menu.locator("details", has=said(page, name, exact=True))
    if group.count():
        group.locator("summary").click()
    menu.get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_title(re.compile(f"^{title} – "))
    settle(page)


def test_menu_keeps_the_area_and_the_link_says_so(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", gebied="GM0226")
    follow(page, "Bronnen", "Bronnen")
    follow(page, "Regio in beeld", "Regio in beeld")
    expect(page.locator(f"{EXPLORER} h3").first).to_contain_text("Duiven")
    page.wait_for_url("**/regio-in-beeld?gebied=GM0226")
    page.go_back()
    expect(page).to_have_title(re.compile("^Bronnen – "))
    settle(page)
    follow(page, "Regio in beeld", "Regio in beeld")
    page.wait_for_url("**/regio-in-beeld**")


def test_a_link_shows_someone_else_the_same(browser: Browser, page: Page, site: str) -> None:
    choice = {"onderdeel": "Inwoners", "cijfer": "bevolking", "periode": "2022"}
    visit(page, site, "/regio-in-beeld", gebied=["GM0202", "GM0268"], **choice)
    headings = page.locator("h2, h3, h4").all_inner_texts()
    assert any("Arnhem" in text and "2022" in text for text in headings)
    other = browser.new_page(color_scheme="dark", viewport={"width": 400, "height": 800})
    other.goto(page.url)
    other.locator("h2").first.wait_for(timeout=30_000)
    settle(other)
    assert other.locator("h2, h3, h4").all_inner_texts() == headings
    other.close()


def test_doors_of_the_start_page_lead_to_their_part(page: Page, site: str) -> None:
    visit(page, site, "/")
    doors = page.locator(".amm-deur a, .amm-kopregel a")
    expect(doors.first).to_be_visible()
    found = {str(door.get_attribute("href")) for door in doors.all()}
    parts = {"./regio-deal", "./hca-doelen", "./uitvoeringsagenda", "./bronnen", "./beraad"}
    assert parts <= found
    for address in sorted(parts):
        page.locator(f":is(.amm-deur, .amm-kopregel) a[href='{address}']").click()
        page.wait_for_url(f"**/{address[2:]}")
        expect(page.locator("h1")).to_be_visible()
        settle(page)  # nobody goes back before the page is there
        page.go_back()
        expect(doors.first).to_be_visible()


def test_a_key_figure_explains_itself_by_keyboard(page: Page, site: str) -> None:
    """What stands behind the round i opens and closes without a mouse, and leads to the figure."""
    visit(page, site, "/")
    button = page.get_by_role("button", name="Uitleg: Bijstand")
    told = page.get_by_role("dialog", name="Uitleg bij Bijstand")
    expect(told).to_be_hidden()
    button.press("Enter")
    expect(told).to_be_visible()
    expect(told).to_contain_text("Bron: CBS, StatLine")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(button).to_be_focused()
    button.press("Enter")
    told.get_by_role("link", name="Bekijk dit cijfer").press("Enter")
    page.wait_for_url("**/regio-in-beeld?**cijfer=bijstand-aandeel**")


def test_the_map_of_the_start_page_switches_and_the_link_says_so(page: Page, site: str) -> None:
    visit(page, site, "/")
    panel = page.locator(".st-key-paneel-kaart")
    expect(panel.locator("h2")).to_contain_text("Bijstand: het hoogst in Arnhem")
    panel.get_by_role("radio", name="WW", exact=True).click()
    expect(panel.locator("h2")).to_contain_text("WW: het hoogst in Doesburg")
    settle(page)
    assert page.url.endswith("?kaart=WW")
    page.go_back()
    expect(panel.locator("h2")).to_contain_text("Bijstand: het hoogst in Arnhem")


def test_topics_one_after_the_other_in_the_dark(browser: Browser, site: str) -> None:
    errors: list[str] = []
    page = browser.new_page(color_scheme="dark", viewport={"width": 1280, "height": 900})
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, site, "/regio-in-beeld", gebied="GM0202")
    for title in [*TOPICS[1:], TOPICS[0]]:
        choose_topic(page, title)
        light = page.evaluate(AXIS_LIGHT)
        assert all(value > 0.6 for value in light), (title, light)
        expect(page.locator("[data-testid=stMultiSelect]")).to_contain_text("Arnhem")
        assert errors == [], title
    page.close()
