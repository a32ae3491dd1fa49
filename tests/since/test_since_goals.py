"""Measurements and states of goals since a day, from a real ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from measuring import SHARE, YOUTH, measure

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import COLUMNS
from data_loaders.since.changes import changes_since
from data_loaders.since.goals import goal_changes
from data_loaders.since.records import Change

MEETING, TODAY = date(2026, 8, 15), date(2026, 11, 21)


def since(day: date = MEETING, today: date = TODAY) -> list[Change]:
    return goal_changes(day, today)


def measured(changes: list[Change]) -> list[tuple[str, float | None, float | None]]:
    return [(c.kind, c.old, c.new) for c in changes if c.kind.endswith("meting")]


def states(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [
        (c.subject, c.old_status, c.new_status) for c in changes if c.kind == "doel: andere stand"
    ]


def test_empty_ledger_changes_nothing(ledger: Path) -> None:
    assert since() == []


def test_new_measurement_and_the_state_it_gives(ledger: Path) -> None:
    measure(YOUTH, 12_000.0, date(2026, 6, 30), date(2026, 9, 1), note="Telling van de scholen")
    goal = load_goals()[YOUTH]
    first, second = since()
    assert first == Change(
        kind="nieuwe meting",
        subject=YOUTH,
        what=goal.title,
        period="2026-06-30",
        new=12_000.0,
        unit=goal.unit,
        day=date(2026, 9, 1),
        source="Jaarverslag",
        why="Telling van de scholen",
    )
    assert second == Change(
        kind="doel: andere stand",
        subject=YOUTH,
        what=goal.title,
        new=12_000.0,
        unit=goal.unit,
        old_status="nog geen meting",
        new_status="risico",
        day=date(2026, 9, 1),
        why="door een meting",
    )


@pytest.mark.parametrize(
    ("recorded", "count"),
    [(date(2026, 8, 14), 0), (MEETING, 0), (date(2026, 8, 16), 1), (TODAY, 1)],
)
def test_the_day_of_recording_counts_and_not_that_of_the_figure(
    ledger: Path, recorded: date, count: int
) -> None:
    measure(YOUTH, 100.0, date(2026, 6, 30), recorded)
    assert len(measured(since())) == count


def test_measurement_recorded_after_the_last_day_is_not_known_yet(ledger: Path) -> None:
    measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 9, 1))
    assert since(MEETING, date(2026, 8, 31)) == []
    assert len(measured(since(MEETING, date(2026, 9, 1)))) == 1


def test_correction_has_old_and_new(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    measure(YOUTH, 90.0, date(2026, 6, 30), date(2026, 9, 1), replaces=first, note="Dubbel geteld")
    (change,) = [c for c in since() if c.kind.endswith("meting")]
    assert (change.kind, change.old, change.new) == ("verbeterde meting", 100.0, 90.0)
    assert change.why == "Dubbel geteld"


def test_correction_of_a_correction_is_told_as_one(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    second = measure(YOUTH, 90.0, date(2026, 6, 30), date(2026, 9, 1), replaces=first)
    measure(YOUTH, 95.0, date(2026, 6, 30), date(2026, 9, 2), replaces=second)
    assert measured(since()) == [("verbeterde meting", 100.0, 95.0)]
    assert measured(since(date(2026, 9, 1))) == [("verbeterde meting", 90.0, 95.0)]


def test_what_is_new_and_was_corrected_since_is_new(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 9, 1))
    measure(YOUTH, 90.0, date(2026, 6, 30), date(2026, 9, 2), replaces=first)
    assert measured(since()) == [("nieuwe meting", None, 90.0)]


def test_withdrawn_measurement_is_told_with_the_reason(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    measure(YOUTH, None, date(2026, 6, 30), date(2026, 9, 1), replaces=first, note="Ander doel")
    withdrawn, state = since()
    assert (withdrawn.kind, withdrawn.old, withdrawn.new) == ("verbeterde meting", 100.0, None)
    assert (withdrawn.why, withdrawn.day) == ("ingetrokken: Ander doel", date(2026, 9, 1))
    assert (state.old_status, state.new_status) == ("risico", "nog geen meting")


def test_what_came_and_went_in_between_is_nothing(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 9, 1))
    measure(YOUTH, None, date(2026, 6, 30), date(2026, 9, 2), replaces=first, note="Verkeerd")
    assert since() == []


def test_correction_that_was_withdrawn_takes_the_first_along(ledger: Path) -> None:
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    second = measure(YOUTH, 90.0, date(2026, 6, 30), date(2026, 9, 1), replaces=first)
    measure(YOUTH, None, date(2026, 6, 30), date(2026, 9, 2), replaces=second, note="Toch niet")
    assert measured(since()) == [("verbeterde meting", 100.0, None)]
    (change,) = [c for c in since() if c.kind == "verbeterde meting"]
    assert (change.why, change.day) == ("ingetrokken: Toch niet", date(2026, 9, 2))


def test_state_is_that_of_both_days_with_what_was_known_then(ledger: Path) -> None:
    measure(YOUTH, 34_900.0, date(2026, 6, 30), date(2026, 7, 1))
    assert states(since(date(2026, 6, 30), MEETING)) == [(YOUTH, "nog geen meting", "op koers")]
    assert states(since(MEETING, TODAY)) == []


def test_term_that_passes_changes_the_state_by_itself(ledger: Path) -> None:
    measure(YOUTH, 34_900.0, date(2026, 6, 30), date(2026, 7, 1))
    last = date(2026, 12, 31)
    assert states(since(MEETING, last)) == []
    (change,) = since(MEETING, date(2027, 1, 1))
    assert (change.old_status, change.new_status) == ("op koers", "niet behaald")
    assert (change.day, change.why) == (date(2027, 1, 1), "de termijn is voorbij")
    assert (change.old, change.new) == (34_900.0, 34_900.0)
    assert states(since(last, date(2027, 1, 1))) == [(YOUTH, "op koers", "niet behaald")]
    assert since(date(2027, 1, 1), date(2028, 2, 29)) == []


def test_goals_come_in_their_own_order(ledger: Path) -> None:
    measure(SHARE, 10.0, date(2026, 6, 30), date(2026, 9, 1))
    measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 9, 2))
    found = changes_since(MEETING, TODAY).changes
    kinds = [(c.kind, c.subject) for c in found if c.subject in (YOUTH, SHARE)]
    assert kinds == [
        ("nieuwe meting", YOUTH),
        ("nieuwe meting", SHARE),
        ("doel: andere stand", YOUTH),
        ("doel: andere stand", SHARE),
    ]


def test_new_row_in_the_ledger_is_seen_at_once(ledger: Path) -> None:
    assert not [c for c in changes_since(MEETING, TODAY).changes if c.kind == "nieuwe meting"]
    measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 9, 1))
    assert [c for c in changes_since(MEETING, TODAY).changes if c.kind == "nieuwe meting"]


def test_row_that_breaks_a_rule_is_not_told(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that a hand added to the file of before the database."""
    unit = load_goals()[YOUTH].unit
    old = tmp_path / "metingen.csv"
    old.write_text(
        f"{','.join(COLUMNS)}\n"
        f"M0001,{YOUTH},2026-06-30,100,{unit},Verslag,projectleider,2026-07-01,,\n"
        f"M0002,{YOUTH},2026-06-30,-5,{unit},Verslag,projectleider,2026-09-01,,M0001\n",
        "utf-8",
    )
    monkeypatch.setenv("MONITOR_METINGEN", str(old))
    assert measured(since()) == [("verbeterde meting", 100.0, None)]
    (change,) = [c for c in since() if c.kind == "verbeterde meting"]
    assert change.why == "een verbetering is niet te lezen"


def test_damaged_database_is_said_and_the_rest_goes_on(ledger: Path) -> None:
    ledger.parent.mkdir()
    ledger.write_text("kapot\n", "utf-8")
    found = changes_since(date(2026, 9, 15), TODAY)
    faults = {item.source: item.sentence for item in found.unknown if item.is_fault}
    assert faults == dict.fromkeys(
        ("Doelen en metingen", "Meldingen", "Kanttekeningen"), "Dit is nu niet te lezen."
    )
    assert [c.kind for c in found.changes if c.kind.startswith("actie")]
