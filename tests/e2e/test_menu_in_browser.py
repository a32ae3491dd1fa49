"""Menu, search and links of the head: with the keyboard, on a phone, and without loading anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from visit import settle, visit

from components.markup.menu import FOOT
from components.screens.frame import TITLE
from pages import PAGES

pytestmark = pytest.mark.browser

MARK = "window.zelfde = true"
SAME = "window.zelfde === true"
GROUP = "Doelen en projecten"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 700}, has_touch=True)
    yield page
    page.close()


def test_every_page_is_reached_from_the_menu_without_loading_anew(page: Page, site: str) -> None:
    """And each has its own title, its place in the menu, and the focus on its heading."""
    visit(page, site, "/", gebied="GM0226")
    page.evaluate(MARK)
    titles = {page.title()}
    for entry in PAGES[1:]:
        place = page.locator(".amm-voet" if entry.group == FOOT else ".amm-menu")
        if entry.group not in {"", FOOT}:
            place.locator("summary", has_text=entry.group).click()
        place.get_by_role("link", name=entry.title, exact=True).click()
        page.wait_for_url(f"**/{entry.slug}?gebied=GM0226")
        expect(page).to_have_title(f"{entry.title} – {TITLE}")
        settle(page)
        assert page.evaluate(SAME), entry.slug
        heading = page.locator("h1")
        expect(heading).to_be_focused()
        assert heading.bounding_box()["y"] < 400, entry.slug  # type: ignore[index]
        current = page.locator(":is(.amm-menu, .amm-voet) a[aria-current=page]")
        assert set(current.all_text_contents()) == {entry.title}
        titles.add(page.title())
    assert len(titles) == len(PAGES)
    page.go_back()
    expect(page).to_have_title(f"{PAGES[-2].title} – {TITLE}")
    assert page.evaluate(SAME)


def test_a_link_in_a_new_window_or_without_our_script_is_a_link(
    page: Page, site: str, browser: Browser
) -> None:
    visit(page, site, "/over")
    with page.context.expect_page() as opened:
        page.locator(".amm-menu").get_by_role("link", name="Overzicht").click(
            modifiers=["ControlOrMeta"]
        )
    settle(opened.value)
    assert opened.value.title() == TITLE
    assert page.url.endswith("/over")
    opened.value.close()


def test_a_group_opens_with_the_keyboard_and_closes_with_escape(page: Page, site: str) -> None:
    visit(page, site, "/")
    summary = page.locator(".amm-menu summary", has_text=GROUP)
    inside = page.locator(".amm-menu").get_by_role("link", name="HCA-doelen")
    expect(inside).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    page.keyboard.press("Tab")
    expect(inside).to_be_focused()
    page.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".amm-menu summary", has_text="Gegevens").click()
    expect(inside).to_be_hidden()  # one at a time
    page.locator("h1").click()
    expect(page.locator(".amm-menu details[open]")).to_have_count(0)


def test_on_a_phone_the_menu_takes_and_returns_the_focus(phone: Page, site: str) -> None:
    visit(phone, site, "/over")
    button, menu = phone.get_by_role("button", name="Menu"), phone.locator("#amm-menu")
    expect(menu).to_be_hidden()
    assert button.bounding_box()["height"] >= 44  # type: ignore[index]
    button.focus()
    phone.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="Overzicht")).to_be_focused()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.tap()
    phone.evaluate(MARK)
    menu.get_by_role("link", name="Regionaal Beraad").tap()
    phone.wait_for_url("**/beraad**")
    settle(phone)
    expect(menu).to_be_hidden()
    assert phone.evaluate(SAME)
    expect(phone.locator("h1")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1440])
def test_the_search_finds_while_one_types_and_goes_there(
    browser: Browser, site: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    visit(page, site, "/over")
    page.evaluate(MARK)
    page.get_by_role("button", name="Zoek", exact=True).click()
    box = page.get_by_role("combobox", name=re.compile("^Zoek een cijfer"))
    expect(box).to_be_focused()
    box.press_sequentially("soil val")
    option = page.get_by_role("option", name="Soil Valley Project")
    expect(option).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    expect(page.locator("#amm-telling")).to_have_text(re.compile(r"^\d+ gevonden"))
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/regio-deal?project=soil-valley")
    settle(page)
    assert page.evaluate(SAME)
    expect(page.locator("#amm-zoek")).to_be_hidden()
    page.close()


def test_the_search_says_what_it_does_not_find_and_sends_what_is_typed(
    page: Page, site: str
) -> None:
    visit(page, site, "/over")
    page.get_by_role("button", name="Zoek", exact=True).click()
    box = page.get_by_role("combobox", name=re.compile("^Zoek een cijfer"))
    box.press_sequentially("zevnaar")
    expect(page.locator("#amm-telling")).to_have_text(
        "Niets gevonden. Druk op Enter voor wat erop lijkt."
    )
    box.press("Enter")
    page.wait_for_url("**/zoek?vraag=zevnaar")
    expect(page.locator("h1")).to_have_text("Niets gevonden voor 'zevnaar'")
    page.locator("main").get_by_role("link", name="Zevenaar").first.click()
    page.wait_for_url("**=GM0299**")
    settle(page)


def test_nothing_of_the_search_is_fetched_before_it_is_opened(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, site, "/over")
    assert not [url for url in asked if "zoek" in url]
