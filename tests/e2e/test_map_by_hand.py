"""The light map under the mouse, and the map of flows that one opens."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from visit import settle, visit

pytestmark = pytest.mark.browser

EXPLORER = ".st-key-verkenner"


def municipality(page: Page, name: str) -> Locator:
    return page.locator(f"{EXPLORER} path[aria-label^='{name}:']").first


@pytest.mark.parametrize("figure", ["bijstand-aandeel", "bijstand-aantal"])
def test_a_chosen_municipality_still_tells_its_value(page: Page, site: str, figure: str) -> None:
    visit(page, site, "/regio-in-beeld", onderdeel="Uitkeringen", cijfer=figure, gebied="GM0299")
    municipality(page, "Zevenaar").hover(force=True)
    tooltip = page.locator("#vg-tooltip-element.visible")
    expect(tooltip).to_contain_text("Zevenaar")
    expect(tooltip).to_contain_text("3,7" if figure == "bijstand-aandeel" else "1.")


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


def test_map_of_flows_asks_no_one_else(page: Page, site: str) -> None:
    hosts: set[str] = set()
    errors: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).netloc))
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, site, "/regio-in-beeld", onderdeel="Pendel", verken=["pendel-uit", "pendel-in"])
    for tile in ("pendel-uit", "pendel-in"):
        canvas = page.locator(f".st-key-tegel-{tile} canvas").first
        canvas.scroll_into_view_if_needed(timeout=30_000)
        expect(canvas).to_be_visible()
    settle(page)
    assert hosts - {""} == {urlsplit(site).netloc}
    assert errors == []
