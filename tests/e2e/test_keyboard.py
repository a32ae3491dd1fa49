"""Without a mouse: what the four uses need, and what a choice tells who does not see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from heard import ENGLISH, USES, english, tree
from playwright.sync_api import Browser, Locator, Page, expect
from visit import said, settle, visit

pytestmark = pytest.mark.browser

ENDS = ("Gekopieerd$", "^uitklapper: Toetsen", "^groep: ", "^bestand: .*_excel.csv$")


@pytest.mark.parametrize(("use", "end"), list(zip(USES, ENDS, strict=True)))
def test_each_use_goes_with_the_keyboard_alone_and_is_heard_in_dutch(
    browser: Browser, site: str, use: Callable[[Page, str], Iterator[str]], end: str
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    heard = list(use(context.new_page(), site))
    context.close()
    assert re.search(end, heard[-1]), heard
    assert [line for line in heard if not line or ENGLISH.search(line.replace("_", " "))] == []


# Looked at by the clock of the page, which on a busy machine is late for all that it does.
STILL = """() => new Promise(done => {
  let text, times = 0;
  (function look() {
    const now = document.querySelector('.stMain').textContent;
    times = now === text ? times + 1 : 0;
    text = now;
    times < 5 ? setTimeout(look, 300) : done();
  })();
})"""


def listen(page: Page, site: str, path: str, **query: str) -> None:
    """Visit a page, and choose nothing before its heading can have been heard."""
    visit(page, site, path, **query)
    page.evaluate(STILL)


def test_what_a_choice_changed_is_told_and_what_opens_is_dutch(page: Page, site: str) -> None:
    told = page.locator("#amm-zegt")
    listen(page, site, "/regio-in-beeld", gebied="Nergenshuizen")
    expect(told).to_have_text("Het gebied 'Nergenshuizen' kennen wij niet.")
    listen(page, site, "/regio-deal")
    page.get_by_role("textbox", name="Zoeken").press_sequentially("zorg")
    expect(said(page, "Druk op Enter")).to_be_visible()
    assert english(tree(page)) == []
    page.keyboard.press("Enter")
    expect(told).to_have_text("4 van 13 projecten")
    listen(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    page.get_by_role("radio", name="WW (%)", exact=True).press("Space")
    expect(told).to_contain_text("WW-uitkeringen als deel van de inwoners: Midden-Gelderland")
    page.get_by_role("combobox", name="Gebied").click()
    expect(page.get_by_role("option").first).to_be_visible()
    assert english(tree(page)) == []
    page.get_by_role("combobox", name="Gebied").press("Escape")
    expect(page.locator("div[role=listbox]")).to_have_count(0)  # a click would only close it
    settle(page)
    page.get_by_role("button", name="Voeg toe aan presentatie").click()
    expect(told).to_have_text("Toegevoegd. Op de pagina Regionaal Beraad staat nu 1 dia klaar.")
    assert english(tree(page)) == []
    listen(page, site, "/nieuwsbrief")
    quarter = page.get_by_role("combobox", name="Kwartaal")
    quarter.press("ArrowDown")
    expect(quarter).to_have_attribute("aria-activedescendant", re.compile("."))
    chosen = quarter.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowDown")
    expect(quarter).not_to_have_attribute("aria-activedescendant", str(chosen))
    page.keyboard.press("Enter")
    expect(told).to_have_text(re.compile("^13 projecten in het [23]e kwartaal 2026"))


def test_a_part_that_moves_by_hand_has_no_english_either(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel")
    page.get_by_role("switch", name="Open de kaart die u kunt draaien en vergroten").press("Space")
    expect(said(page, "Kies hierboven hoe u kijkt")).to_be_visible()
    page.locator("[data-testid=stDeckGlJsonChart]").hover()
    expect(page.get_by_role("button", name="Volledig scherm")).to_be_attached()
    assert english(tree(page)) == []


def test_the_map_of_flows_turns_and_grows_without_a_mouse(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel")
    page.get_by_role("switch", name="Open de kaart die u kunt draaien en vergroten").press("Space")
    drawn = page.locator("[data-testid=stDeckGlJsonChart] canvas").first
    expect(drawn).to_be_visible()
    seen = [still(page, drawn)]
    for label, way in (("Bekijk de kaart vanuit", "het westen"), ("In beeld", "FoodValley")):
        choice = page.get_by_role("combobox", name=label)
        choice.press("ArrowDown")
        page.keyboard.type(way)
        page.keyboard.press("Enter")
        expect(choice).to_have_value(re.compile(way))
        settle(page)
        seen.append(still(page, drawn))
    assert len(set(seen)) == len(seen)


def still(page: Page, drawn: Locator) -> bytes:
    """Return a picture of what is drawn once it no longer moves."""
    before = drawn.screenshot()
    for _ in range(40):
        page.wait_for_timeout(300)
        after = drawn.screenshot()
        if after == before:
            return after
        before = after
    raise AssertionError("de kaart blijft bewegen")


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
