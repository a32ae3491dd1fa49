"""Regio in beeld at first sight: short, quiet, one figure in full and the others a click away."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from visit import TOPICS, settle, visit

from components.exhibit.topics import figures_of_topic
from data_loaders.documents import load_topics

pytestmark = pytest.mark.browser

PAGE = "/regio-in-beeld"
TALLEST = 2160
MOST_SHIFT = 0.05
# Adds up what jumps after the first paint, as browsers count it (no input in the last moment).
SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts.push(
    [entry.value, entry.sources.map(source => source.node?.outerHTML?.slice(0, 120))]);
}).observe({type: 'layout-shift', buffered: true});
"""
HEIGHT = "document.querySelector('[data-testid=stMain]').scrollHeight"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
# What has the focus and lies under something else, or nothing.
HIDDEN = """(() => {
  const mine = document.activeElement, box = mine.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + 2);
  return mine.contains(top) || top.contains(mine) ? '' : mine.outerHTML;
})()"""
LIST = "div[role=listbox]"
OPTIONS = f"{LIST} [role=option]"


def cards(page: Page) -> Locator:
    return page.locator(".amm-keuzekaart h3 a")


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_short_does_not_jump_and_shows_every_figure(
    browser: Browser, site: str, topic: str
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(SHIFTS)
    files: list[str] = []
    page.on("request", lambda request: files.append(request.url))
    visit(page, site, PAGE, onderdeel=topic)
    assert page.evaluate(HEIGHT) <= TALLEST
    shifts: list[Any] = page.evaluate("window.shifts")
    assert sum(value for value, _ in shifts) <= MOST_SHIFT, shifts
    assert not [file for file in files if "DeckGl" in file]
    (slug,) = [item.id for item in load_topics().values() if item.title == topic]
    names = {item.name for item in figures_of_topic(slug)}
    assert cards(page).count() == len(names) - 1
    page.close()


def test_a_card_opens_its_figure_in_one_click_with_a_link_of_its_own(page: Page, site: str) -> None:
    visit(page, site, PAGE, onderdeel="Uitkeringen", gebied="GM0299")
    card = cards(page).filter(has_text="WIA (%)")
    address = str(card.get_attribute("href"))
    assert "cijfer=wia-aandeel" in address and "gebied=GM0299" in address
    card.click()
    expect(page.locator(".st-key-verkenner h3").first).to_contain_text("WIA-uitkeringen")
    settle(page)
    assert "cijfer=wia-aandeel" in page.url and "gebied=GM0299" in page.url
    assert cards(page).filter(has_text="WIA (%)").count() == 0
    assert cards(page).filter(has_text="Bijstand (%)").count() == 1


def test_the_filters_stay_in_sight_and_open_where_one_is(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 700})
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    cards(page).last.scroll_into_view_if_needed()
    settle(page)
    where = page.evaluate(SCROLLED)
    area = page.get_by_role("combobox", name="Gebied")
    box = area.bounding_box()
    assert where > 300 and box and 0 < box["y"] < 200
    for open_list in (area.click, lambda: area.press("ArrowDown")):
        open_list()
        expect(page.locator(OPTIONS).first).to_be_visible()
        assert page.evaluate(SCROLLED) == where
        area.press("Escape")
        expect(page.locator(OPTIONS)).to_have_count(0)


def test_what_gets_the_focus_is_not_under_what_stays_in_sight(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 700})
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    cards(page).last.focus()
    for _ in range(cards(page).count() - 1):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(HIDDEN) == ""
    assert page.evaluate(SCROLLED) > 0


@pytest.mark.parametrize("name", ["Utrecht", "Ede", "Rheden", "Groningen", "Bergen op Zoom"])
def test_the_first_hit_is_what_was_typed(page: Page, site: str, name: str) -> None:
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    box = page.get_by_role("combobox", name="Gebied")
    box.focus()
    box.press_sequentially(name)
    expect(page.locator(OPTIONS).first).to_have_text(name)
    box.press("Enter")
    box.press("Escape")
    expect(page.locator("[data-testid=stMultiSelect]")).to_contain_text(name)


def test_the_list_of_areas_speaks_dutch_and_has_no_row_for_all(page: Page, site: str) -> None:
    areas = ["GM0202", "GM0221", "GM0226", "GM0299"]
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    box = page.get_by_role("combobox", name="Gebied")
    box.click()
    assert "Select" not in page.locator(LIST).inner_text()
    box.press_sequentially("qqq")
    expect(page.locator(LIST)).to_contain_text("Niets gevonden")
    visit(page, site, PAGE, onderdeel="Uitkeringen", gebied=areas)
    box.click()
    expect(page.locator(LIST)).to_contain_text("U kiest er hoogstens 4.")
    names = page.locator("[data-testid=stMultiSelect] button").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    assert "Wis alles" in names and not [n for n in names if n and n.startswith("Remove")]


def test_downloads_stand_in_one_place_and_are_made_when_asked(page: Page, site: str) -> None:
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    files = page.get_by_role("link", name="Download voor Excel")
    assert files.count() == 0
    page.get_by_role("button", name="Download", exact=True).click()
    expect(files).to_be_visible()


def test_on_paper_stands_the_figure_without_its_controls(page: Page, site: str) -> None:
    visit(page, site, PAGE, onderdeel="Uitkeringen")
    page.emulate_media(media="print")
    expect(page.locator(".st-key-verkenner .amm-staven")).to_be_visible()
    expect(page.locator(".st-key-filters")).not_to_be_visible()
    expect(page.get_by_role("button", name="Download", exact=True)).not_to_be_visible()
