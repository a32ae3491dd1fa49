"""The state of an action on a day follows from its plan alone, and never claims more."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import msgspec
import pytest
import transcribed
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.agreements.agenda import Action, KeyDate
from data_loaders.agreements.calendar import (
    STATES,
    ActionChoice,
    ActionPlan,
    State,
    action_state,
    checked_span,
    ends_in,
    fitting,
    is_active,
    key_span,
    moment_of,
    plan_of,
    quarter_of,
    quarter_span,
    quarters_between,
    quarters_of,
    starts_in,
    states_on,
)
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.errors import DataError

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def planned(start: str, end: str, continuous: bool = False) -> ActionPlan:
    """A plan as a document words it."""
    first, last = checked_span("acties", "x", start), checked_span("acties", "x", end)
    return ActionPlan(first[0] if first else None, last[1] if last else None, continuous)


@pytest.mark.parametrize(
    ("start", "end", "continuous", "day", "expected"),
    [
        ("2026-Q2", "2027-Q1", False, "2026-03-31", "gepland"),
        ("2026-Q2", "2027-Q1", False, "2026-04-01", "loopt"),
        ("2026-Q2", "2027-Q1", False, "2026-12-31", "loopt"),
        ("2026-Q2", "2027-Q1", False, "2027-01-01", "dit kwartaal klaar"),
        ("2026-Q2", "2027-Q1", False, "2027-03-31", "dit kwartaal klaar"),
        ("2026-Q2", "2027-Q1", False, "2027-04-01", "einddatum voorbij"),
        ("2026-Q1", "2026-Q1", False, "2025-12-31", "gepland"),
        ("2026-Q1", "2026-Q1", False, "2026-01-01", "dit kwartaal klaar"),
        ("2026-Q1", "2026-Q1", False, "2026-03-31", "dit kwartaal klaar"),
        ("2026-Q1", "2026-Q1", False, "2026-04-01", "einddatum voorbij"),
        # The last day of a quarter, a month, a year or a day itself is still in it.
        ("2026-Q1", "2026-Q4", False, "2026-12-31", "dit kwartaal klaar"),
        ("2026-Q1", "2026-Q4", False, "2027-01-01", "einddatum voorbij"),
        ("2026-Q1", "2026-11-21", False, "2026-11-21", "dit kwartaal klaar"),
        ("2026-Q1", "2026-11-21", False, "2026-11-22", "einddatum voorbij"),
        ("2026-Q1", "2026-10", False, "2026-11-21", "einddatum voorbij"),
        ("2026-Q1", "2026", False, "2026-10-01", "dit kwartaal klaar"),
        ("2026-Q1", "2026", False, "2026-09-30", "loopt"),
        # Leap days: February 2028 has one, February 2027 has none.
        ("2027-Q1", "2028-02", False, "2028-02-29", "dit kwartaal klaar"),
        ("2027-Q1", "2028-02", False, "2028-03-01", "einddatum voorbij"),
        ("2027-Q1", "2027-02", False, "2027-02-28", "dit kwartaal klaar"),
        ("2027-Q1", "2027-02", False, "2027-03-01", "einddatum voorbij"),
        ("2028-02-29", "2028-Q2", False, "2028-02-28", "gepland"),
        ("2028-02-29", "2028-Q2", False, "2028-02-29", "loopt"),
        # The same quarter of another year is another quarter.
        ("2026-Q1", "2027-Q4", False, "2026-11-21", "loopt"),
        # Continuous: no end, but it may still have to begin.
        ("2026-Q2", "", True, "2026-11-21", "doorlopend"),
        ("", "", True, "2026-11-21", "doorlopend"),
        ("2027-Q1", "", True, "2026-12-31", "gepland"),
        ("2027-Q1", "", True, "2027-01-01", "doorlopend"),
        ("2026-Q2", "", True, "2099-01-01", "doorlopend"),
        # What the source leaves out is not known.
        ("", "", False, "2026-11-21", "onbekend"),
        ("2026-Q1", "", False, "2026-11-21", "onbekend"),
        ("2027-Q1", "", False, "2026-11-21", "gepland"),
        ("", "2027-Q4", False, "2026-11-21", "onbekend"),
        ("", "2026-Q4", False, "2026-11-21", "dit kwartaal klaar"),
        ("", "2026-Q3", False, "2026-11-21", "einddatum voorbij"),
    ],
)
def test_state(start: str, end: str, continuous: bool, day: str, expected: str) -> None:
    assert action_state(planned(start, end, continuous), date.fromisoformat(day)) == expected


PLANS = st.builds(
    lambda start, length, continuous: ActionPlan(
        start, None if continuous else start + timedelta(length), continuous
    ),
    DAYS,
    st.integers(0, 1500),
    st.booleans(),
)


@given(PLANS, DAYS, st.integers(0, 900))
def test_a_state_never_goes_back(plan: ActionPlan, day: date, later: int) -> None:
    order = ("gepland", "doorlopend", "loopt", "dit kwartaal klaar", "einddatum voorbij")
    before, after = action_state(plan, day), action_state(plan, day + timedelta(later))
    assert order.index(before) <= order.index(after)
    assert plan.continuous or "doorlopend" not in (before, after)


@given(PLANS, DAYS)
def test_past_running_and_to_come_are_what_the_days_say(plan: ActionPlan, day: date) -> None:
    state = action_state(plan, day)
    assert state in STATES
    assert (state == "einddatum voorbij") == (plan.end is not None and plan.end < day)
    assert (state == "gepland") == (plan.start > day)
    due = plan.end is not None and quarter_of(plan.end) == quarter_of(day)
    assert (state == "dit kwartaal klaar") == (due and plan.start <= day <= plan.end)


@given(DAYS)
def test_a_day_is_in_its_quarter_and_the_next_quarter_follows(day: date) -> None:
    first, last = quarter_span(quarter_of(day))
    assert first <= day <= last
    assert quarter_of(last) == quarter_of(day) != quarter_of(last + timedelta(1))
    assert quarters_between(first, last + timedelta(1)) == [
        quarter_of(first),
        quarter_of(last + timedelta(1)),
    ]


def transcribed_actions() -> list[Action]:
    return transcribed.given("acties", load(Action))


def test_the_register_on_one_day() -> None:
    states = states_on(transcribed_actions(), TODAY)
    assert Counter(states.values()) == {
        "doorlopend": 19,
        "loopt": 11,
        "einddatum voorbij": 9,
        "dit kwartaal klaar": 2,
        "gepland": 2,
    }
    by_state = {state: {key for key, found in states.items() if found == state} for state in STATES}
    assert by_state["dit kwartaal klaar"] == {"actie-17", "actie-18"}
    assert by_state["gepland"] == {"actie-39", "actie-40"}
    past = (14, 15, 19, 22, 25, 26, 28, 29, 32)
    assert by_state["einddatum voorbij"] == {f"actie-{number}" for number in past}
    assert by_state["onbekend"] == set()


def test_no_state_of_the_plan_claims_that_an_action_is_done_or_late() -> None:
    days = [date(2025, 1, 1) + timedelta(30 * n) for n in range(60)]
    found = {state for day in days for state in states_on(load(Action), day).values()}
    assert found == set(STATES) - {"klaar", "vertraagd", "vervallen", "onbekend"}
    assert not {"afgerond", "te laat", "behaald"} & set(STATES)


def test_what_was_reported_goes_before_the_plan() -> None:
    told: dict[str, State] = {"actie-14": "klaar", "actie-01": "vertraagd"}
    states = states_on(transcribed_actions(), TODAY, told)
    assert {key: states[key] for key in told} == told
    others = states_on(transcribed_actions(), TODAY)
    assert all(states[key] == others[key] for key in others if key not in told)
    choice = ActionChoice(states=("klaar",))
    assert [a.id for a in fitting(load(Action), choice, TODAY, told)] == ["actie-14"]


def test_quarters_run_from_the_first_date_to_the_last() -> None:
    assert quarters_of([plan_of(action) for action in transcribed_actions()]) == [
        "2025-Q4",
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
        "2027-Q1",
        "2027-Q2",
        "2027-Q3",
        "2027-Q4",
    ]
    assert quarters_of([ActionPlan(None, None, True)]) == []


def test_what_ends_and_starts_in_a_quarter() -> None:
    actions = transcribed_actions()
    assert [a.id for a in actions if ends_in(a, "2026-Q4")] == ["actie-17", "actie-18"]
    assert [a.id for a in actions if starts_in(a, "2026-Q4")] == [
        f"actie-{number}" for number in (23, 30, 35, 36, 38)
    ]


@pytest.mark.parametrize(
    ("number", "quarter", "expected"),
    [
        ("01", "2026-Q1", False),
        ("01", "2026-Q2", True),
        ("01", "2027-Q1", True),
        ("01", "2027-Q2", False),
        ("02", "2025-Q4", True),  # continuous without a start: always, as far as is known
        ("04", "2026-Q1", False),
        ("04", "2027-Q4", True),
        ("14", "2026-Q1", True),
        ("14", "2026-Q2", False),
        ("39", "2026-Q4", False),
    ],
)
def test_activity_in_a_quarter(number: str, quarter: str, expected: bool) -> None:
    action = next(item for item in load(Action) if item.id == f"actie-{number}")
    assert is_active(action, quarter) is expected


def test_without_dates_activity_is_not_claimed() -> None:
    assert not planned("", "").touches(date(2026, 1, 1), date(2026, 3, 31))
    assert not planned("2026-Q1", "").touches(date(2026, 1, 1), date(2026, 3, 31))


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


CHOICES = st.builds(
    ActionChoice,
    lines=some([f"lijn-{n}" for n in range(1, 5)]),
    ambitions=some([f"ambitie-{n}" for n in range(1, 7)]),
    states=some(list(STATES)),
    quarter=st.sampled_from(["", "2025-Q4", "2026-Q4", "2027-Q2", "2030-Q1"]),
)


@given(CHOICES, DAYS)
def test_a_choice_of_more_kinds_is_what_all_of_them_have(choice: ActionChoice, day: date) -> None:
    actions = load(Action)
    found = [action.id for action in fitting(actions, choice, day)]
    assert found == [action.id for action in actions if action.id in found]
    kept = {action.id for action in actions}
    for kind in ("lines", "ambitions", "states", "quarter"):
        alone = ActionChoice(**{kind: getattr(choice, kind)})
        kept &= {action.id for action in fitting(actions, alone, day)}
    assert set(found) == kept


@pytest.mark.parametrize("kind", ["lines", "ambitions", "states"])
@given(choice=CHOICES, day=DAYS)
def test_a_choice_of_one_kind_is_what_any_of_its_values_has(kind, choice, day) -> None:
    def found(values: tuple[str, ...]) -> set[str]:
        alone = ActionChoice(**{kind: values})
        return {action.id for action in fitting(load(Action), alone, day)}

    values = getattr(choice, kind)
    each = [found((value,)) for value in values]
    assert found(values) == (set().union(*each) if each else found(()))


def test_no_choice_is_every_action() -> None:
    assert fitting(load(Action), ActionChoice(), TODAY) == list(load(Action))


def test_a_date_that_is_none_is_told_with_its_record() -> None:
    wrong = msgspec.structs.replace(load(Action)[0], end="2026-Q5")
    with pytest.raises(DataError, match=r"acties.csv: bij 'actie-01'.*2026-Q5"):
        plan_of(wrong)


def test_key_dates_around_today() -> None:
    dates = load_by_id(KeyDate)
    moments = {
        "suwi-wet": "komt",
        "banenafspraak-einde": "komt",
        "evaluatie-beraad": "voorbij",
        "evaluatie-loopbaanadvies": "nu",
        "wsp-naam": "komt",
        "convenant": "voorbij",
    }
    assert {key: moment_of(dates[key], TODAY) for key in moments} == moments
    assert moment_of(dates["suwi-wet"], date(2027, 1, 1)) == "nu"
    assert moment_of(dates["suwi-wet"], date(2027, 1, 2)) == "voorbij"
    assert moment_of(dates["evaluatie-beraad"], date(2026, 9, 30)) == "nu"
    assert key_span(dates["evaluatie-beraad"]) == (date(2026, 7, 1), date(2026, 9, 30))


def test_a_key_date_without_a_date_is_told_with_its_record() -> None:
    with pytest.raises(DataError, match="suwi-wet"):
        key_span(msgspec.structs.replace(load_by_id(KeyDate)["suwi-wet"], date=""))
