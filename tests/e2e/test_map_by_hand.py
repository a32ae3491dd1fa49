"""The map under the mouse and the keyboard, and the map of flows that one opens."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from visit import settle, visit

pytestmark = pytest.mark.browser

EXPLORER = ".st-key-verkenner"


def municipality(page: Page, name: str) -> Locator:
    return page.locator(f"{EXPLORER} .amm-landkaart:visible path[aria-label^='{name}:']")


@pytest.mark.parametrize("figure", ["bijstand-aandeel", "bijstand-aantal"])
def test_a_chosen_municipality_still_tells_its_value(page: Page, site: str, figure: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", cijfer=figure, gebied="GM0299")
    told = municipality(page, "Zevenaar").locator("title").text_content() or ""
    assert re.fullmatch(
        "Zevenaar: 3,7.%" if figure == "bijstand-aandeel" else r"Zevenaar: 1\..*", told
    )
    place = municipality(page, "Zevenaar").get_attribute("aria-selected")
    assert place == "true"


def test_clicks_choose_one_and_shift_adds_another(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", cijfer="bijstand-aantal")
    heading = page.locator(f"{EXPLORER} h3").first
    municipality(page, "Rheden").click(force=True)
    expect(heading).to_contain_text("Rheden")
    settle(page)
    municipality(page, "Arnhem").click(force=True, modifiers=["Shift"])
    expect(heading).to_contain_text("Arnhem")
    expect(heading).to_contain_text("Rheden")
    settle(page)
    assert "gebied=GM0275&gebied=GM0202" in page.url


def test_the_keyboard_goes_over_the_map_and_chooses(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", cijfer="bijstand-aandeel")
    one_stop = page.locator(f"{EXPLORER} .amm-landkaart:visible path[tabindex='0']")
    expect(one_stop).to_have_count(1)
    one_stop.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    focused = "document.activeElement.getAttribute('aria-label')"
    name = page.evaluate(focused).partition(":")[0]
    page.keyboard.press("Enter")
    expect(page.locator(f"{EXPLORER} h3").first).to_contain_text(name)
    settle(page)
    assert page.evaluate(focused).startswith(f"{name}:")  # it keeps the focus
    page.keyboard.press("Enter")
    expect(page.locator(f"{EXPLORER} h3").first).not_to_contain_text(name)


@pytest.mark.parametrize(("width", "size"), [(390, "klein"), (1440, "midden")])
def test_one_size_of_the_map_shows_and_its_letters_can_be_read(
    browser: Browser, site: str, width: int, size: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen")
    shown = page.locator(f"{EXPLORER} .amm-landkaart:visible")
    expect(shown).to_have_count(1)
    assert size in (shown.get_attribute("class") or "") or width > 1000
    heights = shown.locator("text").evaluate_all(
        "texts => texts.map(t => parseFloat(t.getAttribute('font-size')) * t.getScreenCTM().a)"
    )
    assert len(heights) > 9 and min(heights) >= 11
    page.close()


def test_map_of_flows_asks_no_one_else(page: Page, site: str) -> None:
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for tile in ("pendel-uit", "pendel-in"):
        visit(page, site, "/regio-in-beeld", onderdeel="Pendel", cijfer=tile, verken=tile)
        canvas = page.locator(f".st-key-tegel-{tile} canvas").first
        canvas.scroll_into_view_if_needed(timeout=30_000)
        expect(canvas).to_be_visible()
    settle(page)
    assert hosts - {""} == {urlsplit(site).netloc}
    assert errors == []
