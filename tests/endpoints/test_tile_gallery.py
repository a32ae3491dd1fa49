"""All tiles as pictures: by topic, found by words, and light."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from publishcases import Page, Site

from components.exhibit.kinds import KINDS
from data_loaders.documents import load_topics

MOST = 300_000


def test_every_tile_has_a_picture_and_ways_to_see_and_share_it(site: Site) -> None:
    reply = site.ask("/tegel")
    page = Page(reply.text)
    links = [had["href"] for had in page.all("a")]
    pictures = [had for had in page.all("img") if "tegel/" in had["src"]]
    assert len(reply.body) < MOST
    count = 0
    for kind in KINDS.values():
        for name, _ in kind.entries() if "since" not in kind.deck.parts else ():
            path = kind.path_of(name)
            count += 1
            assert f"./tegel/{path}" in links and f"./deel/{path}" in links
            assert any(had["src"] == f"./tegel/{path}/compact/licht.svg" for had in pictures)
    assert len(pictures) == count
    assert {(had["loading"], had["alt"]) for had in pictures} == {("lazy", "")}
    for address in (pictures[0]["src"], pictures[-1]["src"]):
        shown = site.ask(address.removeprefix("."))
        assert shown.status == 200 and shown.headers["content-type"] == "image/svg+xml"
        assert shown.headers["etag"] and len(shown.body) < 12_000


def test_as_a_file_it_leads_to_files(site: Site) -> None:
    page = Page(site.ask("/tegel.html").text)
    links = [had["href"] for had in page.all("a")]
    assert {"./tegel/bevolking.html", "./deel/bevolking.html"} <= set(links)


def test_figures_stand_under_their_topic(site: Site) -> None:
    page = Page(site.ask("/tegel").text)
    parts = [had["id"] for had in page.all("section")]
    topics = list(load_topics())
    assert [part for part in parts if part in topics] == [t for t in topics if t in parts]
    assert {"doel", "project", "agenda", "begroting"} <= set(parts)
    jumps = {had["href"] for had in page.all("a") if had["href"].startswith("#")}
    assert {f"#{part}" for part in parts} <= jumps


@pytest.mark.browser
def test_words_find_a_tile(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.url}/tegel")
    seen = page.locator(".galerij > li:visible")
    every = seen.count()
    assert (
        len([url for url in asked if "compact" in url]) < every / 2
    )  # the rest when one gets there
    page.get_by_label("Zoek een tegel").fill("BIJSTAND deel")
    expect(page.locator("#tegel-telling")).to_have_text("1 tegel")
    assert seen.count() == 1 and "Bijstand" in seen.inner_text()
    assert page.locator(".galerij-deel:visible").count() == 1
    page.get_by_label("Zoek een tegel").fill("bestaat vast niet")
    expect(page.locator("#geen-tegel")).to_be_visible()
    page.get_by_label("Zoek een tegel").fill("")
    assert seen.count() == every
    assert [text for text in said if "Content Security Policy" in text] == []
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_everyone_can_use_it(browser: Browser, site: Site, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto(f"{site.url}/tegel")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert found == [], [item["id"] for item in found]
    context.close()


@pytest.mark.browser
def test_without_scripts_all_tiles_are_seen(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/tegel")
    assert page.locator(".galerij > li:visible").count() > 100
    assert not page.get_by_label("Zoek een tegel").is_visible()
    context.close()
