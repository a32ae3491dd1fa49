"""The page Uitvoeringsagenda in a browser: filters, links, figure and table, and on paper."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from serving import serving
from visit import looks, open_downloads, settle, visit
from wcag import OPEN_ALL, violations

from components.words.formatting import format_date
from data_loaders.agreements.agenda import Action, Line
from data_loaders.agreements.calendar import ActionChoice, fitting, states_on
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today

pytestmark = pytest.mark.browser

PATH = "/uitvoeringsagenda"
CHART = ".amm-plan"
BODY = "[data-testid=stPopoverBody]"


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[int], Page]]:
    """Open a page of some width."""
    made: list[Page] = []

    def make(width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900})
        made.append(page)
        return page

    yield make
    for page in made:
        page.close()


def count_line(page: Page) -> str:
    return page.locator("p.amm-zin[data-zegt]").text_content() or ""


def open_filter(page: Page, button: str, label: str) -> Locator:
    """Open a filter by keyboard and return what is chosen with."""
    page.locator(".st-key-agenda-filters").get_by_role("button", name=button).press("Enter")
    box = page.locator(BODY).get_by_role("combobox", name=label)
    expect(box).to_be_visible()
    box.focus()
    return box


def named_in_table(page: Page) -> list[str]:
    table = page.locator("table", has=page.locator("caption", has_text="Acties van de uitv"))
    return [text.strip() for text in table.locator("tbody th").all_text_contents()]


def texts(choice: ActionChoice) -> set[str]:
    return {action.text for action in fitting(load(Action), choice, dutch_today())}


def test_a_link_with_filters_shows_what_fits(page: Page, site: str) -> None:
    visit(page, site, PATH, lijn=["lijn-2", "lijn-3"], ambitie="ambitie-5", kwartaal="2026-Q4")
    wanted = texts(ActionChoice(("lijn-2", "lijn-3"), ("ambitie-5",), (), "2026-Q4"))
    assert 0 < len(wanted) < 18
    assert count_line(page).startswith(f"{len(wanted)} van 43 acties. Gekozen: lijn Toegankelijk")
    assert set(named_in_table(page)) == wanted
    open_filter(page, "Lijn: 2 gekozen", "Lijn")
    for name in ("Toegankelijk netwerk", "Transparant netwerk"):
        expect(page.locator(BODY).get_by_text(name)).to_be_visible()


@pytest.mark.parametrize("state", sorted(set(states_on(load(Action), dutch_today()).values())))
def test_a_link_with_a_state_shows_that_state(page: Page, site: str, state: str) -> None:
    visit(page, site, PATH, stand=state)
    assert set(named_in_table(page)) == texts(ActionChoice(states=(state,)))


def test_filters_by_keyboard_are_in_the_link_and_back_undoes_them(page: Page, site: str) -> None:
    visit(page, site, PATH)
    assert count_line(page) == "43 van 43 acties."
    box = open_filter(page, "Lijn: alle", "Lijn")
    box.focus()
    box.press_sequentially("Werkend")
    box.press("Enter")
    page.wait_for_url("**lijn=lijn-1**")
    settle(page)
    assert count_line(page) == "13 van 43 acties. Gekozen: lijn Werkend netwerk."
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    box = open_filter(page, "Actief in: alle", "Actief in")
    box.focus()
    box.press("ControlOrMeta+a")
    box.press_sequentially("1e kwartaal 2027")
    box.press("Enter")
    page.wait_for_url("**kwartaal=2027-Q1**")
    settle(page)
    wanted = texts(ActionChoice(lines=("lijn-1",), quarter="2027-Q1"))
    assert set(named_in_table(page)) == wanted
    page.go_back()
    page.wait_for_url(lambda url: "kwartaal" not in url)
    settle(page)
    assert count_line(page).startswith("13 van 43 acties")


def test_the_ambition_of_the_budget_is_in_the_link(page: Page, site: str) -> None:
    visit(page, site, PATH, begroting="ambitie-4")
    expect(page.get_by_role("heading", name="Ambitie 4 (meer mensen uit")).to_contain_text("60.000")
    box = page.get_by_role("combobox", name="Ambitie in de begroting")
    box.focus()
    box.press("ControlOrMeta+a")
    box.press_sequentially("Ambitie 6")
    box.press("Enter")
    page.wait_for_url("**begroting=ambitie-6**")
    settle(page)
    expect(page.get_by_role("heading", name="Ambitie 6 (Leven")).to_contain_text("320.000")


def test_what_a_link_asks_and_is_not_there_is_skipped(page: Page, site: str) -> None:
    visit(page, site, PATH, lijn="lijn-9", stand="te laat", kwartaal="2031-Q7")
    assert count_line(page) == "43 van 43 acties."
    expect(page.locator(".amm-melding")).to_have_text(
        "Een deel van de link is niet bekend en is overgeslagen: kwartaal, lijn, stand."
    )


def test_nothing_that_fits_can_be_undone(page: Page, site: str) -> None:
    visit(page, site, PATH, lijn="lijn-1", ambitie="ambitie-3", kwartaal="2026-Q1")
    assert count_line(page).startswith("0 van 43 acties.")
    expect(page.locator(CHART)).to_have_count(0)
    page.get_by_role("button", name="Wis alle filters").press("Enter")
    page.wait_for_url(lambda url: "lijn" not in url and "ambitie" not in url)
    settle(page)
    assert count_line(page) == "43 van 43 acties."
    assert "kwartaal" not in page.url
    page.go_back()
    page.wait_for_url("**lijn=lijn-1**")
    settle(page)
    assert count_line(page).startswith("0 van 43 acties.")


def test_figure_and_table_have_the_same_rows(page: Page, site: str) -> None:
    visit(page, site, PATH)
    drawn = page.locator(f"{CHART} .amm-plan-naam").evaluate_all(
        "names => names.map(name => name.firstChild.textContent)"
    )
    short = {action.text: action.short for action in load(Action)}
    assert drawn == [short[text] for text in named_in_table(page)]
    assert len(drawn) == 43
    heads = page.locator(f"{CHART} h3").all_text_contents()
    assert heads == [line.name for line in load(Line)]
    assert page.locator(f"{CHART} .amm-plan-raster > b").inner_text() == format_date(dutch_today())


def test_no_short_title_is_cut_off_and_every_bar_has_its_row(open_page, site: str) -> None:
    page = visit(open_page(1440), site, PATH)
    cut = "names => names.filter(n => n.scrollWidth > n.clientWidth).map(n => n.textContent)"
    assert page.locator(f"{CHART} .amm-plan-naam").evaluate_all(cut) == []
    rows = page.locator(f"{CHART} li")
    assert rows.count() == page.locator(f"{CHART} .amm-plan-balk").count() == 43
    assert {round(box["height"]) for box in (r.bounding_box() for r in rows.all()) if box} == {19}


@pytest.mark.parametrize(
    ("part", "most"),
    [
        ("kalender", 1760),
        ("geld", 2600),
        ("posten", 2600),
        ("sleuteldata", 2600),
        ("ambities", 2600),
    ],
)
def test_no_part_is_higher_than_it_may_be(open_page, site: str, part: str, most: int) -> None:
    page = visit(open_page(1440), site, PATH, deel=part)
    assert page.evaluate("document.querySelector('.stMain').scrollHeight") <= most


@pytest.mark.parametrize("width", [320, 1280])
def test_no_label_of_the_figures_sticks_out(open_page, site: str, width: int) -> None:
    page = visit(open_page(width), site, PATH, deel="geld")
    outside = """charts => charts.flatMap(chart => {
      const edge = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.right > edge.right + 1 || box.left < edge.left - 1;
      }).map(text => text.textContent);
    })"""
    charts = page.locator("[data-testid=stVegaLiteChart] svg.marks")
    assert charts.count() == 2
    assert charts.evaluate_all(outside) == []


@pytest.mark.parametrize("part", ["kalender", "geld", "posten", "sleuteldata", "ambities"])
def test_wcag_and_width_with_everything_open(page: Page, site: str, part: str) -> None:
    visit(page, site, PATH, deel=part)
    for width, scheme in looks(page):
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)
        assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize(
    ("part", "parts"),
    [("kalender", 2), ("geld", 2), ("posten", 2), ("sleuteldata", 2), ("ambities", 1)],
)
def test_headings_form_an_outline(page: Page, site: str, part: str, parts: int) -> None:
    visit(page, site, PATH, deel=part)
    levels = page.locator("h1, h2, h3, h4").evaluate_all(
        "nodes => nodes.map(node => Number(node.tagName[1]))"
    )
    assert levels[0] == 1 and levels.count(1) == 1 and levels.count(2) == parts
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_visitor_may_be_an_embedded_one(context: BrowserContext) -> None:
    errors: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    with serving() as site:
        visit(page, site, PATH, embed="true", lijn="lijn-3")
        assert count_line(page) == "6 van 43 acties. Gekozen: lijn Transparant netwerk."
        assert page.locator("[role=dialog]").count() == 0
        assert page.locator(".amm-balk").count() == 0
        page.close()
    assert errors == []


def test_paper_has_the_choice_and_the_calendar(page: Page, site: str) -> None:
    visit(page, site, PATH, lijn="lijn-2")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    expect(page.locator(".st-key-agenda-filters")).not_to_be_visible()
    expect(page.locator("p.amm-zin[data-zegt]")).to_contain_text("lijn Toegankelijk netwerk")
    box = page.locator(CHART).bounding_box()
    assert box and box["x"] + box["width"] <= 718
    name, track = page.locator(".amm-plan-naam").first, page.locator(".amm-plan-baan").first
    left, right = name.bounding_box(), track.bounding_box()
    assert left and right and left["x"] + left["width"] <= right["x"]
    assert page.locator("h1").bounding_box()["y"] >= 0  # type: ignore[index]
    expect(page.locator(".st-key-voet-acties details").first).not_to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_download_has_the_actions_of_the_choice(page: Page, site: str, tmp_path: Path) -> None:
    visit(page, site, PATH, lijn="lijn-3")
    open_downloads(page, ".st-key-voet-acties")
    with page.expect_download() as found:
        page.get_by_role("link", name="Download CSV").click()
    target = tmp_path / "acties.csv"
    found.value.save_as(target)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["id"] for row in rows] == [f"actie-{number}" for number in range(26, 32)]
    assert found.value.suggested_filename == "acties.csv"
