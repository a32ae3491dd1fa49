"""What stands out, as a visitor meets it: under the figure, in an embed, on paper, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from visit import settle, visit

pytestmark = pytest.mark.browser

UITKERINGEN = {"onderdeel": "Uitkeringen"}
HEADING = "Wat valt op"
ARNHEM = (
    "In Arnhem is het aandeel 7,1 % van de inwoners van 15 t/m 64 jaar (dec 2024): "
    "hoger dan Midden-Gelderland (5,1 %) en Nederland (3,9 %)."
)


def sentences(place: Locator) -> list[str]:
    """The list under the heading, as a screen reader would find it."""
    title = place.get_by_role("heading", name=HEADING, level=4, exact=True)
    expect(title).to_be_visible()
    found = title.locator("xpath=following-sibling::ul[1]").get_by_role("listitem")
    return [text.replace("\u00a0", " ") for text in found.all_inner_texts()]


def test_list_stands_under_the_figure_and_follows_the_choice(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", gebied="Arnhem", **UITKERINGEN)
    explorer = page.locator(".st-key-verkenner")
    assert sentences(explorer)[0] == ARNHEM
    assert sentences(explorer)[1].endswith("1 gemeente is niet getoond.")
    chart = explorer.locator(".amm-staven").last.bounding_box()
    title = explorer.get_by_role("heading", name=HEADING).bounding_box()
    assert chart and title and title["y"] >= chart["y"] + chart["height"]
    page.locator(".amm-landkaart:visible path[aria-label^='Rozendaal:']").first.click()
    expect(explorer.locator("h3").first).to_contain_text("Rozendaal niet getoond")
    settle(page)
    assert "Van Rozendaal is het aandeel niet getoond (dec 2024)." in sentences(explorer)


def test_tile_has_its_own_list(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", cijfer="uitkeringen-nederland")
    found = sentences(page.locator(".st-key-tegel-uitkeringen-nederland"))
    assert len(found) == 4
    assert all("in Nederland" in sentence for sentence in found)


def test_embed_and_paper_keep_the_list(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", gebied="Arnhem", embed="true", **UITKERINGEN)
    assert sentences(page.locator(".st-key-verkenner"))[0] == ARNHEM
    page.emulate_media(media="print")
    assert sentences(page.locator(".st-key-verkenner"))[0] == ARNHEM


def test_list_fits_a_phone(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    visit(page, site, "/regio-in-beeld", onderdeel="Inwoners", gebied="Doesburg")
    items = page.locator(".st-key-verkenner h4 + ul.amm-lijst li")
    assert items.count() >= 3
    for box in (item.bounding_box() for item in items.all()):
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    page.close()
