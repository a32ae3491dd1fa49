"""The site in a real Chromium: nothing it does breaks its own rules, and who may frame it."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from sitework import Site

from endpoints.guard.iconfont import used_icons

pytestmark = pytest.mark.browser

SHOWN = "[data-testid=stApp][data-test-script-state=notRunning] h1"
WATCH = """document.addEventListener('securitypolicyviolation',
  event => console.error('CSP', event.violatedDirective, event.blockedURI, event.sourceFile))"""
# tests/e2e sees to it that no page at all writes an error; these have all that a page can have.
SOME = ["/", "/regio-in-beeld", "/hca-doelen", "/bronnen"]


def watched(page: Page) -> list[str]:
    """Record every error, every broken rule and every answer that is none."""
    found: list[str] = []
    page.add_init_script(WATCH)
    page.on("console", lambda m: found.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("response", lambda r: found.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    return found


def test_a_page_breaks_no_rule_and_sets_no_cookie(page: Page, plain: Site) -> None:
    found = watched(page)
    for path in SOME:
        page.goto(f"{plain.url}{path}")
        page.wait_for_selector(SHOWN)
        page.wait_for_load_state("networkidle")
        assert found == [], path
        assert page.get_attribute("html", "lang") == "nl"
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""


def test_the_map_to_turn_works_under_the_rules(page: Page, plain: Site) -> None:
    """deck.gl wants most of all: WebGL, workers, and files of its own."""
    found = watched(page)
    page.goto(f"{plain.url}/regio-in-beeld?onderdeel=Pendel")
    page.wait_for_selector(SHOWN)
    page.get_by_text("Open de kaart die u kunt draaien").first.click()
    page.wait_for_selector("[data-testid=stDeckGlJsonChart] canvas")
    page.wait_for_load_state("networkidle")
    assert found == []


SPELLED = """async name => {
  await document.fonts.load('20px "Material Symbols Rounded"', name);
  const span = document.body.appendChild(document.createElement('span'));
  span.style.cssText = 'font: 20px "Material Symbols Rounded"; position: absolute';
  span.textContent = name;
  const width = span.getBoundingClientRect().width;
  span.remove();
  return width;
}"""


@pytest.mark.parametrize("name", ["keyboard_arrow_down", "close", "check", "download"])
def test_icons_are_drawn_and_not_spelled(page: Page, plain: Site, name: str) -> None:
    page.goto(f"{plain.url}/over")
    page.wait_for_selector(SHOWN)
    width = page.evaluate(SPELLED, name)
    assert (width == 20) is (name in used_icons())
    assert page.evaluate(SPELLED, "no_such_icon") > 60


def test_a_download_of_the_app_works(page: Page, plain: Site) -> None:
    page.goto(f"{plain.url}/bronnen?deel=open-data")
    page.wait_for_selector(SHOWN)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download acties.csv").click()
    assert download.value.suggested_filename == "acties.csv"
    assert download.value.path().stat().st_size > 100


def test_without_javascript_there_are_figures(browser: Browser, plain: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain.url}/regio-in-beeld")
    text = page.locator("noscript").inner_text() or page.locator("body").inner_text()
    context.close()
    assert "Regio in beeld" in text
    assert "onbenut potentieel" in text


def framed(page: Page, origin: str, target: str) -> str:
    """Return what a page on `origin` shows of the site in its frame."""
    page.goto(f"{origin}/?{target}")
    frame = page.frame_locator("iframe")
    try:
        frame.locator("h1").first.wait_for(timeout=60_000)
    except Exception:
        return ""
    return frame.locator("h1").first.inner_text()


def is_refused(page: Page, address: str) -> bool:
    """Tell whether the browser shows an error of its own where the frame is."""
    page.goto(address)
    for _ in range(600):
        if page.frames[1].url.startswith("chrome-error:"):
            return True
        page.wait_for_timeout(50)
    return False


def test_only_a_friend_may_frame(
    page: Page, full: Site, plain: Site, friend: str, stranger: str
) -> None:
    refused: list[str] = []
    page.on("console", lambda m: refused.append(m.text) if "frame-ancestors" in m.text else None)
    assert urlsplit(friend).port != urlsplit(stranger).port
    assert framed(page, friend, f"{full.url}/over?embed=true") == "Over deze monitor"
    assert refused == []
    assert is_refused(page, f"{stranger}/?{full.url}/over?embed=true")
    assert any(f"frame-ancestors 'self' {friend}" in text for text in refused)
    # Without a setting nobody else may, not even the friend.
    assert is_refused(page, f"{friend}/?{plain.url}/over?embed=true")


def test_a_frame_around_the_site_cannot_command_it(page: Page, full: Site, friend: str) -> None:
    """Streamlit lets sites of its own cloud stop, rerun or restyle an app in their frame."""
    assert framed(page, friend, f"{full.url}/over?embed=true") == "Over deze monitor"
    command = json.dumps({"stCommVersion": 1, "type": "SET_SIDEBAR_CHEVRON_DOWNSHIFT"})
    page.evaluate(f"document.querySelector('iframe').contentWindow.postMessage({command}, '*')")
    stop = json.dumps({"stCommVersion": 1, "type": "CLEAR_CACHE"})
    page.evaluate(f"document.querySelector('iframe').contentWindow.postMessage({stop}, '*')")
    assert page.frame_locator("iframe").locator("[role=dialog]").count() == 0
    assert page.frame_locator("iframe").locator("h1").first.inner_text() == "Over deze monitor"
