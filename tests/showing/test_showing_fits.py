"""Every slide fits its screen, in type that is read from afar: boxes, sizes and contrast."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import msgspec
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from readydecks import ARNHEM, READY, query_of, ready_query
from showingmeasure import measure, measure_all
from showingserver import ShowingServer

from components.deck.screen import Screen
from components.deck.showing_page import showing_page
from components.deck.slide import Showing
from components.deck.slides import Slide
from data_loaders.decks.deck import MAX_TITLE, DeckTile, Form
from data_loaders.files.paths import ASSETS
from data_loaders.monitor import MONITOR

pytestmark = pytest.mark.browser
SCREENS = ((1280, 720), (1920, 1080), (1024, 768))
FOUR = ("GM0202", "GM0293", "GM1705", "GM0226")


def at_size(browser: Browser, width: int, height: int) -> Page:
    return browser.new_page(viewport={"width": width, "height": height})


@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("deck", READY)
def test_ready_deck_fits(
    browser: Browser, server: ShowingServer, deck: str, screen: tuple[int, int]
) -> None:
    page = at_size(browser, *screen)
    themes = ("licht", "donker") if screen == SCREENS[0] else ("licht",)  # colours have no size
    for theme in themes:
        page.goto(f"{server.url}/beraad/tonen?{ready_query(deck)}&thema={theme}")
        assert measure_all(page) == {}, theme
        assert page.locator(".dia").count() == page.locator(".voet .merk").count()
    page.close()


def figure(name: str, form: Form = "eigen", *areas: str) -> DeckTile:
    return DeckTile("cijfer", name, areas, form)


def test_every_kind_of_tile_fits(browser: Browser, server: ShowingServer) -> None:
    tiles = (
        figure("bevolking", "staaf", "GMR"),
        figure("bevolking", "kaart", "GMR"),
        figure("bevolking", "cijfer", *FOUR),
        figure("bevolking", "tabel", "GMR"),
        figure("leeftijdsopbouw", "kaart", ARNHEM),
        figure("onbenut-nederland"),
        figure("onbenut-nederland", "cijfer"),
        figure("onbenut-nederland", "tabel"),
        figure("vraag-en-instroom"),
        figure("vraag-en-instroom", "tabel"),
        figure("pendel-uit"),
        DeckTile("doel", "soil-valley-maatregelen-berg-en-dal"),
        DeckTile("project", "lifeport-cool-lab"),
        DeckTile("agenda"),
        DeckTile("begroting"),
        DeckTile("wijzigingen", since=date(2024, 1, 1)),
        DeckTile("titel", texts=("W" * 120,)),
        DeckTile("agendapunt", texts=("W" * 80, "W" * 90)),
        DeckTile("besluit", texts=("W" * 80, *["W" * 42] * 3, *["W" * 34] * 2, "W" * 60)),
        DeckTile("besluit", texts=("Stem in",)),
        *[figure("arbeidspotentieel")] * 20,
    )
    page = at_size(browser, 1280, 720)
    page.goto(f"{server.url}/beraad/tonen?{query_of(*tiles, title='W' * MAX_TITLE)}")
    assert page.locator(".dia").count() > len(tiles)
    found = measure_all(page, title=42)  # its maker may write more than fits in two lines of 72
    assert found == {}, str(found)
    page.close()


@pytest.mark.parametrize("broken", ["font-size:26px", "color:#777", "width:3000px"])
def test_measuring_sees_what_is_wrong(page: Page, server: ShowingServer, broken: str) -> None:
    page.goto(f"{server.url}/beraad/tonen?{query_of(figure('bevolking', 'tabel', 'GMR'))}#2")
    assert measure(page).faults == []
    page.add_style_tag(content=f".tabel,.tabel *{{{broken}!important}}")
    assert measure(page).faults


def test_phone_reads_it_as_a_page(browser: Browser, server: ShowingServer) -> None:
    page = at_size(browser, 360, 740)
    page.goto(f"{server.url}/beraad/tonen?{ready_query('hca-voortgang')}")
    for _ in range(page.locator(".dia").count()):
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        smallest = page.evaluate(
            """() => Math.min(...[...document.querySelectorAll('.nu .kop, .nu p, .nu dd, .nu td')]
              .map(el => parseFloat(getComputedStyle(el).fontSize)))"""
        )
        assert smallest >= 14
        page.keyboard.press("ArrowRight")
    page.close()


def test_printed_it_is_a_handout(page: Page, server: ShowingServer) -> None:
    page.goto(f"{server.url}/beraad/tonen?{ready_query('kwartaaloverzicht')}&thema=donker")
    titles = [title.text_content() or "" for title in page.locator(".kop").all()]
    sources = page.locator(".op-papier > p").all_text_contents()
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    text = "".join("".join(sheet.extract_text() for sheet in pages).split())
    for said in [*titles, *sources]:
        assert "".join(said.split()) in text
    assert f"bladzijde{len(pages)}van{len(pages)}" in text
    assert text.count("".join(MONITOR.name.split())) >= len(pages)
    assert "49.266" in text  # the table of the map stands below it
    assert len(pages) <= len(titles) + 3


def test_the_foot_of_paper_has_the_name_of_this_monitor_whatever_it_holds(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = 'Monitor "Twente" \\ & </style><b>Oost'
    other = msgspec.structs.replace(MONITOR, name=name)
    monkeypatch.setattr("components.deck.showing_page.MONITOR", other)
    slide = Slide(DeckTile("doel", "x"), None, (Screen("Er is niets."),), "Er is niets.")
    showing = Showing("Proef", [slide], "licht", "", "")
    page.set_content(showing_page(showing, lambda _slide: Markup("")))
    assert page.locator("b").count() == 0
    (sheet,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert name.replace(" ", "") in "".join(sheet.extract_text().split())
    for path in (ASSETS / "css").iterdir():
        assert MONITOR.short not in path.read_text("utf-8"), path.name


def test_paper_has_tables_and_no_dark_colours(page: Page, server: ShowingServer) -> None:
    page.goto(f"{server.url}/beraad/tonen?{ready_query('kwartaaloverzicht')}&thema=donker")
    page.emulate_media(media="print")
    expect(page.locator(".dia:visible")).to_have_count(page.locator(".dia").count())
    for table in page.locator(".op-papier table").all():
        box = table.bounding_box()
        assert box is not None
        assert box["width"] > 300
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 39, 51)"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
