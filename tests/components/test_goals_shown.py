"""What a goal of the agreement says on a day: words, figure, tables, for every state."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reported import add_measurements
from samples import Html

from components.charts.theme import ThemeName
from components.goals.cards import (
    IN_THE_ROW,
    contributions,
    goal_head,
    goal_line,
    goals_table,
    ladder,
    opened_goal,
    wordings,
)
from components.goals.facts import goal_background, goal_facts
from components.goals.figures import goal_figure, measurement_cells, pace_cells
from components.goals.rows import goals_headline, goals_span
from components.goals.state import (
    NO_MEASUREMENT,
    RULE,
    deadline_text,
    goal_amount,
    measured_text,
    pace_from_now,
    pace_from_start,
    projection_text,
    sentence,
    state_of,
)
from components.goals.tables import budget_figure, budget_table, budget_total, work_tables
from components.screens.hca_doelen import RUNGS
from data_loaders.agreements import hca
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.reports.measurements import load_measurements

TODAY = date(2026, 11, 21)
SKILLS = "vaardigheden-medewerkers"
HCA = load_by_id(hca.HcaGoal)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    return tmp_path / "meldingen.db"


def measure(_ledger: Path, *rows: tuple[str, float], goal: str = SKILLS) -> None:
    for text, value in rows:
        day = date.fromisoformat(text)
        row = Measurement(
            id="",
            goal=goal,
            day=day,
            value=float(value),
            unit=load_goals()[goal].unit,
            source="bron",
            by="projectleider",
            recorded=day,
        )
        add_measurements([row], day)


def shown(goal: str = SKILLS, today: date = TODAY) -> str:
    state = state_of(load_goals()[goal], today)
    return goal_line(state, HCA[goal], "?doel=geen", is_open=True) + goal_head(state, HCA[goal])


@pytest.mark.parametrize("goal", list(HCA))
def test_without_a_measurement_nothing_is_zero(ledger: Path, goal: str) -> None:
    state = state_of(load_goals()[goal], TODAY)
    assert state.status == NO_MEASUREMENT
    assert measured_text(state) == NO_MEASUREMENT
    assert pace_from_now(state) == "onbekend: daarvoor is een meting nodig"
    assert projection_text(state) == ""
    text = re.sub(r"<[^>]+>", " ", shown(goal))
    assert not re.search(r"(?<![\d.,])0(?![\d.,])", text)
    assert "amm-stand-nog-geen-meting" in shown(goal)


def test_numbers_of_the_first_goal_on_the_day_it_was_made(ledger: Path) -> None:
    state = state_of(load_goals()[SKILLS], TODAY)
    assert deadline_text(state) == "31 december 2026; nog 40 dagen"
    assert pace_from_start(state) == "ongeveer 625 per kwartaal"  # 10.000 over 1460 days


@pytest.mark.parametrize("goal", list(HCA))
def test_facts_of_a_goal_are_texts_and_stand_on_its_card(ledger: Path, goal: str) -> None:
    measure(ledger, ("2026-06-30", 7), goal=goal)
    state = state_of(load_goals()[goal], TODAY)
    facts = goal_facts(state, HCA[goal])
    names = ["Doel", "Wat telt", "Termijn", "Beginstand", "Laatste meting", "Nodig vanaf nu"]
    assert [name for name, _ in facts] == names
    card = Html(shown(goal))
    caution = ("Voorbehoud", HCA[goal].caution)
    told = [*(pair for pair in facts if pair[0] not in IN_THE_ROW), caution]
    assert list(zip(card.within("dt"), card.within("dd"), strict=True)) == told
    assert measured_text(state) in card.text and state.status in card.text
    assert all(text for _, text in goal_background(state, HCA[goal]))
    assert ("onze lezing" in dict(facts)["Termijn"]) == ("einde" in HCA[goal].derived)


def test_facts_of_a_goal_of_a_project_are_those_that_every_goal_has(ledger: Path) -> None:
    facts = goal_facts(state_of(load_goals()["via-t-fte"], TODAY))
    assert [name for name, _ in facts] == ["Doel", "Termijn", "Laatste meting", "Nodig vanaf nu"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 12, 30), "nog 1 dag"),
        (date(2026, 12, 31), "vandaag"),
        (date(2027, 1, 1), "voorbij"),
    ],
)
def test_days_left_are_counted_to_the_last_day(ledger: Path, today: date, words: str) -> None:
    assert deadline_text(state_of(load_goals()[SKILLS], today)).endswith(words)


@pytest.mark.parametrize(
    ("rows", "today", "status", "words"),
    [
        ([("2026-06-30", 9000)], TODAY, "op koers", "9.000 op 30 juni 2026"),
        ([("2026-06-30", 7000)], TODAY, "loopt achter", "ongeveer 3.000 per kwartaal"),
        ([("2026-06-30", 100)], TODAY, "risico", "100 op 30 juni 2026"),
        ([("2024-06-30", 10000)], TODAY, "behaald", "niets meer: het doel is behaald"),
        ([("2026-06-30", 9999)], date(2027, 1, 1), "niet behaald", "9.999 op 30 juni 2026"),
        ([("2023-06-30", 0)], TODAY, "risico", "0 op 30 juni 2023"),
    ],
)
def test_each_state_has_its_word(
    ledger: Path, rows: list, today: date, status: str, words: str
) -> None:
    measure(ledger, *rows)
    text = shown(today=today)
    assert f"amm-stand-{status.replace(' ', '-')}" in text
    assert words in text


def test_a_share_has_no_pace(ledger: Path) -> None:
    goal = "projecten-it-studenten"
    measure(ledger, ("2026-06-30", 32), goal=goal)
    state = state_of(load_goals()[goal], TODAY)
    assert state.status == "geen tempo"
    assert measured_text(state) == "32\u00a0% op 30 juni 2026"
    assert pace_cells(state) is None


@pytest.mark.parametrize(("count", "ahead"), [(1, False), (2, False), (3, True)])
def test_a_projection_needs_three_measurements(ledger: Path, count: int, ahead: bool) -> None:
    rows = [("2024-06-30", 2000), ("2025-06-30", 5000), ("2026-06-30", 7000)]
    measure(ledger, *rows[:count])
    state = state_of(load_goals()[SKILLS], TODAY)
    assert bool(projection_text(state)) is ahead
    spec = goal_figure(state, "licht")
    assert ("area" in str(spec)) is ahead
    if ahead:
        assert "met een marge van" in projection_text(state)


def test_an_unreadable_ledger_is_said_and_not_taken_for_empty(ledger: Path) -> None:
    ledger.write_text("kapot\n", encoding="utf-8")
    state = state_of(load_goals()[SKILLS], TODAY)
    assert state.status == "metingen niet te lezen"
    assert NO_MEASUREMENT not in shown()
    assert "niet te lezen" in sentence(state)


def test_what_was_corrected_stays_among_the_measurements_and_says_so(ledger: Path) -> None:
    """The row that replaced it gives the reason; only what stands counts."""
    measure(ledger, ("2026-06-30", 31_500), ("2025-06-30", 20_000))
    for value, note, replaces in (
        (31_400.0, "Dubbel geteld", "M0001"),
        (None, "Andere telling", "M0002"),
    ):
        old = load_measurements()[int(replaces[1:]) - 1]
        row = replace(old, id="", value=value, note=note, replaces=replaces)
        add_measurements([row], TODAY)
    state = state_of(load_goals()[SKILLS], TODAY)
    table = measurement_cells(state)
    assert table is not None
    assert [(row[0], row[1], row[5]) for row in table.rows] == [
        ("30 juni 2026", "31.400", "Dubbel geteld"),
        ("30 juni 2026", "31.500 (later verbeterd)", ""),
        ("30 juni 2025", "ingetrokken", "Andere telling"),
        ("30 juni 2025", "20.000 (later ingetrokken)", ""),
    ]
    assert [point.value for point in state.points] == [31_400]


@given(st.lists(st.integers(0, 20_000), min_size=1, max_size=6))
def test_the_sentence_has_only_numbers_of_the_goal(values: list[int]) -> None:
    from components.goals.state import GoalState
    from data_loaders.agreements.progress import Point, latest, project, status_of

    goal = load_goals()[SKILLS]
    points = tuple(Point(date(2023 + n // 2, 6, 1 + n), v) for n, v in enumerate(values))
    newest = latest(points, TODAY)
    state = GoalState(
        goal,
        TODAY,
        points,
        status_of(goal.pace, points, TODAY),
        newest,
        project(goal.pace, points, TODAY),
    )
    assert newest is not None
    numbers = re.findall(r"\d[\d.]*", sentence(state))
    allowed = {
        goal_amount(goal, newest.value),
        goal_amount(goal, goal.target),
        str(newest.day.year),
    }
    assert set(numbers) <= allowed | {str(newest.day.day)}


@pytest.mark.parametrize("theme", ["licht", "donker"])
@pytest.mark.parametrize("goal", list(HCA))
def test_the_figure_is_valid_and_ours(ledger: Path, goal: str, theme: ThemeName) -> None:
    measure(ledger, ("2024-06-30", 20), ("2025-06-30", 30), ("2026-06-30", 40), goal=goal)
    spec = goal_figure(state_of(load_goals()[goal], TODAY), theme)
    assert spec is not None
    alt.LayerChart.from_dict(spec["layer"][0], validate=False)
    assert spec["width"] == "container"
    assert "url" not in str(spec)


def test_no_figure_without_a_line_and_without_measurements(ledger: Path) -> None:
    assert goal_figure(state_of(load_goals()["actieve-werktafels"], TODAY), "licht") is None


def test_the_pace_ends_at_the_target(ledger: Path) -> None:
    table = pace_cells(state_of(load_goals()[SKILLS], TODAY))
    assert table is not None
    assert len(table.rows) == 16  # four years of quarters
    assert table.rows[-1][1] == "10.000"


def test_every_wording_of_a_goal_stands_beside_the_others() -> None:
    text = wordings(hca.of_goal(load(hca.Wording), "werk-focussectoren"))
    assert text.count('<th scope="row">') == 4
    for word in ("vergeleken met 2021", "vergeleken met 2022", "circa 1.000"):
        assert word in text
    state = state_of(load_goals()["werk-focussectoren"], TODAY)
    told = opened_goal(state, HCA["werk-focussectoren"], "?deel=meting", [])
    assert "T105" in told
    line = re.findall(r"<summary><span>(.*?)</span>", told)
    assert line == [
        "Het beginjaar is 2021, zoals in het Human Capital Akkoord; de Regio Deal noemt 2022."
    ]


@pytest.mark.parametrize("goal", list(HCA))
def test_a_row_has_the_title_once_and_says_how_it_stands(ledger: Path, goal: str) -> None:
    state = state_of(load_goals()[goal], TODAY)
    closed = goal_line(state, HCA[goal], "?doel=x")
    title = " ".join(Html(re.findall(r"<h3>.*?</h3>", closed)[0]).text.split())
    assert HCA[goal].title in title.replace("50 %", "50%")
    assert 'aria-expanded="false"' in closed and 'href="?doel=x#doel-' in closed
    assert 'aria-expanded="true"' in goal_line(state, HCA[goal], "?doel=geen", is_open=True)
    given = [item for item in load(hca.Contribution) if item.goal == goal]
    assert f">{len(given)} project" in closed


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (TODAY, "Nog 40 dagen, en van geen van de vijf doelen is een meting"),
        (date(2026, 12, 30), "Nog 1 dag, en"),
        (date(2027, 1, 1), "De termijn is voorbij, en van geen van de vijf"),
    ],
)
def test_the_title_counts_the_days_and_the_measurements_last_known(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: date, start: str
) -> None:
    states = [state_of(load_goals()[goal], today) for goal in HCA]
    assert goals_headline(states, today).startswith(start)
    measure(ledger, ("2026-06-30", 7000))
    states = [state_of(load_goals()[goal], today) for goal in HCA]
    assert goals_headline(states, today).endswith("en van één van de vijf doelen is een meting")
    ledger.write_text("kapot\n", encoding="utf-8")
    states = [state_of(load_goals()[goal], today) for goal in HCA]
    assert goals_headline(states, today).endswith("en van één van de vijf doelen is een meting")
    monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{tmp_path}/elders.db")
    (tmp_path / "elders.db").write_text("kapot\n", encoding="utf-8")
    states = [state_of(load_goals()[goal], today) for goal in HCA]
    assert goals_headline(states, today).endswith("en de metingen zijn nu niet te lezen")
    assert len(goals_headline(states, today)) <= 90


def test_the_span_of_time_has_its_years_and_the_day_of_signing() -> None:
    span = goals_span([state_of(load_goals()[goal], TODAY) for goal in HCA], TODAY)
    assert span is not None
    assert [year for _, year in span.years] == ["2023", "2024", "2025", "2026"]
    ((place, text),) = span.marks
    assert text == "Akkoord getekend" and 0 < place < span.ticks[0]


@pytest.mark.parametrize("goal", list(HCA))
def test_no_project_is_counted_twice(goal: str) -> None:
    items = [item for item in load(hca.Contribution) if item.goal == goal]
    text = contributions(items, load_by_id(Project))
    assert text.count("Telt niet mee") == len(items)


def test_the_ladder_marks_our_own_reading() -> None:
    text = ladder(hca.of_goal(load(hca.Step), SKILLS), RUNGS)
    assert text.count("<h3") == 3
    assert "onze lezing" in text


@pytest.mark.usefixtures("documents")
def test_the_budget_adds_up_to_what_was_published() -> None:
    items = load(hca.HcaBudget)
    for year in (2023, 2024, 2025, 2026):
        of_year = [item for item in items if item.year == year]
        total = sum(item.amount for item in of_year if item.kind == "totaal")
        assert sum(item.amount for item in of_year if item.kind == "post") == total
    assert budget_total(items) == 7_850_000
    assert "€\u00a07.850.000" in budget_figure(items, "licht")[1]
    assert "€\u00a01.970.000" in budget_table(items)


@pytest.mark.usefixtures("documents")
def test_every_work_table_names_its_members_once() -> None:
    text = work_tables(load(hca.WorkTable), load(Partner), load_by_id(Organisation))
    assert text.count('class="amm-cijfer"') == 6
    for table in load(hca.WorkTable):
        assert table.name in text


def test_the_rule_names_every_state() -> None:
    assert {word for word, _ in RULE} == {
        "nog geen meting",
        "behaald",
        "op koers",
        "loopt achter",
        "risico",
        "niet behaald",
        "geen tempo",
    }


def test_the_overview_has_every_goal(ledger: Path) -> None:
    states = [state_of(load_goals()[goal], TODAY) for goal in HCA]
    assert goals_table(states).count('<th scope="row">') == len(HCA)
