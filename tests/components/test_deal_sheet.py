"""The sheet of one project holds everything the registers know of it; all are walked."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from reported import add_measurements
from samples import Html
from transcribed import documented

from components.deal.facts import project_facts
from components.deal.phrases import amount_text, leaders_text, term_text, unit_text
from components.deal.progress import badges, progress_of, progress_text
from components.deal.sheet import project_sheet, sheet_of
from components.deal.sides import contradictions_about, is_about, is_other_spelling
from components.goals.state import UNREADABLE
from components.markup.templates import macro
from components.words.formatting import format_number
from components.words.registers import agreements_mark
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import Contribution, HcaGoal
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.project_search import parties_of
from data_loaders.agreements.projects import Project, ProjectGoal, ProjectResult
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.contradictions import Place, load_contradictions

pytestmark = pytest.mark.usefixtures("documents")

TODAY = date(2026, 11, 21)
LINK = (("programmalijn", "gezond-leven"), ("zoek", "han & co"))
PROJECTS = documented(Project)
EVERY = pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.id)


def sheet(project_id: str, today: date = TODAY) -> Html:
    return Html(project_sheet(project_id, LINK, agreements_mark(), today))


def text(made: Html) -> str:
    return " ".join(made.text.split())


def goals_of(project_id: str) -> list[ProjectGoal]:
    return [goal for goal in load(ProjectGoal) if goal.project == project_id]


def table_rows(made: Html) -> int:
    return sum(cell.get("scope") == "row" for cell in made.all("th"))


@EVERY
def test_a_project_is_told_in_full(project) -> None:
    shown = text(sheet(project.id))
    for part in (project.aim, project.approach, project.audience, project.place, project.note):
        assert part in shown
    assert leaders_text(project, load_by_id(Organisation)) in shown
    assert project.line in shown and project.line_reason in shown
    assert (f"{project.line} (afgeleid)" in shown) == (project.line_origin == "afgeleid")


@EVERY
def test_facts_of_a_project_are_texts_and_stand_on_its_sheet(project) -> None:
    facts = project_facts(project, progress_of([project.id], TODAY))
    made = sheet(project.id)
    assert made.within("dt")[: len(facts)] == [name for name, _ in facts]
    assert made.within("dd")[: len(facts)] == [known for _, known in facts]
    assert all(known for _, known in facts)
    wanted = ("Doelstelling", "Aanpak", "Doelgroep", "Voortgang", "Contact", "Trekker", "Waar")
    assert set(wanted) <= set(dict(facts))


def test_what_a_project_does_not_have_is_said() -> None:
    project = msgspec.structs.replace(PROJECTS[0], name="Niets", document="mja-2026", section="")
    shown = text(Html(sheet_of(project, LINK, TODAY)))
    assert "Geen document verbindt dit project met een HCA-doel." in shown
    goals = macro("regio-deal", "goals", "Stand", [], [], [], [])
    assert Html(goals).within("p") == ["Het document noemt geen doel met een getal."]
    parties = macro("regio-deal", "parties", [], "", "")
    assert Html(parties).within("p") == ["Het document noemt geen partij bij dit project."]


@EVERY
def test_every_goal_of_a_project_is_there_with_its_number_unit_and_term(project) -> None:
    shown = text(sheet(project.id))
    for goal in goals_of(project.id):
        assert goal.title in shown and goal.note in shown
        amount = amount_text(goal).replace("\u00a0", " ")
        assert format_number(goal.low) in amount and f"{amount} {unit_text(goal)}" in shown
        if goal.nature != "context":
            assert f"{unit_text(goal)} {term_text(goal)} nog geen meting" in shown
    promised = [goal for goal in goals_of(project.id) if goal.nature != "context"]
    assert table_rows(sheet(project.id)) == len(promised) + len(parties_of(project.id))


@EVERY
def test_every_result_and_every_party_of_a_project_is_there(project) -> None:
    shown = text(sheet(project.id))
    for result in load(ProjectResult):
        assert (result.text in shown) == (result.project == project.id)
    known = load_by_id(Organisation)
    for party in parties_of(project.id):
        organisation = known[party.organisation]
        assert organisation.name in shown and party.spelled in shown
        other = f"{organisation.name} (in het document: {party.spelled})"
        named = organisation.generic == "nee"
        assert (other in shown) == (named and is_other_spelling(party, organisation))


@EVERY
def test_the_goals_of_the_agreement_that_a_project_serves_do_not_count_by_themselves(
    project,
) -> None:
    made = sheet(project.id)
    shown = text(made)
    titles = {goal.id: goal.title for goal in load(HcaGoal)}
    served = [item for item in load(Contribution) if item.project == project.name]
    links = [link["href"] for link in made.all("a") if "hca-doelen" in link["href"]]
    assert links == [f"./hca-doelen?akkoorddoel={item.goal}" for item in served if item.goal]
    for item in served:
        assert titles.get(item.goal, "Het akkoord als geheel") in shown
        origin = "volgens de bron" if item.origin == "bron" else "afgeleid"
        assert f"({origin}). {item.reason} Telt niet mee. {item.note}" in shown
    assert ("Geen document verbindt dit project met een HCA-doel." in shown) == (not served)


@EVERY
def test_what_the_document_does_not_give_is_said_and_no_address_is_made_up(project) -> None:
    made = sheet(project.id)
    shown = text(made)
    assert "Contact functioneel e-mailadres: niet genoemd in de bron" in shown
    for word in ("Geld:", "Realisatie:", "Contact:"):
        assert word in shown
    known = load_by_id(Organisation)
    for party in parties_of(project.id):
        for name in (party.spelled, known[party.organisation].name):
            shown = shown.replace(name, "")
    assert "@" not in shown and "mailto:" not in str(made.tags)
    assert ("Plaats: het document noemt geen gemeente" in shown) == (not project.municipalities)


def test_the_way_onward_keeps_the_choices() -> None:
    kept = "?programmalijn=gezond-leven&zoek=han+%26+co"
    for place, project in enumerate(PROJECTS):
        links = [link["href"] for link in sheet(project.id).all("a") if link["href"][0] == "?"]
        around = [PROJECTS[place - 1]] if place else []
        around += PROJECTS[place + 1 : place + 2]
        assert links == [f"{kept}&project={item.id}" for item in around]


def test_every_contradiction_in_a_part_of_a_project_is_shown_with_that_project() -> None:
    shown = {item.id for project in PROJECTS for item in contradictions_about(project)}
    for item in load_contradictions():
        own = [p for p in (item.first, item.second) if p.document == "regio-deal"]
        parts = [part for place in own for part in place.section.split(";")]
        assert (item.id in shown) == any(part.split(",")[0] != "Inleiding" for part in parts)


@pytest.mark.parametrize(
    ("project", "number"),
    [
        ("zonnepark-nxp", "T144"),
        ("grenzeloos-samenwerken", "T165"),
        ("lifeport-cool-lab", "T165"),
        ("soil-valley", "T165"),
        ("arbeidsmarkt-die-werkt", "T105"),
    ],
)
def test_a_contradiction_is_found_by_the_name_of_its_part(project: str, number: str) -> None:
    found = [item.id for item in contradictions_about(load_by_id(Project)[project])]
    assert number in found
    shown = {item.id for item in load_contradictions() if item.is_shown}
    assert (f"{number} (" in text(sheet(project))) is (number in shown)


def test_a_part_with_almost_the_same_name_is_another_project() -> None:
    building, estates = (
        load_by_id(Project)[name]
        for name in ("toekomstbestendig-bouwen", "toekomstbestendige-bedrijventerreinen")
    )
    places = [place for item in contradictions_about(building) for place in (item.first,)]
    assert places and not any(is_about(place, estates) for place in places)
    first_word = Place("regio-deal", "Toekomstbestendig, Doelstelling", "iets")
    assert is_about(first_word, building) and not is_about(first_word, estates)
    assert not is_about(Place("mja-2026", building.name, "iets"), building)
    assert not is_about(Place("regio-deal", "", "iets"), building)


def measure(goal: str, value: float, day: date = date(2026, 6, 30)) -> None:
    row = Measurement(
        id="",
        goal=goal,
        day=day,
        value=value,
        unit=load_goals()[goal].unit,
        source="voortgangsbericht",
        by="projectleider",
        recorded=day,
    )
    add_measurements([row], day + timedelta(days=1))


def test_a_measurement_is_shown_with_its_date_and_changes_only_its_own_goal(
    tmp_path: Path, monkeypatch
) -> None:
    before = text(sheet("soil-valley"))
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    measure("soil-valley-burgers", 1100.0)
    shown = text(sheet("soil-valley"))
    assert "risico 1.100 op 30 juni 2026" in shown
    assert shown.count("nog geen meting") == before.count("nog geen meting") - 1
    assert "12 doelen met een getal: nog geen meting (11); risico (1)." in shown
    assert "Er is van 11 van de 12 doelen geen meting." in shown
    assert "risico" not in text(sheet("via-t"))


def test_a_later_measurement_is_shown_at_once(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    measure("techniekdag-dagen-totaal", 3.0)
    assert "geen tempo 3 op 30 juni 2026" in text(sheet("techniekdag"))
    measure("techniekdag-dagen-totaal", 9.0, date(2026, 9, 30))
    assert "behaald 9 op 30 september 2026" in text(sheet("techniekdag"))


def test_a_damaged_database_takes_only_the_states(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "meldingen.db").write_text("dit is geen database\n" * 99, encoding="utf-8")
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    shown = text(sheet("via-t"))
    assert UNREADABLE in shown and "nog geen meting" not in shown
    assert "ten minste 50 bedrijven" in shown


def test_the_states_of_a_project_add_up_to_its_goals() -> None:
    for project in PROJECTS:
        progress = progress_of([project.id], TODAY)
        assert len(progress.goals) + len(progress.context) == len(goals_of(project.id))
        assert set(progress.states) == {goal.id for goal in progress.goals}
        counted = f"{len(progress.goals)}\u00d7"
        assert counted in text(Html(badges(progress)))
        assert f"nog geen meting ({len(progress.goals)})" in progress_text(progress)


def test_texts_of_a_register_cannot_become_marks() -> None:
    evil = "<script>alert(1)</script>"
    project = msgspec.structs.replace(PROJECTS[0], name=evil, aim=evil, note=evil)
    made = Html(sheet_of(project, LINK, TODAY))
    assert made.all("script") == []
    assert made.text.count(evil) == 3  # aim, note, caption of the parties
