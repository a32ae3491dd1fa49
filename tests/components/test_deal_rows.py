"""The list of projects: how many, in rows or a table, apart by line or place, and when none fit."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from samples import Html
from transcribed import documented

from components.deal.phrases import PLACELESS, amount_text, unit_text
from components.deal.progress import progress_of
from components.deal.rows import (
    MOST_PROMISES,
    VIEWS,
    count_text,
    first_promises,
    nothing_found,
    project_list,
    project_row,
)
from components.deal.unsaid import unsaid
from components.markup.templates import macro
from components.words.registers import agreements_mark
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import ProjectChoice, find_projects, reach_of
from data_loaders.agreements.projects import ProgrammeLine, Project
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


def heads(page: Html) -> list[str]:
    return [head.strip() for head in page.within("h3")]


def text(page: Html) -> str:
    return " ".join(page.text.split())


@pytest.mark.parametrize("view", VIEWS)
def test_every_project_is_there_once_with_its_line(view: str) -> None:
    page = listed(view=view)
    assert linked(page) == list(PROJECTS)
    shown = text(page)
    assert all(project.name in shown and project.line in shown for project in PROJECTS.values())
    assert not re.search(r"(?<!\d)0\s?%", shown)


def test_the_table_tells_aim_place_and_leaders_in_full() -> None:
    page = listed(view="tabel")
    known, shown = load_by_id(Organisation), text(page)
    for project in PROJECTS.values():
        assert project.aim in shown and project.place in shown
        assert all(known[leader].name in shown for leader in project.leaders)
    derived = sum(project.line_origin == "afgeleid" for project in PROJECTS.values())
    assert page.within("span").count("afgeleid") == derived
    for count in (4, 5, 7, 12, 3, 15, 1):
        assert f"{count}\u00d7" in shown


def test_rows_stand_by_line_in_the_order_of_the_lines() -> None:
    page = listed()
    lines = [line.name for line in documented(ProgrammeLine)]
    counts = [sum(item.line == line for item in PROJECTS.values()) for line in lines]
    words = [f"{n} project" if n == 1 else f"{n} projecten" for n in counts]
    assert heads(page) == lines
    shown = text(page)
    assert all(f"{line} {word}" in shown for line, word in zip(lines, words, strict=True))
    derived = sum(item.line_origin == "afgeleid" for item in PROJECTS.values())
    assert f"De lijn is bij {derived} projecten afgeleid." in shown
    for item in PROJECTS.values():
        assert (item.line_reason in shown) == (item.line_origin == "afgeleid")


@pytest.mark.parametrize("project", PROJECTS.values(), ids=PROJECTS)
def test_a_row_tells_who_leads_where_what_and_how_much_was_measured(project: Project) -> None:
    row, known = project_row(project, LINK, TODAY), load_by_id(Organisation)
    names = [known[leader].name for leader in project.leaders]
    assert row.leaders.startswith(names[0])
    assert all(name in row.leaders for name in names) or f"{len(names) - 2} andere" in row.leaders
    assert ("afgeleid" in row.place) == (project.municipalities_origin == "afgeleid")
    unnamed = reach_of(project) == "niet genoemd"
    assert project.municipalities or row.place == (PLACELESS if unnamed else project.place)
    goals = progress_of([project.id], TODAY).goals
    assert row.measured == f"0 van {len(goals)} gemeten" and row.capsule.share is None
    told = len(row.promises) + int((row.others.split() or ["", "0"])[1])
    assert told == len(goals) and 1 <= len(row.promises) <= MOST_PROMISES
    page = Html(macro("regio-deal", "rows", [row]))
    assert all(number in page.within("strong") for _, number, _ in row.promises)


def test_a_promise_in_a_row_is_that_of_the_register() -> None:
    for name, project in PROJECTS.items():
        goals = progress_of([name], TODAY).goals
        shown = project_row(project, LINK, TODAY).promises
        for goal, parts in zip(first_promises(goals), shown, strict=True):
            words = sorted(" ".join(filter(None, parts)).split())
            assert words == sorted(f"{amount_text(goal)} {unit_text(goal)}".split())


def test_what_stands_by_itself_is_told_before_its_parts() -> None:
    goals = progress_of(["techniekdag"], TODAY).goals
    assert [goal.id for goal in first_promises(goals)][:2] == [
        "techniekdag-bezoekers-totaal",
        "techniekdag-dagen-totaal",
    ]


def test_a_wish_is_not_told_as_a_promise() -> None:
    row = project_row(PROJECTS["zonnepark-nxp"], LINK, TODAY)
    assert any("is een wens" in text for text in row.cautions)
    assert "is een wens" in text(listed())


@pytest.mark.parametrize("view", VIEWS)
def test_links_keep_the_choices(view: str) -> None:
    first = listed(view=view).all("a")[0]
    assert first["href"] == "?gemeente=GM0202&zoek=a%26b&project=digital-health-challenge-lab"


def test_rows_have_headings_below_their_group_and_the_table_is_a_real_one() -> None:
    assert len(listed().all("h4")) == len(PROJECTS)
    page = listed(view="tabel")
    assert [cell["scope"] for cell in page.all("th")].count("row") == len(PROJECTS)
    assert page.within("caption") == ["Projecten: stand op 21 november 2026"]


@pytest.mark.parametrize("view", VIEWS)
def test_with_a_municipality_the_whole_region_comes_after_it(view: str) -> None:
    page = listed(ARNHEM, view)
    found = find_projects(ARNHEM)
    assert linked(page) == [*found.projects, *found.regionwide, *found.placeless]
    assert heads(page) == ["In Arnhem", "Voor de hele regio"]
    shown = text(page)
    assert "In Arnhem 2 projecten" in shown and "Voor de hele regio 4 projecten" in shown
    assert "Bij 5 projecten noemt het document geen plaats." in shown
    assert len(page.all("h4")) in (0, len(found.shown))


def test_a_municipality_that_no_project_names_still_has_the_whole_region() -> None:
    page = listed(ProjectChoice(municipalities=("GM0277",)))
    assert heads(page)[0] == "In Rozendaal"
    assert "In Rozendaal 0 projecten Geen project noemt deze plaats." in text(page)
    assert len(page.all("h4")) == 4


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
    assert [tag["class"] for tag in page.all("span") if "data-zegt" in tag] == ["amm-deal-telling"]
    assert words in page.within("span")


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
    project = msgspec.structs.replace(PROJECTS["circulaire-regio"], name=evil)
    page = Html(macro("regio-deal", "rows", [project_row(project, LINK, TODAY)]))
    assert page.all("img") == [] and page.text.count(evil) == 1


def test_what_the_document_leaves_open_is_counted_over_all_projects() -> None:
    shown = text(Html(unsaid(agreements_mark(), TODAY)))
    for words in (
        "Van 0 van de 72 doelen met een getal is nu een meting vastgelegd.",
        "Bij 53 van de 72 doelen staat geen jaar.",
        "Bij 11 van de 13 projecten is de lijn onze lezing.",
        "Bij 9 van de 13 projecten is geen gemeente genoemd.",
    ):
        assert words in shown
