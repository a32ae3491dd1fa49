"""Choosing: by keyboard, on the map, by link, and back again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from visit import choose_topic, settle, topic_shown, visit

pytestmark = pytest.mark.browser

UITKERINGEN = {"onderdeel": "Uitkeringen"}


def heading(page: Page) -> str:
    return page.locator(".st-key-verkenner h3").first.inner_text()


def choose_area(page: Page, name: str) -> None:
    box = page.get_by_role("combobox", name="Gebied")
    box.focus()
    box.press_sequentially(name)
    box.press("Enter")
    box.press("Escape")


def test_area_by_keyboard_changes_figure_and_link(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", **UITKERINGEN)
    before = heading(page)
    choose_area(page, "Rheden")
    expect(page.locator(".st-key-verkenner h3").first).not_to_have_text(before)
    settle(page)
    assert "Rheden 4,7" in heading(page).replace("\u00a0", " ")
    assert "gebied=GM0275" in page.url
    shown = heading(page)
    page.reload()
    settle(page)
    assert heading(page) == shown


def test_back_restores_the_former_choice(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", **UITKERINGEN)
    choose_topic(page, "Banenafspraak")
    page.go_back()
    expect(topic_shown(page)).to_have_text("Uitkeringen")
    assert "onderdeel=Uitkeringen" in page.url
    page.go_forward()
    expect(topic_shown(page)).to_have_text("Banenafspraak")


def test_click_on_the_map_chooses_everywhere(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", **UITKERINGEN)
    page.locator(".amm-landkaart:visible path[aria-label^='Zevenaar:']").first.click()
    expect(page.locator(".st-key-verkenner h3").first).to_contain_text("Zevenaar 3,7")
    settle(page)
    assert "gebied=GM0299" in page.url
    assert page.get_by_role("button", name="Zevenaar").count() or "Zevenaar" in page.inner_text(
        "[data-testid=stMultiSelect]"
    )


def test_link_with_codes_works(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", gebied=["GM0202", "GM0221"], **UITKERINGEN)
    assert "Arnhem 7,1" in heading(page).replace("\u00a0", " ")
    assert "Doesburg 4,9" in heading(page).replace("\u00a0", " ")


def test_strange_link_is_a_quiet_notice(page: Page, site: str) -> None:
    evil = "<script>document.title='raak'</script>"
    visit(page, site, "/regio-in-beeld", gebied="GM9999", onderdeel=evil, cijfer="../../etc")
    notice = page.locator(".amm-melding[data-zegt]").first
    expect(notice).to_contain_text("Het gebied 'GM9999' kennen wij niet.")
    expect(notice).to_contain_text("overgeslagen: cijfer, onderdeel")
    assert "script" not in notice.inner_text()
    assert page.title() != "raak"
    assert page.locator("[data-testid=stException]").count() == 0


def test_embedded_hides_the_frame_and_keeps_the_filters(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", embed="true", gebied="Rheden", **UITKERINGEN)
    assert page.locator(".amm-balk").count() == 0
    assert "Rheden 4,7" in heading(page).replace("\u00a0", " ")


def test_area_without_figures_says_so(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", gebied="Nijmegen", **UITKERINGEN)
    expect(page.locator(".st-key-verkenner .amm-melding")).to_contain_text(
        "Voor Nijmegen is dit cijfer er niet"
    )


def test_tab_reaches_everything(page: Page, site: str) -> None:
    visit(page, site, "/regio-in-beeld", **UITKERINGEN)
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                """() => { const e = document.activeElement;
                return e.getAttribute('aria-label') || e.innerText
                  || e.closest('label')?.innerText || e.tagName; }"""
            ).split("\n")[0]
        )
    wanted = ["Onderwerp", "Gebied", "Kaart", "Uitkeringen samen", "Tabel", "Download", "WIA (%)"]
    missing = [name for name in wanted if not any(name in seen for seen in reached)]
    assert missing == [], reached
