"""The page Regio Deal without a browser: what a link asks for, and damaged registers."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from components.screens.regio_deal_filters import KEYS, VIEW
from data_loaders.agreements import registers
from data_loaders.agreements.organisations import Partner
from data_loaders.agreements.projects import Project, ProjectGoal
from data_loaders.agreements.registers import load
from data_loaders.files.paths import ROOT

pytestmark = pytest.mark.usefixtures("documents")

PAGE = ROOT / "pages" / "regio-deal" / "page.py"
UNKNOWN = "Het project in deze link kennen wij niet."
BROKEN = "is nu niet beschikbaar: er zit een fout in de gegevens"
PARTS = ("De projecten", "Waar de projecten zijn", "Doelen met een getal", "Wie doet mee")
"""What stands together in the part that is open first."""
TABS = {
    "projecten": "Projecten (13)",
    "partners": "Partners (101)",
    "doelen": "Doelen in een tabel (72)",
    "niet-genoemd": "Wat er niet staat",
}
HOSTILE = ["", " ", "<img src=x onerror=alert(1)>", "../../etc/passwd", "\x00", "9" * 5000, "%s%n"]


def opened(query: str = "") -> AppTest:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params = dict(parse_qs(query, keep_blank_values=True))
    app.run()
    assert not app.exception and html(app).count("<h1") == 1
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.value for element in app.main.get("html"))


def text(app: AppTest) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html(app))).split())


def counted(app: AppTest) -> str:
    return re.findall(r'amm-deal-telling"[^>]*>(.*?)<', html(app))[0]


def heads(app: AppTest, level: int) -> list[str]:
    return [unescape(found) for found in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", html(app))]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", "13 van 13 projecten"),
        ("programmalijn=gezond-leven", "2 van 13 projecten"),
        ("programmalijn=Gezond leven", "2 van 13 projecten"),
        ("programmalijn=gezond-leven&programmalijn=werkende-arbeidsmarkt", "4 van 13 projecten"),
        ("trekker=Groene Metropoolregio Arnhem-Nijmegen", "3 van 13 projecten"),
        ("partner=kiemt&soortpartner=overheid", "3 van 13 projecten"),
        ("hcadoel=contact-jongeren&zoek=circulair", "1 van 13 projecten"),
        ("gemeente=Arnhem", "2 van 13 projecten in Arnhem; 4 voor de hele regio"),
        ("gemeente=GM0268&zoek=Techniek", "2 van 13 projecten in Nijmegen; 1 voor de hele regio"),
        ("programmalijn=xyz", "13 van 13 projecten"),
    ],
)
def test_a_link_with_codes_or_names_finds_its_projects(query: str, count: str) -> None:
    assert counted(opened(query)) == count


def test_every_filter_offers_what_the_registers_have_and_nothing_else() -> None:
    app = opened()
    offered = {box.key: len(box.options) for box in app.multiselect}
    named = {party.organisation for party in load(Partner) if party.project}
    leaders = {party.organisation for party in load(Partner) if party.role == "trekker"}
    assert offered == {
        "programmalijn": 6,
        "trekker": len(leaders),
        "partner": len(named),
        "soortpartner": 4,
        "gemeente": 18,
        "hcadoel": 5,
    }
    assert set(offered) | {app.text_input[0].key} == set(KEYS.values())


def test_the_finding_and_its_totals_are_those_of_the_registers() -> None:
    app = opened()
    assert heads(app, 1) == ["13 projecten, 72 doelen met een getal: nog niets gemeten"]
    assert all(words in text(app) for words in ("0 van 72", "doelen gemeten", "75"))
    assert all(len(title) <= 90 for title in heads(app, 1))


def test_the_parts_are_tabs_of_which_only_the_open_one_is_made() -> None:
    for word, name in TABS.items():
        app = opened(f"deel={word}&zoek=x" if word == "niet-genoemd" else f"deel={word}")
        (tabs,) = re.findall(r'<nav class="amm-delen-van".*?</nav>', html(app))
        assert re.findall(r">([^<]+)</a>", tabs) == list(TABS.values())
        assert re.findall(r'aria-current="page">([^<]+)<', tabs) == [name]
        assert ("amm-deal-matrix" in html(app)) == (word == "partners")
        assert ("amm-deal-rijen" in html(app)) == (word == "projecten")
        assert ("Geen bedrag per project" in html(app)) == (word == "niet-genoemd")
        assert bool(app.multiselect) == (word != "niet-genoemd")


def test_every_goal_stands_in_the_tables_of_the_goals() -> None:
    shown = text(opened("deel=doelen"))
    for goal in load(ProjectGoal):
        assert (goal.title in shown) == (goal.nature != "context"), goal.id
    assert "De meeste doelen liggen bij Sterke bedrijvigheid: 21 van 72" in shown
    some = text(opened("deel=doelen&programmalijn=gezond-leven"))
    assert "Gezond leven: 9 doelen met een getal" in some and "Sterke bedrijvigheid:" not in some


def test_a_project_has_a_page_of_its_own_with_the_way_back() -> None:
    for project in load(Project):
        app = opened(f"project={project.id}&zoek=x")
        assert heads(app, 1) == [project.name]
        assert heads(app, 2)[-1] == "Wat het document niet zegt"
        assert not app.get("download_button") and not app.multiselect  # files are made when asked
        assert '<li><a href="?zoek=x" target="_self">Regio Deal</a></li>' in html(app)


@pytest.mark.parametrize("wanted", [value for value in HOSTILE if value.strip()] + ["xyz"])
def test_an_unknown_project_is_said_once_and_not_repeated(wanted: str) -> None:
    app = AppTest.from_file(PAGE, default_timeout=60)
    app.query_params = {"project": wanted}
    app.run()
    assert not app.exception
    assert text(app).count(UNKNOWN) == 1 and counted(app) == "13 van 13 projecten"
    assert wanted not in html(app)


@pytest.mark.parametrize("key", [*KEYS.values(), VIEW])
def test_no_value_in_a_link_breaks_the_page_or_its_links(key: str) -> None:
    for value in HOSTILE:
        app = AppTest.from_file(PAGE, default_timeout=60)
        app.query_params = {key: value}
        app.run()
        assert not app.exception, (key, value[:30])
        assert UNKNOWN not in text(app)
        links = re.findall(r'href="([^"]*)"', html(app))
        assert links
        assert all(link.startswith(("?", "./")) and "<" not in link for link in links)
        assert not value.strip() or len(value) < 6 or value not in html(app)


def test_links_keep_the_choices_and_drop_what_is_too_long() -> None:
    app = opened(f"gemeente=GM0202&weergave=tabel&gebied=GMR&utm_source=krant&partner={'a' * 81}")
    links = re.findall(r'href="(\?[^"]*)"', html(app))
    projects = [unescape(link) for link in links if "project=" in link]
    kept = {link.rpartition("&project=")[0] for link in projects}
    assert kept == {"?gebied=GMR&gemeente=GM0202&weergave=tabel"}


def test_the_view_of_the_link_is_shown_and_leads_to_the_other() -> None:
    rows, table = html(opened("weergave=kaarten&zoek=a")), html(opened("weergave=Tabel&zoek=a"))
    assert "amm-deal-rijen" in rows and "amm-deal-tabel" not in rows
    assert "amm-deal-rijen" not in table and "amm-deal-tabel" in table
    assert '<a href="?zoek=a&amp;weergave=tabel" target="_self">Toon als tabel</a>' in rows
    assert '<a href="?zoek=a" target="_self">Toon als lijst</a>' in table


def test_one_press_clears_every_filter() -> None:
    app = opened("gemeente=GM0202&zoek=zzzz&programmalijn=gezond-leven&weergave=tabel&gebied=GMR")
    assert "Geen project past bij deze keuze." in text(app)
    app.button(key="wisfilters").click().run()
    assert dict(app.query_params) == {"weergave": "tabel", "gebied": "GMR"}
    assert counted(app) == "13 van 13 projecten"
    assert not app.get("button") or all(b.key != "wisfilters" for b in app.button)


@pytest.fixture
def folder(documents: None, tmp_path: Path, monkeypatch) -> Path:
    """A copy of the registers, to be damaged."""
    own, *others = registers.FOLDERS
    copy = tmp_path / own.name
    shutil.copytree(own, copy)
    monkeypatch.setattr(registers, "FOLDERS", (copy, *others))
    return copy


@pytest.mark.parametrize("query", ["", "project=via-t", "project=xyz"])
def test_without_projects_every_part_says_so_and_no_project_is_called_unknown(
    folder: Path, query: str
) -> None:
    (folder / "projecten.csv").write_text("kapot\n", encoding="utf-8")
    shown = text(opened(query))
    assert shown.count(BROKEN) == len(PARTS) and UNKNOWN not in shown


@pytest.mark.parametrize("register", ["programmalijnen", "hca_bijdragen", "partners"])
def test_a_damaged_register_takes_only_the_parts_that_need_it(folder: Path, register: str) -> None:
    (folder / f"{register}.csv").write_text("kapot\n", encoding="utf-8")
    shown = text(opened())
    for part in PARTS:
        assert f"Dit onderdeel ({part}) {BROKEN}" in shown, part
    apart = text(opened("deel=niet-genoemd"))
    assert ("Geen bedrag per project" in apart) == (register != "programmalijnen")


def test_a_project_whose_register_is_damaged_says_so(folder: Path) -> None:
    (folder / "projectresultaten.csv").write_text("kapot\n", encoding="utf-8")
    assert "Dit project is nu niet te tonen" in text(opened("project=via-t"))


def test_a_new_row_is_a_new_project_without_any_code(folder: Path) -> None:
    path = folder / "projecten.csv"
    row = path.read_text(encoding="utf-8").splitlines()[-1]
    new = row.replace(
        "wijk-en-dorpsgericht-werken,Wijk- en dorpsgericht werken", "nieuw,Iets nieuws", 1
    )
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{new}\n")
    assert counted(opened()) == "14 van 14 projecten"
    shown = text(opened("project=nieuw"))
    assert "Iets nieuws" in shown
    assert "Het document noemt geen doel met een getal." in shown
    assert "Het document noemt geen partij bij dit project." in shown
