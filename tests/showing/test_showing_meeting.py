"""A whole meeting by keyboard alone, in a real browser against the real server."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from readydecks import FIGURES, query_of, ready_query
from showingserver import ShowingServer

from data_loaders.decks.deck import DeckTile

pytestmark = pytest.mark.browser
LOST = "Geen verbinding: de cijfers blijven staan"
QUERY = query_of(*FIGURES)
COUNT = len(FIGURES) + 1  # the opening slide is added


def show(page: Page, server: ShowingServer, query: str = QUERY, more: str = "") -> None:
    page.goto(f"{server.url}/beraad/tonen?{query}{more}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def at(page: Page, number: int) -> None:
    """Check that one slide is seen, this one, and that the address says so."""
    expect(page.locator(".dia:visible")).to_have_count(1)
    expect(page.locator(".dia:visible")).to_have_attribute("id", str(number))
    assert page.evaluate("location.hash") == f"#{number}"


def test_meeting_goes_through_by_keyboard(page: Page, server: ShowingServer) -> None:
    show(page, server)
    at(page, 1)
    for key in ("ArrowRight", "Space", "PageDown", "ArrowDown"):
        press(page, key)
    at(page, COUNT)
    press(page, "ArrowRight")
    at(page, COUNT)  # the last one stays
    for key in ("ArrowLeft", "PageUp", "ArrowUp", "Backspace", "ArrowLeft"):
        press(page, key)
    at(page, 1)
    press(page, "End")
    at(page, COUNT)
    press(page, "Home")
    at(page, 1)


def test_number_and_enter_jump(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "4")
    expect(page.locator("#melding")).to_have_text("Naar dia 4: druk op Enter")
    press(page, "Enter")
    at(page, 4)
    expect(page.locator("#melding")).to_be_hidden()
    press(page, "9", "9", "Enter")
    at(page, COUNT)


@pytest.mark.parametrize("key", ["b", "."])
def test_black_screen_and_back_to_the_same_slide(
    page: Page, server: ShowingServer, key: str
) -> None:
    show(page, server)
    press(page, "ArrowRight", key)
    box = page.locator("#zwart").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1280, "height": 720}
    assert page.evaluate(
        "getComputedStyle(document.elementFromPoint(640, 360)).backgroundColor"
    ) == ("rgb(0, 0, 0)")
    press(page, "ArrowRight")
    expect(page.locator("#zwart")).to_be_hidden()
    at(page, 2)
    press(page, key, key)
    expect(page.locator("#zwart")).to_be_hidden()


def test_refresh_stays_on_the_slide(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "3", "Enter")
    page.reload()
    at(page, 3)


def test_screen_reader_hears_the_slide(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "ArrowRight")
    heading = page.locator(".nu .kop").inner_text()
    expect(page.locator("[aria-live=polite]")).to_have_text(f"Dia 2 van {COUNT}: {heading}")


def test_escape_goes_back_to_the_deck_in_the_app(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "?")
    expect(page.locator("#toetsen table")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("#toetsen table")).to_be_hidden()
    press(page, "b", "Escape")
    at(page, 1)
    press(page, "Escape")
    page.wait_for_url(re.compile(r"/beraad\?v=1&"))
    expect(page.get_by_label("Titel")).to_have_value("Beraad")
    expect(page.get_by_role("radio", name="2. Werkloosheid in Nederland")).to_be_attached()


def test_pointer_and_links_work_too(page: Page, server: ShowingServer) -> None:
    show(page, server)
    page.mouse.click(1200, 600)
    at(page, 2)
    page.mouse.click(640, 600)  # the middle does nothing
    at(page, 2)
    page.mouse.click(60, 600)
    at(page, 1)
    press(page, "d")
    page.get_by_role("link", name=re.compile("Werkloosheid in Nederland")).press("Enter")
    at(page, 3)
    expect(page.locator("#inhoud ol")).to_be_hidden()


def test_lost_connection_leaves_the_slide_and_recovers(page: Page, server: ShowingServer) -> None:
    page.clock.install()
    show(page, server)
    press(page, "ArrowRight")
    before = page.locator(".nu").inner_html()
    server.kill()
    try:
        page.clock.run_for(16_000)
        expect(page.locator("#melding")).to_have_text(LOST)
        assert page.locator(".nu").inner_html() == before
        press(page, "ArrowRight", "ArrowRight")
        at(page, 4)
    finally:
        server.start()
    for _ in range(20):
        page.clock.run_for(6_000)
        page.wait_for_timeout(100)
        if page.locator("#melding").is_hidden():
            break
    expect(page.locator("#melding")).to_be_hidden()
    at(page, 4)


def test_hall_screen_goes_round_until_a_key_is_pressed(page: Page, server: ShowingServer) -> None:
    page.clock.install()
    show(page, server, more="&wissel=5")
    at(page, 1)
    page.clock.run_for(5_100)
    at(page, 2)
    for _ in range(COUNT - 1):
        page.clock.run_for(5_100)
    at(page, 1)
    press(page, "ArrowRight")
    page.clock.run_for(20_000)
    at(page, 2)
    press(page, "p")
    page.clock.run_for(5_100)
    at(page, 3)


def test_what_changes_by_itself_has_a_button_that_stops_it(
    page: Page, server: ShowingServer
) -> None:
    page.clock.install()
    show(page, server, more="&wissel=5")
    stop = page.get_by_role("button", name="Zet stil")
    expect(stop).to_be_visible()
    stop.click()
    page.clock.run_for(20_000)
    at(page, 1)
    page.get_by_role("button", name="Wissel vanzelf").press("Enter")
    page.clock.run_for(5_100)
    at(page, 2)


def test_nothing_changes_by_itself_for_who_asks_for_rest(page: Page, server: ShowingServer) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.clock.install()
    show(page, server, more="&wissel=5")
    page.clock.run_for(20_000)
    at(page, 1)
    expect(page.get_by_role("button", name="Wissel vanzelf")).to_be_visible()


def test_keys_of_one_letter_are_switched_off_in_the_link(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "?")
    page.get_by_role("button", name="Losse letters en cijfers uitzetten").press("Enter")
    assert page.evaluate("location.search").endswith("&toetsen=uit")
    page.reload()
    press(page, "b", "3", "?", "d")
    expect(page.locator("#zwart")).to_be_hidden()
    expect(page.locator("#toetsen table")).to_be_hidden()
    press(page, "ArrowRight", " ")
    at(page, 3)


def test_code_is_large_and_goes_away_with_the_slide(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "ArrowRight", "q")
    box = page.locator(".nu .code").bounding_box()
    assert box is not None
    assert box["width"] > 0.7 * 720
    press(page, "ArrowRight")
    expect(page.locator(".nu .code")).to_be_hidden()


def test_without_script_it_is_a_document_to_scroll(browser: Browser, server: ShowingServer) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    show(page, server)
    expect(page.locator(".dia:visible")).to_have_count(COUNT)
    page.locator("#inhoud summary").click()
    page.get_by_role("link", name=re.compile("Werkloosheid in Nederland")).click()
    expect(page.locator("#zwart")).to_be_hidden()
    context.close()


def test_showing_asks_nothing_of_others(page: Page, server: ShowingServer) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    show(page, server, ready_query("kwartaaloverzicht"))
    press(page, *["ArrowRight"] * 12)
    assert asked == [page.url.partition("#")[0]]


def test_full_screen_by_key(page: Page, server: ShowingServer) -> None:
    show(page, server)
    press(page, "f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    press(page, "f")
    page.wait_for_function("() => document.fullscreenElement === null")


def test_empty_deck_has_an_opening_slide(page: Page, server: ShowingServer) -> None:
    show(page, server, "v=1")
    at(page, 1)
    expect(page.locator("h1")).to_have_text("Presentatie")


def test_title_slide_is_not_added_twice(page: Page, server: ShowingServer) -> None:
    show(page, server, query_of(DeckTile("titel"), *FIGURES))
    expect(page.locator(".dia")).to_have_count(COUNT)
