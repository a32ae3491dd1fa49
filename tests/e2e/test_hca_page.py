"""The page HCA-doelen as visitors use it: choose, link, unfold, read, print, and measured."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from serving import serving
from visit import looks, said, settle, visit
from wcag import OPEN_ALL, violations

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.registers import load

pytestmark = pytest.mark.browser

PATH = "/hca-doelen"
SKILLS = "vaardigheden-medewerkers"
TITLES = [item.title for item in load(HcaGoal)]
HEAD = "id,doel_id,peildatum,waarde,eenheid,bron,door,vastgelegd_op,toelichting,vervangt"
MEASURED = [("2024-06-30", 1000), ("2025-06-30", 3000), ("2026-06-30", 9000)]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that takes over three measurements of one goal."""
    folder = tmp_path_factory.mktemp("metingen")
    ledger: Path = folder / "metingen.csv"
    unit = load_goals()[SKILLS].unit
    rows = [
        f"M{n:04},{SKILLS},{day},{value},{unit},proef,projectleider,{day},,"
        for n, (day, value) in enumerate(MEASURED, start=1)
    ]
    ledger.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    with serving(MONITOR_METINGEN=str(ledger), MONITOR_STORE=str(folder)) as url:
        yield url


def row(page: Page, goal: str) -> Locator:
    return page.locator(f"#doel-{goal}")


def opened(page: Page) -> list[str]:
    """The goals that are open, by id."""
    found = page.locator(".amm-doel-open").evaluate_all("rows => rows.map(row => row.id)")
    details = page.locator("[class*='st-key-doel-']").count()
    assert details == len(found)
    return [str(name).removeprefix("doel-") for name in found]


def test_every_goal_says_that_there_is_no_measurement(page: Page, site: str) -> None:
    visit(page, site, PATH)
    for item in load(HcaGoal):
        expect(row(page, item.id).locator("h3")).to_contain_text(item.title.split("%")[-1].strip())
        expect(row(page, item.id).locator(".amm-stand")).to_have_text("nog geen meting")
    expect(page.locator(".amm-doel")).to_have_count(len(TITLES))
    assert page.locator("[data-testid=stVegaLiteChart]").count() == 0, "no line without a value"


def test_one_goal_is_open_and_another_opens_by_keyboard_and_link(
    browser: Browser, page: Page, site: str
) -> None:
    first, second, *_ = [item.id for item in load(HcaGoal)]
    visit(page, site, PATH)
    assert opened(page) == [first]
    link = row(page, second).get_by_role("link")
    expect(link).to_have_attribute("aria-expanded", "false")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?doel={second}*")
    settle(page)
    expect(row(page, second).get_by_role("link")).to_have_attribute("aria-expanded", "true")
    assert opened(page) == [second]
    expect(row(page, second)).to_be_focused()
    other = browser.new_page()
    other.goto(page.url)
    settle(other)
    assert opened(other) == [second]
    other.close()
    row(page, second).get_by_role("link").press("Enter")
    page.wait_for_url("**?doel=geen*")
    expect(page.locator(".amm-doel-open")).to_have_count(0)
    page.go_back()
    page.wait_for_url(f"**?doel={second}*")
    expect(page.locator(".amm-doel-open")).to_have_count(1)
    settle(page)
    assert opened(page) == [second]


def test_a_goal_that_does_not_exist_is_said(page: Page, site: str) -> None:
    for name in ("doel", "akkoorddoel"):
        visit(page, site, PATH, **{name: "bestaat-niet"})
        expect(page.locator(".amm-melding").first).to_contain_text(name)
        expect(page.locator(".amm-doel")).to_have_count(len(TITLES))


def test_wordings_stand_side_by_side_with_their_contradictions(page: Page, site: str) -> None:
    visit(page, site, PATH, akkoorddoel="werk-focussectoren")
    card = page.locator(".st-key-doel-werk-focussectoren")
    said(card, "Hoe elk document dit doel verwoordt").click()
    table = card.get_by_role("table", name="Hoe documenten dit doel verwoorden")
    expect(table.get_by_role("row")).to_have_count(5)
    expect(table).to_contain_text("2022")
    quiet = card.locator(".amm-stilregel")
    expect(quiet.locator("summary")).to_contain_text("Het beginjaar is 2021")
    said(quiet, "Bekijk de verschillen").click()
    expect(card.locator(".amm-tegen").first).to_be_visible()


def test_measurements_become_state_chart_and_projection(page: Page, measured: str) -> None:
    visit(page, measured, PATH, doel=SKILLS)
    expect(row(page, SKILLS).locator(".amm-stand")).to_have_text("op koers")
    expect(page.get_by_role("heading", level=1)).to_contain_text("van één van de vijf doelen")
    card = page.locator(f".st-key-doel-{SKILLS}")
    expect(card).to_contain_text("9.000 op 30 juni 2026")
    expect(card).to_contain_text("met een marge van")
    chart = card.locator("[data-testid=stVegaLiteChart]")
    expect(chart.locator(".mark-symbol path")).to_have_count(3)
    assert "9.000 op 30 juni 2026" in (chart.get_attribute("aria-label") or chart.inner_html())
    card.locator("summary", has_text="Metingen").click()
    expect(card.get_by_role("table", name="Metingen").get_by_role("row")).to_have_count(4)


PARTS = ["doelen", "werktafels", "geld", "afspraken", "meting"]


@pytest.mark.parametrize("part", PARTS)
def test_a_part_opens_by_its_tab_and_stays_in_the_link(page: Page, site: str, part: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    visit(page, site, PATH, deel="meting" if part == "doelen" else "doelen")
    tab = page.locator(".amm-delen-van a").nth(PARTS.index(part))
    tab.click()
    page.wait_for_url("**/hca-doelen?" if part == "doelen" else f"**deel={part}*")
    expect(page.locator(".amm-delen-van a[aria-current]")).to_have_text(tab.inner_text())
    settle(page)
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    assert height <= (1660 if part == "doelen" else 2600)


@pytest.mark.parametrize("part", PARTS)
def test_no_violations_with_everything_unfolded(page: Page, measured: str, part: str) -> None:
    visit(page, measured, PATH, deel=part)
    for width, scheme in looks(page):
        page.evaluate(OPEN_ALL)
        assert violations(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)


def test_it_prints_what_is_open_on_six_sheets_without_the_controls(page: Page, site: str) -> None:
    visit(page, site, PATH, doel=SKILLS)
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) <= 6
    told = " ".join(sheet.extract_text() for sheet in sheets)
    assert "Wat telt" in told and "Hoe documenten dit doel verwoorden" not in told
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Download").first).to_be_hidden()
    expect(page.locator(".amm-delen-van")).to_be_hidden()
    for item in load(HcaGoal):
        expect(row(page, item.id)).to_be_visible()
