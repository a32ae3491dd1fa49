"""The smallest tile: of everything that has a tile, and small enough for a narrow column."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser
from playwright.sync_api import Page as Window
from publishcases import Page, Site

from components.exhibit.kinds import KINDS
from components.render.compact import NARROW, TALLEST, compact_height, compact_of
from data_loaders.clock import dutch_today
from endpoints.figures.tile_address import read_address
from endpoints.plain.addresses import Wanted, groups

PATHS = [
    kind.path_of(name)
    for kind in KINDS.values()
    if "since" not in kind.deck.parts
    for name, _ in kind.entries()
]
SINCE = "wijzigingen?sinds=2026-09-30&vorm=compact"
ASKED = [*(f"{path}?vorm=compact" for path in PATHS), SINCE]
CHOSEN = "bijstand-aandeel?vorm=compact"


@pytest.mark.parametrize("part", range(4))
def test_everything_has_a_small_tile_that_is_whole(site: Site, part: int) -> None:
    for path in ASKED[part::4]:
        reply = site.ask(f"/tegel/{path}")
        page = Page(reply.text)
        assert reply.status == 200 and len(reply.body) < 16_000, path
        assert page.words["h1"] and len(page.words["h1"]) <= 90
        assert len(page.all("a")) == 1 and page.all("a")[0]["href"].startswith("../"), path
        assert "Arbeidsmarktmonitor" in page.words["a"]
        assert not page.all("details") and not page.all("table")
        source = re.search(r'class="bij">([^<]+)', reply.text)
        assert source and source[1].strip(), path


def test_a_small_figure_has_number_direction_graphic_and_what_must_be_read_with_it(
    site: Site,
) -> None:
    text = unescape(site.ask(f"/tegel/{CHOSEN}").text)
    assert Page(text).words["h1"] == "Bijstand in Midden-Gelderland"
    assert "<span>5,1\xa0%</span>" in text
    assert "<strong>hoger</strong> dan Nederland (3,9\xa0%)" in text
    assert "8 gemeenten van 2,5\xa0% tot 7,1\xa0%" in text and "Rozendaal" not in text
    assert "Let op: Nederland: 3,9 % is hoger" in text
    own = site.ask(f"/tegel/{CHOSEN}&gebied=Zevenaar").text
    assert Page(own).words["h1"] == "Bijstand in Zevenaar" and "e van 8)" in own
    hidden = site.ask(f"/tegel/{CHOSEN}&gebied=Rozendaal").text
    assert "niet getoond" in hidden and not re.search(r"Rozendaal \d", hidden)


def test_a_goal_without_a_measurement_shows_an_empty_track(site: Site) -> None:
    for path in ("doel/vaardigheden-medewerkers", "doel/vaardigheden-medewerkers?vorm=compact"):
        text = site.ask(f"/tegel/{path}").text
        assert "nog geen meting" in text and 'class="amm-grafiekje amm-voortgang"' in text
        assert "stroke-dasharray" in text and "polyline" not in text
        assert Page(text).all("svg") and "vandaag" not in text


@pytest.mark.parametrize(
    ("query", "status"),
    [("vorm=compact&gebied=GM0202", 400), ("vorm=kaart", 400), ("vorm=compact&vorm=compact", 400)],
)
def test_a_goal_takes_no_other_form_or_area(site: Site, query: str, status: int) -> None:
    reply = site.ask(f"/tegel/doel/vaardigheden-medewerkers?{query}")
    assert reply.status == status
    if "&vorm" not in query:
        assert "'vorm=compact'" in unescape(reply.text)


def test_its_data_are_those_of_the_tile_and_its_image_has_its_own_name(site: Site) -> None:
    for ending in ("csv", "json", "xlsx"):
        small = site.ask(f"/tegel/bijstand-aandeel.{ending}?vorm=compact")
        whole = site.ask(f"/tegel/bijstand-aandeel.{ending}")
        assert small.headers["content-disposition"] == whole.headers["content-disposition"]
    for path in ("bijstand-aandeel", "doel/vaardigheden-medewerkers", "agenda"):
        svg = site.ask(f"/tegel/{path}.svg?vorm=compact")
        root = ElementTree.fromstring(svg.body)
        assert root.attrib["width"] == str(NARROW) and "var(" not in svg.text
        assert "_compact.svg" in svg.headers["content-disposition"]
        png = Image.open(io.BytesIO(site.ask(f"/tegel/{path}.png?vorm=compact").body))
        assert png.size == (2 * NARROW, 2 * int(root.attrib["height"]))
    dark = site.ask("/tegel/bijstand-aandeel.svg?vorm=compact&thema=donker").text
    assert "#18232c" in dark and "#ffffff" not in dark


def test_the_same_stands_in_a_path(site: Site) -> None:
    for asked, step in (
        ("?vorm=compact&thema=donker&gebied=GM0202", "/GM0202/compact/donker"),
        ("?vorm=compact", "/compact"),
    ):
        path, _, query = asked.partition("?")
        for ending in ("svg", "png"):
            one = site.ask(f"/tegel/bijstand-aandeel{path}.{ending}?{query}")
            assert one.body == site.ask(f"/tegel/bijstand-aandeel{step}.{ending}").body
    assert site.ask("/tegel/bijstand-aandeel/donker/compact.html").status == 404
    published = {
        path for group in groups(Wanted(("tegel/", "deel/")), pytest.fail) for path in group
    }
    for path in ("bijstand-aandeel/GM0202/compact", "doel/contact-jongeren/compact/licht"):
        assert {f"tegel/{path}.html", f"tegel/{path}.svg", f"deel/{path}.html"} <= published
    assert "tegel/bijstand-aandeel/compact.csv" not in published


@pytest.mark.parametrize(
    ("asked", "most", "is_small"),
    [
        ("tegel/bevolking", "&maxwidth=300", True),
        ("tegel/bevolking", "&maxwidth=600&maxheight=420", True),
        ("tegel/bevolking", "&maxwidth=400", False),
        ("tegel/bevolking?vorm=staaf", "&maxwidth=300", False),
        ("tegel/doel/contact-jongeren", "&maxwidth=300", True),
        ("regio-deal?project=soil-valley", "&maxwidth=280", True),
        ("tegel/bevolking/GM0202/donker.html", "&maxwidth=300", True),
    ],
)
def test_a_narrow_place_gets_the_small_tile(
    site: Site, asked: str, most: str, is_small: bool
) -> None:
    found = site.ask(f"/oembed?url={quote(f'{site.url}/{asked}', safe='')}{most}").json
    source = Page(found["html"]).all("iframe")[0]["src"]
    assert ("compact" in source) is is_small
    assert not is_small or found["height"] <= TALLEST
    shown = site.ask(source.removeprefix(site.url))
    assert shown.status == 200 and ('class="bij"' in shown.text) is is_small
    thumbnail = site.ask(found["thumbnail_url"].removeprefix(site.url)).body
    size = Image.open(io.BytesIO(thumbnail)).size
    assert size == (found["thumbnail_width"], found["thumbnail_height"])


@pytest.mark.parametrize("path", ["bijstand-aandeel", "doel/contact-jongeren", "agenda"])
def test_the_page_to_share_offers_it(site: Site, path: str) -> None:
    html = site.ask(f"/deel/{path}").text
    assert '<option value="compact">' in html
    chosen = site.ask(f"/deel/{path}?vorm=compact&breedte=280").text
    assert '<option value="compact" selected>' in chosen
    code = unescape(re.search(r'<textarea id="code"[^>]*>(.*?)</textarea>', chosen, re.DOTALL)[1])
    frame = Page(code).all("iframe")[0]
    assert frame["src"].endswith(f"{path}?vorm=compact") and int(frame["height"]) <= TALLEST


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": NARROW, "height": 500})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("part", range(4))
def test_each_fits_in_a_narrow_column(window: Window, site: Site, part: int) -> None:
    for path in ASKED[part::4]:
        window.goto(f"{site.url}/tegel/{path}")
        width = window.evaluate("document.documentElement.scrollWidth")
        real = window.evaluate("document.body.getBoundingClientRect().height")
        pairs = tuple(tuple(pair.split("=")) for pair in path.partition("?")[2].split("&"))
        address = read_address(path.partition("?")[0], pairs)  # type: ignore[arg-type]
        guess = compact_height(compact_of(address.exhibit(dutch_today())), NARROW)
        assert width <= NARROW and real <= TALLEST, (path, width, real)
        assert real <= guess <= real * 1.2 + 8, (path, real, guess)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_faults_for_who_sees_hears_or_types(
    browser: Browser, site: Site, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path in (CHOSEN, "bevolking?vorm=compact", "doel/contact-jongeren?vorm=compact"):
        page.goto(f"{site.url}/tegel/{path}")
        found = Axe().run(page).response["violations"]
        assert found == [], (path, [item["id"] for item in found])
    context.close()
