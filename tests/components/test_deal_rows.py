"""The list of projects: how many, as cards or table, apart by place, and when there are none."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from samples import Html
from transcribed import documented

from components.deal.cards import VIEWS, card, count_text, nothing_found, project_list
from components.deal.unsaid import unsaid
from components.words.registers import agreements_mark
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import ProjectChoice, find_projects
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id

pytestmark = pytest.mark.usefixtures("documents")

TODAY = date(2026, 11, 21)
LINK = (("gemeente", "GM0202"), ("zoek", "a&b"))
PROJECTS = {item.id: item for item in documented(Project)}
NOTHING = ProjectChoice()
ARNHEM = ProjectChoice(municipalities=("GM0202",))


def listed(choice: ProjectChoice = NOTHING, view: str = "kaarten") -> Html:
    return Html(project_list(choice, view, LINK, agreements_mark(), TODAY))


def linked(page: Html) -> list[str]:
    return [link["href"].rpartition("=")[2] for link in page.all("a")]


def text(page: Html) -> str:
    return " ".join(page.text.split())


@pytest.mark.parametrize("view", VIEWS)
def test_every_project_is_there_once_with_what_a_visitor_wants_first(view: str) -> None:
    page = listed(view=view)
    assert linked(page) == list(PROJECTS)
    shown = text(page)
    known = load_by_id(Organisation)
    for project in PROJECTS.values():
        for part in (project.name, project.line, project.aim, project.place):
            assert part in shown
        assert all(known[leader].name in shown for leader in project.leaders)
    derived = sum(project.line_origin == "afgeleid" for project in PROJECTS.values())
    assert page.within("span").count("afgeleid") == derived
    assert "nog geen meting" in shown and "0 %" not in shown


@pytest.mark.parametrize("view", VIEWS)
def test_both_views_tell_the_number_of_goals(view: str) -> None:
    shown = text(listed(view=view))
    for count in (4, 5, 7, 12, 3, 15, 1):
        assert f"{count}\u00d7" in shown


@pytest.mark.parametrize("view", VIEWS)
def test_links_keep_the_choices(view: str) -> None:
    first = listed(view=view).all("a")[0]
    assert first["href"] == "?gemeente=GM0202&zoek=a%26b&project=digital-health-challenge-lab"


def test_cards_are_headings_below_the_part_and_the_table_is_a_real_one() -> None:
    assert len(listed().all("h3")) == len(PROJECTS) == len(listed().all("article"))
    page = listed(view="tabel")
    assert [cell["scope"] for cell in page.all("th")].count("row") == len(PROJECTS)
    assert page.within("caption") == ["Projecten: stand op 21 november 2026"]


@pytest.mark.parametrize("view", VIEWS)
def test_with_a_municipality_the_whole_region_comes_after_it(view: str) -> None:
    page = listed(ARNHEM, view)
    found = find_projects(ARNHEM)
    assert linked(page) == [*found.projects, *found.regionwide, *found.placeless]
    heads = page.within("h3")
    assert heads[0] == "In Arnhem (2)" and "Voor de hele regio (4)" in heads
    assert "Bij 5 projecten noemt het document geen plaats." in text(page)
    assert len(page.all("article")) in (0, len(found.shown))


def test_a_municipality_that_no_project_names_still_has_the_whole_region() -> None:
    page = listed(ProjectChoice(municipalities=("GM0277",)))
    assert page.within("h3")[0] == "In Rozendaal (0)"
    assert "Geen project noemt deze plaats." in text(page)
    assert len(page.all("article")) == 4


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (ProjectChoice(), "13 van 13 projecten"),
        (ProjectChoice(leaders=("groene-metropoolregio",)), "3 van 13 projecten"),
        (ARNHEM, "2 van 13 projecten in Arnhem; 4 voor de hele regio"),
        (
            ProjectChoice(municipalities=("GM0202", "GM0226", "GM0277")),
            "3 van 13 projecten in Arnhem, Duiven of Rozendaal; 4 voor de hele regio",
        ),
        (ProjectChoice(text="zzzz"), "0 van 13 projecten"),
    ],
)
def test_the_count_is_what_is_found(choice: ProjectChoice, words: str) -> None:
    assert count_text(choice, find_projects(choice)) == words
    page = Html(project_list(choice, "kaarten", (), agreements_mark(), TODAY))
    assert [p["role"] for p in page.all("p") if "role" in p] == ["status"]
    assert words in page.within("p")


def test_nothing_found_says_which_filter_to_take_away() -> None:
    choice = ProjectChoice(leaders=("vno-ncw-midden",), goals=("actieve-werktafels",))
    items = Html(nothing_found(choice)).within("li")
    assert items == [
        "Zonder het filter HCA-doel: 2 projecten",
        "Zonder het filter Trekker: 1 project",
    ]
    assert nothing_found(choice) in project_list(choice, "kaarten", (), agreements_mark(), TODAY)


def test_nothing_found_by_two_filters_says_so() -> None:
    shown = text(Html(nothing_found(ProjectChoice(text="zzzz", leaders=("uwv",)))))
    assert "Haal meer dan één filter weg." in shown


def test_what_a_visitor_types_is_not_repeated() -> None:
    evil = "<script>alert(1)</script>"
    html = project_list(ProjectChoice(text=evil), "kaarten", (), agreements_mark(), TODAY)
    assert "alert" not in html


def test_texts_of_a_register_cannot_become_marks() -> None:
    evil = "<img src=x onerror=alert(1)>"
    project = msgspec.structs.replace(PROJECTS["via-t"], name=evil, aim=evil, line=evil, place=evil)
    page = Html(card(project, 3, LINK, TODAY))
    assert page.all("img") == [] and page.text.count(evil) == 4


def test_what_the_document_leaves_open_is_counted_over_all_projects() -> None:
    shown = text(Html(unsaid(agreements_mark(), TODAY)))
    for words in (
        "Van 0 van de 72 doelen met een getal is nu een meting vastgelegd.",
        "Bij 53 van de 72 doelen staat geen jaar.",
        "Bij 11 van de 13 projecten is de lijn onze lezing.",
        "Bij 9 van de 13 projecten is geen gemeente genoemd.",
    ):
        assert words in shown
