"""The app that cannot start, or that loses its server, says so in Dutch; the data are at hand."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sitework import Site, serving_site

pytestmark = pytest.mark.browser
SHOWN = "[data-testid=stApp][data-test-script-state=notRunning] h1"
NOTICE = "#amm-melding"
LONG = 60_000


def links_of(page: Page) -> list[str]:
    return page.eval_on_selector_all(f"{NOTICE} a", "links => links.map(link => link.href)")


def test_a_websocket_that_is_refused_is_told_with_the_data(page: Page, plain: Site) -> None:
    page.route_web_socket("**/_stcore/stream", lambda socket: socket.close())
    page.goto(f"{plain.url}/regio-in-beeld")
    expect(page.locator(NOTICE)).to_contain_text("kan hier niet starten", timeout=LONG)
    assert any("alles.zip" in link for link in links_of(page))
    assert any("/tegel/" in link for link in links_of(page))
    assert page.locator("[role=dialog]:visible").count() == 0


@pytest.mark.parametrize("kept_away", ["**/static/**", "**/_stcore/**"])
def test_what_does_not_come_in_is_told_with_the_data(
    page: Page, plain: Site, kept_away: str
) -> None:
    """A filter that lets the page through and not its scripts, or a server that says no more."""
    page.route(kept_away, lambda route: route.abort())
    page.route_web_socket("**/_stcore/stream", lambda socket: None)  # never answers
    page.goto(f"{plain.url}/regio-in-beeld", wait_until="commit")
    expect(page.locator(NOTICE)).to_contain_text("kan hier niet starten", timeout=LONG)
    assert any("alles.zip" in link for link in links_of(page))


def test_a_page_that_starts_says_nothing(page: Page, plain: Site) -> None:
    page.goto(f"{plain.url}/over")
    page.wait_for_selector(SHOWN)
    page.wait_for_timeout(1500)
    assert page.locator(f"{NOTICE}:visible").count() == 0


def test_blocked_scripts_leave_the_page_in_lines(browser: Browser, plain: Site) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{plain.url}/regio-in-beeld")
    expect(page.locator("noscript main h1")).to_contain_text("Regio in beeld")
    assert page.locator("noscript a[href*='alles.zip']").count() == 1
    context.close()


def test_a_sandboxed_frame_says_so(page: Page, plain: Site) -> None:
    """With scripts allowed but an origin of its own, the websocket is refused."""
    page.goto(f"{plain.url}/over")
    page.wait_for_selector(SHOWN)
    page.evaluate(
        "url => {const f = document.createElement('iframe'); f.sandbox = 'allow-scripts';"
        "f.src = url; f.width = 800; f.height = 600; document.body.append(f)}",
        f"{plain.url}/over?embed=true",
    )
    frame = page.frame_locator("iframe")
    expect(frame.locator(NOTICE)).to_contain_text("kan hier niet starten", timeout=LONG)


def test_a_lost_connection_is_told_until_it_is_back(page: Page) -> None:
    with serving_site() as site:
        page.goto(f"{site.url}/over")
        page.wait_for_selector(SHOWN)
        site.process.send_signal(signal.SIGKILL)
        site.process.wait(30)
        expect(page.locator(NOTICE)).to_contain_text("verbinding met de monitor", timeout=LONG)
        page.wait_for_timeout(3000)
        assert page.locator("[role=dialog]:visible").count() == 0
        assert "Connection error" not in page.inner_text("body")
        with serving_site(at=site.port):
            expect(page.locator(NOTICE)).to_be_hidden(timeout=LONG)
            page.wait_for_selector(SHOWN)
