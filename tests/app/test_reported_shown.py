"""What is reported of actions and money, on every face: beside what was planned, and at once."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from render import html_of, open_link, problems_of, text_of
from toldcases import choose_database, report

from components.agenda.calendar import calendar_view
from components.agenda.figure import PlannedActions
from components.agenda.posts import spent_sentence
from components.deck.slides import make_slides
from components.exhibit.agenda import agenda_exhibit
from components.exhibit.budget import budget_exhibit
from components.words.formatting import format_date
from data_loaders.agreements.agenda import Action, Ambition, Line
from data_loaders.agreements.budget import all_posts
from data_loaders.agreements.calendar import STATES, ActionChoice, states_on
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.open_registers import register_rows
from data_loaders.reports.actions import agenda_states
from data_loaders.reports.record import ACTION_STATES
from data_loaders.since.changes import changes_since
from data_loaders.since.records import Change

TODAY = dutch_today()
REPORTED = TODAY - timedelta(days=3)
PASSED = [a.id for a in load(Action) if states_on([a], TODAY)[a.id] == "einddatum voorbij"]
ACTION = PASSED[0]
EVERY = ActionChoice()
TOLD = "De gidsen zijn aan het werk."
POST = next(item for item in all_posts(load(Amount)) if item.amount)


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose_database(monkeypatch, tmp_path)


def tell(action: str = ACTION, state: str = "loopt", day: date = REPORTED, **more: str) -> str:
    return report("action_state", action, day, state=state, sentence=TOLD, **more).id


def calendar(choice: ActionChoice = EVERY):
    agenda = PlannedActions(load(Action), load(Line), load(Ambition))
    return calendar_view(agenda, choice, TODAY)


def row_of(html: str, action: str) -> str:
    """Return the row of an action in the calendar."""
    item = load_by_id(Action)[action]
    rows = re.findall(r"<li><span class=\"amm-plan-teken.*?</li>", html, re.DOTALL)
    (found,) = [row for row in rows if f">{item.short or item.text}<" in row.replace("&#39;", "'")]
    return found


def test_the_reported_state_stands_beside_the_planned_bar() -> None:
    before = row_of(str(calendar().calendar), ACTION)
    assert "amm-plan-voorbij" in before and "gemeld" not in before
    tell()
    after = row_of(str(calendar().calendar), ACTION)
    words = text_of(after)
    end = load_by_id(Action)[ACTION].end
    assert "amm-plan-loopt" in after and "amm-plan-voorbij" not in after
    assert f"Einde: {end[-1]}e kwartaal {end[:4]}" in words  # what was planned stays
    assert f"gemeld: loopt, {format_date(REPORTED)}" in words
    assert TOLD in words and "projectleider" in words and "Jaarverslag" in words


@pytest.mark.parametrize("state", ACTION_STATES)
def test_every_state_that_can_be_reported_is_counted_drawn_and_explained(state: str) -> None:
    tell(state=state)
    made = calendar(ActionChoice(states=(state,)))
    assert ACTION in made.ids
    assert f"gemeld: {state}" in text_of(str(made.calendar))
    assert state in text_of(str(made.foot))
    assert state in STATES


def test_what_was_reported_is_no_longer_counted_as_unknown() -> None:
    count = len(PASSED)
    assert f"bij {count} is de einddatum voorbij" in text_of(
        html_of(open_link("uitvoeringsagenda"))
    )
    tell(state="klaar")
    page = open_link("uitvoeringsagenda")
    told = text_of(html_of(page))
    assert problems_of(page) == []
    assert f"1 klaar gemeld, bij {count - 1} is de einddatum voorbij" in told
    assert f"{count - 1} na de einddatum" in text_of(html_of(open_link("overzicht")))


def test_the_newest_day_counts_and_a_correction_goes_before_what_it_corrects() -> None:
    first = tell(state="loopt", day=REPORTED)
    tell(state="gepland", day=REPORTED - timedelta(days=9))  # later written, of an earlier day
    assert agenda_states(load(Action), TODAY)[ACTION] == "loopt"
    tell(state="vertraagd", replaces=first)
    assert agenda_states(load(Action), TODAY)[ACTION] == "vertraagd"


def test_a_day_of_before_does_not_know_it_yet() -> None:
    tell(state="klaar")
    assert agenda_states(load(Action), TODAY - timedelta(days=1))[ACTION] != "klaar"


def test_tile_and_slides_have_it() -> None:
    tell(state="klaar")
    made = agenda_exhibit(TODAY)
    assert f"Van 1 van de {len(load(Action))} acties is de stand gemeld: 1 klaar." in made.sentences
    (slide,) = make_slides(Deck("", None, (DeckTile("agenda"),)), TODAY)
    (screen,) = [one for one in slide.screens if one.title == "Van één actie is de stand gemeld"]
    assert f"klaar, {format_date(REPORTED)}" in str(screen.parts)


def news() -> tuple[Change, ...]:
    return changes_since(TODAY - timedelta(days=1), TODAY).changes


def test_open_data_and_since_have_it() -> None:
    number = tell()
    (row,) = register_rows("actiestanden")
    assert row | {} == {
        "id": number,
        "actie_id": ACTION,
        "peildatum": REPORTED.isoformat(),
        "stand": "loopt",
        "toelichting": TOLD,
        "bron": "Jaarverslag",
        "door": "projectleider",
        "vastgelegd_op": TODAY.isoformat(),
        "vervangt": "",
    }
    found = [
        c for c in changes_since(TODAY - timedelta(days=1), TODAY).changes if c.subject == ACTION
    ]
    assert [(c.kind, c.old_status, c.new_status, c.why) for c in found] == [
        ("actie: gemeld", "einddatum voorbij", "loopt", TOLD)
    ]


def spend(value: float, day: date = REPORTED, **more: str) -> str:
    return report("spending", POST.id, day, value=value, unit="euro", **more).id


def test_money_that_was_spent_stands_beside_what_was_planned() -> None:
    assert "van geen enkele post gemeld" in spent_sentence(all_posts(load(Amount)))
    first = spend(1250.0)
    spend(1300.0, replaces=first)
    posts = all_posts(load(Amount))
    said = spent_sentence(posts)
    assert said.startswith(f"Gemeld uitgegeven: €\u00a01.300, van 1 van de {len(posts)} posten")
    assert f"{said}." in budget_exhibit().sentences
    (slide,) = make_slides(Deck("", None, (DeckTile("begroting"),)), TODAY)
    assert f"{said}." in slide.screens[0].cautions
    page = open_link(f"uitvoeringsagenda?begroting={POST.ambitions[0]}")
    assert problems_of(page) == []
    assert f"€\u00a01.300, tot en met {format_date(REPORTED)}" in html_of(page)
    assert " ".join(said.split()) in text_of(html_of(open_link("uitvoeringsagenda?deel=geld")))
    assert [row["bedrag"] for row in register_rows("bestedingen")] == ["1250", "1300"]


def test_spent_money_is_news_until_it_was_known() -> None:
    spend(1250.0)
    (change,) = [
        c for c in changes_since(TODAY - timedelta(days=1), TODAY).changes if c.kind[:4] == "geld"
    ]
    assert (change.old, change.new, change.unit) == (None, 1250.0, "euro")
    assert not [c for c in changes_since(TODAY, TODAY).changes if c.kind == "geld: uitgegeven"]
