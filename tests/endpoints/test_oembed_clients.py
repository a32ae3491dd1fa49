"""oEmbed by a client library, and by a page that does what WordPress does with the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from micawber import Provider, ProviderRegistry
from playwright.sync_api import Browser, Frame, Page
from publishcases import Page as Tags
from publishcases import Site

DOCS = Path(__file__).resolve().parents[2] / "docs"
SECRET = "Ab12Cd34Ef"
# What WordPress 6 asks beside the address, whatever the site it asks.
WORDPRESS = {"maxwidth": 600, "maxheight": 900, "dnt": 1}
# What is left of a frame of a site that WordPress does not trust (wp_filter_oembed_result).
KEPT = ("src", "width", "height", "title")
# What its wp-embed script does with what the frame says.
RECEIVES = """addEventListener("message", (event) => {
  const said = event.data;
  if (!said || /[^a-zA-Z0-9]/.test(said.secret || "-")) return;
  for (const frame of document.querySelectorAll(`iframe[data-secret="${said.secret}"]`)) {
    if (event.source !== frame.contentWindow) continue;
    if (said.message === "height") frame.height = Math.max(200, Math.min(1000, said.value));
    if (said.message !== "link") continue;
    const own = new URL(frame.getAttribute("src")), there = new URL(said.value);
    const known = /^https?:$/i.test(there.protocol) && there.host === own.host;
    if (known && document.activeElement === frame) top.location.href = said.value;
  }
});"""


def registry(site: Site) -> ProviderRegistry:
    found = ProviderRegistry()
    found.register(rf"https?://127\.0\.0\.1:{site.port}/\S+", Provider(f"{site.url}/oembed", 60))
    return found


@pytest.mark.parametrize(
    "path",
    [
        "tegel/bevolking",
        "tegel/bevolking/",
        "deel/bevolking?gebied=GM0202",
        "regio-in-beeld?cijfer=bevolking&utm_source=brief",
        "regio-in-beeld/?cijfer=bevolking",
        "tegel/doel/vaardigheden-medewerkers",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_client_library_embeds_whatever_spelling_of_a_link(
    site: Site, path: str, scheme: str
) -> None:
    link = f"{scheme}://127.0.0.1:{site.port}/{path}"
    found = registry(site).request(link, **WORDPRESS)
    assert found["type"] == "rich" and f"{site.url}/tegel/" in found["html"]
    assert "Arbeidsmarktmonitor" not in found["title"]
    assert found["provider_name"].startswith("Arbeidsmarktmonitor")


def wordpress_frame(site: Site, path: str) -> str:
    """The frame that WordPress makes of the answer, in its sandbox."""
    found = registry(site).request(f"{site.url}/{path}", **WORDPRESS)
    had = Tags(found["html"]).all("iframe")[0]
    had["src"] += f"#?secret={SECRET}"
    kept = " ".join(f'{name}="{escape(had[name])}"' for name in KEPT)
    return f'<iframe sandbox="allow-scripts" data-secret="{SECRET}" {kept}></iframe>'


class Blog(BaseHTTPRequestHandler):
    """The site of somebody else: whatever is asked, one page."""

    page = ""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<!doctype html><body>{Blog.page}</body>".encode())

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def blog() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Blog) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def inside(page: Page, blog: str, body: str) -> Frame:
    """What stands in the frame of a page of the blog with this body."""
    Blog.page = body
    page.goto(blog)
    frame = page.frames[1]
    frame.locator("#kop").wait_for()
    return frame


@pytest.mark.browser
@pytest.mark.parametrize("path", ["tegel/bijstand-aandeel", "tegel/doel/vaardigheden-medewerkers"])
def test_in_wordpress_a_tile_has_its_height_and_its_links_lead_somewhere(
    browser: Browser, site: Site, blog: str, path: str
) -> None:
    page = browser.new_context().new_page()
    body = wordpress_frame(site, path) + f"<script>{RECEIVES}</script>"
    frame = inside(page, blog, body)
    needed = frame.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
    page.wait_for_function(f"() => document.querySelector('iframe').height == {min(needed, 1000)}")
    with page.expect_navigation(url=re.compile(re.escape(site.url)), wait_until="commit"):
        frame.get_by_role("link", name="Bekijk dit in de").click()
    frame = inside(page, blog, body)
    with page.expect_download() as download:
        frame.get_by_role("link", name="CSV", exact=True).click()
    assert download.value.suggested_filename.endswith(".csv")
    frame = inside(page, blog, body)
    source = frame.locator(f'a[href^="http"]:not([href^="{site.url}"])').first
    if source.count():  # a source elsewhere: WordPress follows links to our own host only
        for summary in frame.locator("summary").all():
            summary.click()
        with page.expect_navigation(url=re.compile(r"/deel/"), wait_until="commit"):
            source.click()
    page.context.close()


@pytest.mark.browser
def test_in_a_sandbox_that_listens_to_nothing_a_link_leads_to_the_page_to_share(
    browser: Browser, site: Site, blog: str
) -> None:
    page = browser.new_context().new_page()
    frame = inside(
        page, blog, f'<iframe sandbox="allow-scripts" src="{site.url}/tegel/bevolking"></iframe>'
    )
    with frame.expect_navigation(url=re.compile("/deel/bevolking")):
        frame.get_by_role("link", name="CSV", exact=True).click()
    assert (
        frame.get_by_role("textbox", name="Naar de tegel")
        .input_value()
        .endswith("/tegel/bevolking")
    )
    page.context.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [280, 480, 800, 1200])
def test_the_documented_snippets_fit_their_own_example(
    browser: Browser, site: Site, blog: str, width: int
) -> None:
    manual = (DOCS / "insluiten.md").read_text("utf-8")
    snippets = re.findall(r"<iframe src=.*?</iframe>", manual, re.DOTALL)
    assert len(snippets) == 2
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    for snippet in snippets:
        own = snippet.replace("https://UW-MONITOR", site.url)
        frame = inside(page, blog, f"<style>body{{margin:0}}</style>{own}")
        needed = frame.evaluate("document.body.getBoundingClientRect().height")
        assert needed <= page.locator("iframe").bounding_box()["height"], (width, snippet)  # type: ignore[index]
    page.context.close()
