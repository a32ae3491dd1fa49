"""The page Regio Deal as a visitor uses it: filters, one project by its link, and on paper."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from visit import looks, settle, visit
from wcag import OPEN_ALL, violations

from data_loaders.agreements.organisations import Partner
from data_loaders.agreements.projects import Project, ProjectGoal
from data_loaders.agreements.registers import load, load_by_id

pytestmark = pytest.mark.browser

DEAL = "/regio-deal"
PROJECTS = load_by_id(Project)
# What the Human Capital Akkoord (3.1) wants of every project.
ASKED = ("Doelstelling", "Doelgroep", "Voortgang", "Contact")


def weight(project: str) -> int:
    """How much there is to tell of a project."""
    goals = sum(goal.project == project for goal in load(ProjectGoal))
    return goals + sum(party.project == project for party in load(Partner))


HEAVIEST = sorted(PROJECTS, key=weight)[-2:]
LIGHTEST = min(PROJECTS, key=weight)


def count(page: Page) -> Locator:
    return page.locator(".amm-deal-telling")


def choose(page: Page, label: str, text: str) -> None:
    """Choose an option of a filter with the keyboard alone."""
    box = page.get_by_role("combobox", name=label, exact=True)
    box.focus()
    box.press_sequentially(text)
    box.press("Enter")
    box.press("Escape")


def titles(page: Page) -> Locator:
    return page.locator(".amm-deal-rij h4")


def more(page: Page) -> None:
    """Open, or close, the filters that few need."""
    page.get_by_role("button", name="Meer filters").click()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filters_by_keyboard_add_up_and_stand_in_the_address(page: Page, site: str) -> None:
    visit(page, site, DEAL)
    expect(count(page)).to_have_text("13 van 13 projecten")
    choose(page, "Trekker of partner", "HAN")
    expect(count(page)).to_have_text("8 van 13 projecten")
    settle(page)
    more(page)
    choose(page, "Soort partner", "overheid")
    page.wait_for_url("**soortpartner=overheid")
    settle(page)
    if not page.get_by_role("combobox", name="Trekker", exact=True).is_visible():
        more(page)
    choose(page, "Trekker", "Royal")
    expect(count(page)).to_have_text("1 van 13 projecten")
    settle(page)
    assert query(page) == {
        "partner": ["han"],
        "soortpartner": ["overheid"],
        "trekker": ["royal-eijkelkamp"],
    }
    expect(titles(page)).to_have_text(["Soil Valley"])
    page.go_back()
    expect(count(page)).not_to_have_text("1 van 13 projecten")


def test_search_finds_without_accents_and_another_gets_the_same(
    browser: Browser, page: Page, site: str
) -> None:
    visit(page, site, DEAL)
    box = page.get_by_role("textbox", name="Zoeken")
    box.fill("ENERGIECOOPERATIES")
    box.press("Enter")
    expect(count(page)).to_have_text("1 van 13 projecten")
    settle(page)
    other = browser.new_page()
    other.goto(page.url)
    expect(titles(other)).to_have_text(["Toekomstbestendige bedrijventerreinen"])
    expect(other.get_by_role("textbox", name="Zoeken")).to_have_value("ENERGIECOOPERATIES")
    other.close()


def test_nothing_found_says_what_to_loosen_and_one_press_clears_all(page: Page, site: str) -> None:
    visit(page, site, DEAL, trekker="VNO-NCW Midden", hcadoel="actieve-werktafels", gebied="GM0202")
    empty = page.locator(".amm-leeg").first
    expect(empty).to_contain_text("Zonder het filter HCA-doel: 2 projecten")
    assert page.locator("[data-testid=stVegaLiteChart]").count() == 0
    button = page.get_by_role("button", name="Wis alle filters")
    button.focus()
    button.press("Enter")
    expect(count(page)).to_have_text("13 van 13 projecten")
    settle(page)
    assert query(page) == {"gebied": ["GM0202"]}
    expect(button).to_have_count(0)
    page.go_back()
    expect(count(page)).to_have_text("0 van 13 projecten")


def test_a_municipality_by_map_and_by_filter_is_the_same(page: Page, site: str) -> None:
    visit(page, site, DEAL)
    page.locator(".amm-landkaart:visible path[aria-label^='Duiven:']").first.click(force=True)
    around = "1 in een streek waar dat bij hoort"
    told = f"1 van 13 projecten in Duiven; {around}; 4 voor de hele regio"
    expect(count(page)).to_have_text(told)
    settle(page)
    assert query(page) == {"gemeente": ["GM0226"]}
    heads = page.locator(".amm-deal-groep h3").all_inner_texts()
    choose(page, "Gemeente", "Rozendaal")
    expect(count(page)).to_contain_text("in Duiven of Rozendaal")
    visit(page, site, DEAL, gemeente="Duiven")
    assert page.locator(".amm-deal-groep h3").all_inner_texts() == heads


def test_the_table_shows_what_the_rows_show_and_back_goes_back(page: Page, site: str) -> None:
    visit(page, site, DEAL, programmalijn="werkende-arbeidsmarkt")
    names = titles(page).all_inner_texts()
    page.get_by_role("link", name="Toon als tabel").click()
    table = page.locator(".amm-deal-tabel").first
    expect(table.locator("thead")).to_contain_text("Programmalijn")
    settle(page)
    assert query(page)["weergave"] == ["tabel"]
    assert table.locator("tbody th").all_inner_texts() == names
    page.go_back()
    expect(titles(page)).to_have_text(names)


@pytest.mark.parametrize(
    ("tab", "there"),
    [
        ("Partners (101)", ".amm-deal-matrix"),
        ("Doelen in een tabel (72)", ".amm-deal-tabel"),
        ("Wat er niet staat", ".amm-feiten"),
    ],
)
def test_a_tab_stands_in_the_link_and_keeps_the_filters(
    page: Page, site: str, tab: str, there: str
) -> None:
    visit(page, site, DEAL, partner="han")
    page.get_by_role("link", name=tab).click()
    expect(page.locator(there).first).to_be_visible()
    settle(page)
    assert query(page)["partner"] == ["han"] and len(query(page)["deel"]) == 1
    expect(titles(page)).to_have_count(0)
    page.get_by_role("link", name="Projecten (13)").click()
    expect(count(page)).to_have_text("8 van 13 projecten")
    assert "deel" not in query(page)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_map_has_its_names_and_a_project_is_named_in_the_browser(
    browser: Browser, site: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    visit(page, site, DEAL)
    drawn = page.locator(".amm-landkaart:visible")
    expect(drawn).to_have_count(1)
    for name in ("Nijmegen", "Zevenaar", "Berg en Dal", "Doesburg"):
        expect(drawn.locator("text", has_text=name).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="VIA-T", exact=True).first.click()
    expect(page.locator("h1")).to_have_text(["VIA-T"])
    expect(page).to_have_title(re.compile("^VIA-T – Regio Deal – "))
    page.close()


HEIGHTS: list[tuple[dict[str, str], int]] = [
    ({}, 2000),
    *[({"deel": part}, 2600) for part in ("partners", "doelen", "niet-genoemd")],
    *[({"project": name}, 2600) for name in ("grenzeloos-samenwerken", "soil-valley")],
]


def test_no_part_is_higher_than_a_page_may_be(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    found = {}
    for query, most in HEIGHTS:
        visit(page, site, DEAL, **query)
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        if height > most:
            found[str(query)] = height
    page.close()
    assert found == {}


@pytest.mark.parametrize("wanted", ["techniekdag", "Techniekdag"])
def test_a_link_leads_straight_to_a_project(page: Page, site: str, wanted: str) -> None:
    visit(page, site, DEAL, project=wanted)
    expect(page.locator("h1")).to_have_text(["Techniekdag"])
    expect(page.locator(".amm-deal-doelen")).to_contain_text("8.000 per jaar")
    assert page.get_by_role("combobox").count() == 0


@pytest.mark.parametrize("wanted", ["bestaat-niet", "<script>alert(1)</script>", ""])
def test_an_unknown_project_gives_one_sentence_and_the_list(
    page: Page, site: str, wanted: str
) -> None:
    visit(page, site, f"{DEAL}?project={wanted}")
    expect(page.locator(".amm-melding")).to_have_text(
        "Het project in deze link kennen wij niet. Hieronder staan alle projecten."
    )
    expect(count(page)).to_have_text("13 van 13 projecten")
    titles(page).locator("a").first.click()
    expect(page.locator("h1")).to_have_text([next(iter(PROJECTS.values())).name])


def test_from_table_to_project_to_the_next_and_back_the_filters_stay(page: Page, site: str) -> None:
    choice = {"zoek": "wijk & groen", "gemeente": ["GM0202", "GM0252"], "weergave": "tabel"}
    visit(page, site, DEAL, **{**choice, "zoek": "groen"})
    before = count(page).inner_text()
    link = page.locator(".amm-deal-tabel a").first
    name = link.inner_text()
    link.focus()
    link.press("Enter")
    expect(page.locator("h1")).to_have_text([name])
    page.get_by_role("link", name=re.compile("^Volgende project: ")).click()
    expect(page.locator("h1")).not_to_have_text([name])
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link").click()
    expect(count(page)).to_have_text(before)
    settle(page)
    assert query(page) == {
        "zoek": ["groen"],
        "gemeente": ["GM0202", "GM0252"],
        "weergave": ["tabel"],
    }
    expect(page.get_by_role("textbox", name="Zoeken")).to_have_value("groen")


def test_an_embedded_page_stays_embedded_in_its_links(page: Page, site: str) -> None:
    visit(page, site, DEAL, embed="true", zoek="hortus")
    titles(page).locator("a").click()
    expect(page.locator("h1")).to_have_text(["Lifeport Cool Lab"])
    settle(page)
    assert "embed=true" in page.url
    assert page.locator(".amm-balk").count() == 0


def download(page: Page, name: str) -> list[dict[str, str]]:
    """Return the records behind a download."""
    link = page.get_by_role("link", name=name, exact=True)
    answer = page.request.get(link.evaluate("link => link.href"), max_retries=2)
    assert answer.ok
    text = answer.body().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_downloads_hold_what_is_shown(page: Page, site: str) -> None:
    visit(page, site, DEAL, partner="royal-eijkelkamp")
    shown = {"lifeport-cool-lab", "soil-valley"}
    page.get_by_role("button", name="Download", exact=True).click()
    assert {row["id"] for row in download(page, "Projecten: download CSV")} == shown
    goals = download(page, "Doelen met een getal: download CSV")
    assert len(goals) == sum(goal.project in shown for goal in load(ProjectGoal))
    visit(page, site, DEAL, partner="royal-eijkelkamp", deel="partners")
    parties = download(page, "Partijen: download CSV")
    assert len(parties) == sum(party.project in shown for party in load(Partner))
    visit(page, site, DEAL, project="via-t")
    page.get_by_role("button", name="Download", exact=True).click()
    assert {row["project_id"] for row in download(page, "Partijen: download CSV")} == {"via-t"}


def paper(page: Page) -> list[str]:
    """Return the text of each printed page."""
    reader = PdfReader(io.BytesIO(page.pdf(format="A4")))
    return [" ".join(sheet.extract_text().split()) for sheet in reader.pages]


@pytest.mark.parametrize("project", [*HEAVIEST, LIGHTEST])
def test_on_paper_a_project_is_one_or_two_sheets_with_what_the_agreement_asks(
    page: Page, site: str, project: str
) -> None:
    visit(page, site, DEAL, project=project, zoek="x")
    sheets = paper(page)
    assert len(sheets) <= (1 if project == LIGHTEST else 2)
    assert all(sheets)
    told = " ".join(sheets)
    item = PROJECTS[project]
    for words in (*ASKED, item.name, item.aim, item.audience, "niet genoemd in de bron"):
        assert words in told, words
    for goal in load(ProjectGoal):
        assert goal.project != project or goal.title in told, goal.id
    assert "Bron: Regio Deal" in sheets[-1]
    for words in ("Overzicht", "Kruimelpad", "Volgende", "download", "Cijfers van het CBS"):
        assert words not in told, words


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"weergave": "tabel", "gemeente": "GM0293", "zoek": "hitte"},
        {"zoek": "zzzz", "project": "niets"},
        {"deel": "partners"},
        {"deel": "doelen"},
        {"project": HEAVIEST[-1]},
    ],
)
def test_list_matrix_table_and_project_are_for_everyone(
    page: Page, site: str, shown: dict[str, str]
) -> None:
    visit(page, site, DEAL, **shown)
    for width, scheme in looks(page):
        page.evaluate(OPEN_ALL)
        assert violations(page) == [], (width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, scheme)


def test_the_matrix_keeps_names_in_view_and_scrolls_by_keyboard(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    visit(page, site, DEAL, deel="partners")
    box = page.locator(".amm-deal-matrix")
    box.focus()
    name = box.locator("tbody th[scope=row]").first
    left = name.bounding_box()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.amm-deal-matrix').scrollLeft > 60")
    after = name.bounding_box()
    assert left is not None and after is not None and after["x"] == left["x"]
    assert after["width"] < 160
    page.close()
