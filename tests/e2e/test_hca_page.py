"""The page HCA-doelen as visitors use it: choose, link, unfold, read, print, and measured."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import serving
from visit import settle, visit
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
    """A server whose ledger has three measurements of one goal."""
    ledger: Path = tmp_path_factory.mktemp("metingen") / "metingen.csv"
    unit = load_goals()[SKILLS].unit
    rows = [
        f"M{n:04},{SKILLS},{day},{value},{unit},proef,projectleider,{day},,"
        for n, (day, value) in enumerate(MEASURED, start=1)
    ]
    ledger.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    with serving(MONITOR_METINGEN=str(ledger)) as url:
        yield url


def test_every_goal_says_that_there_is_no_measurement(page: Page, site: str) -> None:
    visit(page, site, PATH)
    for title in TITLES:
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    cards = page.locator("[class*='st-key-doel-']")
    expect(cards).to_have_count(len(TITLES))
    for card in cards.all():
        expect(card.locator(".amm-stand").first).to_have_text("nog geen meting")


def test_a_goal_is_chosen_with_the_keyboard_and_stays_in_the_link(
    browser: Browser, page: Page, site: str
) -> None:
    visit(page, site, PATH)
    box = page.get_by_role("combobox", name="Doel")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**akkoorddoel=*")
    settle(page)
    headings = page.locator("h3").all_inner_texts()
    assert headings[0] in TITLES
    assert len([text for text in headings if text in TITLES]) == 1
    other = browser.new_page()
    other.goto(page.url)
    other.locator("h3").first.wait_for(timeout=30_000)
    settle(other)
    assert other.locator("h3").all_inner_texts() == headings
    other.close()


def test_a_goal_that_does_not_exist_is_said(page: Page, site: str) -> None:
    visit(page, site, PATH, akkoorddoel="bestaat-niet")
    expect(page.locator(".amm-melding").first).to_contain_text("akkoorddoel")
    expect(page.locator("[class*='st-key-doel-']")).to_have_count(len(TITLES))


def test_wordings_stand_side_by_side_with_their_contradictions(page: Page, site: str) -> None:
    visit(page, site, PATH, akkoorddoel="werk-focussectoren")
    card = page.locator(".st-key-doel-werk-focussectoren")
    card.get_by_text("Hoe elk document dit doel verwoordt").click()
    table = card.get_by_role("table", name="Hoe documenten dit doel verwoorden")
    expect(table.get_by_role("row")).to_have_count(5)
    expect(table).to_contain_text("2022")
    card.get_by_text("in de bronnen").first.click()
    expect(card.locator(".amm-tegen").first).to_be_visible()


def test_measurements_become_state_chart_and_projection(page: Page, measured: str) -> None:
    visit(page, measured, PATH, akkoorddoel=SKILLS)
    card = page.locator(f".st-key-doel-{SKILLS}")
    expect(card.locator(".amm-stand").first).to_have_text("op koers")
    expect(card).to_contain_text("9.000 op 30 juni 2026")
    expect(card).to_contain_text("met een marge van")
    chart = card.locator("[data-testid=stVegaLiteChart]")
    expect(chart.locator(".mark-symbol path")).to_have_count(3)
    assert "9.000 op 30 juni 2026" in (chart.get_attribute("aria-label") or chart.inner_html())
    card.locator("summary", has_text="Metingen").click()
    expect(card.get_by_role("table", name="Metingen").get_by_role("row")).to_have_count(4)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_violations_with_everything_unfolded(
    browser: Browser, measured: str, scheme: str, width: int
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    visit(page, measured, PATH)
    page.evaluate(OPEN_ALL)
    found = violations(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert found == []
    assert wide <= width


def test_it_prints_without_the_controls(page: Page, site: str) -> None:
    visit(page, site, PATH, akkoorddoel=SKILLS)
    page.emulate_media(media="print")
    expect(page.get_by_role("combobox", name="Doel")).to_be_hidden()
    expect(page.get_by_role("button", name="Download CSV").first).to_be_hidden()
    expect(page.get_by_role("heading", name=TITLES[0], exact=True)).to_be_visible()
