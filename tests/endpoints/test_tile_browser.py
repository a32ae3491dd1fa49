"""Tiles in a real browser: narrow and wide, light and dark, in a page of somebody else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from publishcases import Site
from pypdf import PdfReader

from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from components.render.height import tile_height
from data_loaders.clock import dutch_today
from endpoints.figures.drawings import sizes
from endpoints.figures.tile_address import read_address
from endpoints.http.resource import RequestError

pytestmark = pytest.mark.browser

TILES = [
    "bijstand-aandeel",
    "bijstand-aandeel?vorm=staaf",
    "bevolking?vorm=lijn&gebied=GM0202",
    "vraag-en-instroom",
    "onbenut-nederland",
    "uitkeringen-totaal",
    "bijstand-aandeel?vorm=tabel",
    "doel/vaardigheden-medewerkers",
    "project/soil-valley",
    "bestaat-niet",
]
TABLES = [  # open, with words that a browser breaks at a hyphen, or with words that it does not
    "spanningsindicator?vorm=tabel",
    "ww-aantal?vorm=tabel",
    "banenafspraak-participatie-bandbreedte?vorm=tabel",
]
WIDTHS = (280, 400, 440, 800)
DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


SMALLEST = """() => Math.min(99, ...[...document.querySelectorAll('svg text')]
    .filter(text => text.getBoundingClientRect().width)
    .map(text => parseFloat(getComputedStyle(text).fontSize)
        * text.ownerSVGElement.getBoundingClientRect().width
        / text.ownerSVGElement.viewBox.baseVal.width))"""
CUT = """() => [...document.querySelectorAll('svg text')].filter(text => {
    const own = text.getBoundingClientRect();
    const all = text.ownerSVGElement.getBoundingClientRect();
    return own.width && (own.left < all.left - 1 || own.right > all.right + 1
        || own.top < all.top - 1 || own.bottom > all.bottom + 1);
}).map(text => text.textContent)"""


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tile_fits_and_can_be_read_at_any_width(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in TILES:
        page.goto(f"{site.url}/tegel/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(SMALLEST) >= (12 if page.locator(".kaart").count() else 11), path
        assert page.evaluate(CUT) == [], path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tile_has_no_faults_for_who_sees_hears_or_types(
    browser: Browser, site: Site, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in TILES[:: 2 if scheme == "light" else 4]:
        page.goto(f"{site.url}/tegel/{path}")
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert found == [], (path, [item["id"] for item in found])
    context.close()


@pytest.mark.parametrize(
    ("scheme", "query", "dark"),
    [
        ("light", "", False),
        ("dark", "", True),
        ("dark", "?thema=licht", False),
        ("light", "?thema=donker", True),
    ],
)
def test_colours_follow_the_reader_or_the_address(
    browser: Browser, site: Site, scheme: str, query: str, dark: bool
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{site.url}/tegel/bijstand-aandeel{query}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = page.evaluate(
        "[...document.querySelectorAll('svg path')].map(p => getComputedStyle(p).fill)"
    )
    context.close()
    assert ground == ("rgb(24, 35, 44)" if dark else "rgb(255, 255, 255)")
    highest = "rgb(169, 205, 240)" if dark else "rgb(18, 67, 109)"
    assert highest in fills and "rgb(0, 0, 0)" not in fills


def test_a_tile_is_whole_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/tegel/bijstand-aandeel")
    assert page.locator("svg.figuur:visible").count() == 1
    page.locator("summary").first.click()
    assert page.locator("table").is_visible()
    context.close()


def test_a_tile_asks_for_nothing_else_and_breaks_no_rule_of_its_own(
    browser: Browser, site: Site
) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in TILES[:-1]:
        page.goto(f"{site.url}/tegel/{path}")
    context.close()
    others = [url for url in asked if "/tegel/" not in url and "favicon" not in url]
    assert others == []
    assert [text for text in said if "Content Security Policy" in text] == []


def test_the_documented_script_gives_a_tile_its_height(browser: Browser, site: Site) -> None:
    """The page of somebody else: another origin, with the lines from the manual."""
    script = (DOCS / "insluiten.md").read_text("utf-8").partition("```html\n<script>")[2]
    script = script.partition("</script>")[0]
    assert 0 < len(script.strip().splitlines()) <= 10
    frame = (
        f'<iframe src="{site.url}/tegel/bijstand-aandeel" style="width:300px;border:0"></iframe>'
    )
    context = browser.new_context(viewport={"width": 600, "height": 600})
    page = context.new_page()
    page.set_content(f"<body>{frame}<script>{script}</script></body>")
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight > 400")
    before = page.evaluate("document.querySelector('iframe').offsetHeight")
    inside = page.frames[1]
    assert inside.evaluate("document.documentElement.scrollHeight") <= before
    inside.locator("summary").first.click()
    page.wait_for_function(f"() => document.querySelector('iframe').offsetHeight > {before}")
    inside.locator("summary").first.click()
    page.wait_for_function(f"() => document.querySelector('iframe').offsetHeight == {before}")
    context.close()


def test_the_estimated_height_is_enough_and_not_much_more(page: Page, site: Site) -> None:
    for path in [*TILES[:-1], *TABLES]:
        page.goto(f"{site.url}/tegel/{path}")
        for width in (280, 400, 600, 800):
            page.set_viewport_size({"width": width, "height": 300})
            real = page.evaluate("document.body.getBoundingClientRect().height")
            guess = _estimate(path, width)
            assert real <= guess <= real * 1.15, (path, width, real, guess)


def _estimate(path: str, width: int) -> int:
    name, _, query = path.partition("?")
    exhibit = read_address(name, tuple(parse_qsl(query))).exhibit(dutch_today())
    return tile_height(exhibit, sizes(exhibit), width)


ON_PAPER = [
    "bijstand-aandeel?thema=donker",
    "bijstand-aantal",
    "uitkeringen-totaal",
    "ww-aantal?vorm=staaf&gebied=GM0202",
    "doel/vaardigheden-medewerkers",
    "project/soil-valley",
]


@pytest.mark.parametrize("path", ON_PAPER)
def test_on_paper_a_tile_has_its_table_its_meaning_and_its_warnings(
    page: Page, site: Site, path: str
) -> None:
    name, _, query = path.partition("?")
    exhibit = read_address(name, tuple(parse_qsl(query))).exhibit(dutch_today())
    told = [*exhibit.meaning, *exhibit.notes]
    told += [
        cell for item in exhibit.tables if item.table for row in item.table.rows for cell in row
    ]
    told += [item.description for item in exhibit.disputes.items]
    assert told
    page.goto(f"{site.url}/tegel/{path}")
    paper = PdfReader(io.BytesIO(page.pdf(print_background=True))).pages
    text = "".join("".join(sheet.extract_text() for sheet in paper).split())
    assert [said for said in told if "".join(said.split()) not in text] == []
    assert "Download:" not in text
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.emulate_media(media="null")


def test_the_page_of_the_api_can_be_read_on_a_phone(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{site.url}/api")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.locator("h1").inner_text() == "Open data van de Arbeidsmarktmonitor"
    page.get_by_role("link", name="Voorbeeld").click()


def test_an_estimate_needs_no_drawing() -> None:

    content = indicator_exhibit("bijstand-aandeel", Asked(form="staaf"), dutch_today())
    assert {drawing.inner for drawing in sizes(content)} == {""}
    with pytest.raises(RequestError):
        read_address("geen/tegel", ())
