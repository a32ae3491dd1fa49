"""Actions of the agenda by their own calendar, the days themselves, and what is downloaded."""

from __future__ import annotations

import csv
import io
from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest
from keptstore import KeptStore

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import action_state, plan_of
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.csvtext import to_csv
from data_loaders.files.errors import DataError
from data_loaders.since.actions import action_changes
from data_loaders.since.changes import changes_since
from data_loaders.since.records import (
    CHANGE_COLUMNS,
    CHANGE_KINDS,
    change_records,
    grouped,
)

TODAY = date(2026, 11, 21)


def test_end_that_passed_and_begin_that_came() -> None:
    found = action_changes(date(2026, 9, 30), date(2026, 10, 1))
    ended = [c for c in found if c.kind == "actie: einddatum voorbij"]
    begun = [c for c in found if c.kind == "actie: begonnen"]
    actions = load_by_id(Action)
    assert ended
    assert begun
    assert {actions[c.subject].end for c in ended} == {"2026-Q3"}
    assert {actions[c.subject].start for c in begun} == {"2026-Q4"}
    assert {(c.day, c.new_status) for c in ended} == {(date(2026, 9, 30), "einddatum voorbij")}
    assert {(c.day, c.old_status) for c in begun} == {(date(2026, 10, 1), "gepland")}
    assert all(c.why.startswith("volgens de planning") for c in found)
    assert all(c.source.endswith(f", paragraaf {actions[c.subject].section}") for c in found)


def test_last_day_of_a_term_is_not_past_it() -> None:
    assert action_changes(date(2026, 7, 2), date(2026, 9, 30)) == []
    assert action_changes(date(2026, 10, 1), date(2026, 12, 31)) == []


@pytest.mark.parametrize(
    ("day", "today"),
    [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 7, 1)),
        (date(2025, 12, 31), date(2031, 1, 1)),
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 3, 31), date(2027, 4, 1)),
    ],
)
def test_what_is_told_is_what_the_states_of_both_days_say(day: date, today: date) -> None:
    found = {(c.kind, c.subject): c for c in action_changes(day, today)}
    for action in load(Action):
        plan = plan_of(action)
        old, new = action_state(plan, day), action_state(plan, today)
        ended = ("actie: einddatum voorbij", action.id) in found
        assert ended is (old != new == "einddatum voorbij")
        begun = ("actie: begonnen", action.id) in found
        assert begun is (old == "gepland" != new)


def test_action_that_began_and_ended_in_between_is_told_twice() -> None:
    found = action_changes(date(2025, 12, 31), date(2031, 1, 1))
    both = {c.subject for c in found if c.kind == "actie: begonnen"}
    both &= {c.subject for c in found if c.kind == "actie: einddatum voorbij"}
    assert both


def test_derived_term_says_so() -> None:
    derived = {a.id for a in load(Action) if a.start_origin == "afgeleid" and a.start}
    derived |= {a.id for a in load(Action) if a.end_origin == "afgeleid" and a.end}
    said = {c.subject for c in action_changes(date(2000, 1, 1), date(2099, 1, 1)) if "(" in c.why}
    assert said == derived


def test_same_day_changes_nothing(kept: KeptStore, ledger: Path) -> None:
    kept.benefits(TODAY)
    found = changes_since(TODAY, TODAY)
    assert found.changes == ()
    assert (found.day, found.today) == (TODAY, TODAY)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2028, 2, 29), date.max])
def test_day_to_come_is_refused_with_a_sentence(day: date) -> None:
    with pytest.raises(DataError) as told:
        changes_since(day, TODAY)
    assert told.value.sentence == "Deze dag moet nog komen; kies vandaag of een eerdere dag."


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(2024, 2, 29)])
def test_day_long_ago_says_what_nobody_can_tell(kept: KeptStore, ledger: Path, day: date) -> None:
    kept.benefits(date(2026, 8, 1))
    found = changes_since(day, TODAY)
    sources = [item.source for item in found.unknown]
    assert "CBS-tabel 80794ned" in sources
    assert sources[-2:] == ["Cijfers uit documenten", "Doelen en acties"]
    assert {c.kind for c in found.changes} <= {"actie: einddatum voorbij", "actie: begonnen"}
    assert not any(item.is_fault for item in found.unknown)
    assert all(item.sentence.endswith(".") for item in found.unknown)
    assert len(sources) == len(set(sources))


def test_changes_come_in_order_of_kind_and_always_the_same(kept: KeptStore, ledger: Path) -> None:
    kept.benefits(date(2026, 8, 1), months=2)
    kept.benefits(date(2026, 10, 1), months=3, changes={("GM0202", "2026MM01", "WW"): 1.0})
    found = changes_since(date(2026, 8, 15), TODAY)
    kinds = [CHANGE_KINDS.index(change.kind) for change in found.changes]
    assert kinds == sorted(kinds)
    assert len(set(kinds)) == 4
    assert changes_since(date(2026, 8, 15), TODAY) is found


def test_groups_tell_many_changes_as_one(kept: KeptStore) -> None:
    kept.benefits(date(2026, 8, 1), months=2)
    kept.benefits(date(2026, 10, 1), months=4)
    found = changes_since(date(2026, 8, 15), TODAY)
    groups = grouped(found.changes)
    assert [change for group in groups for change in group.changes] == list(found.changes)
    figures = [g for g in groups if g.leading.kind == "nieuwe periode"]
    assert [group.leading.period for group in figures] == ["2026-04", "2026-03"]
    assert figures[0].leading.area == "NL01"  # this figure has no regions


def test_records_are_one_line_per_change_with_every_column(kept: KeptStore, ledger: Path) -> None:
    kept.benefits(date(2026, 8, 1))
    kept.benefits(date(2026, 10, 1), changes={("GM0202", "2026MM01", "WW"): 990.0})
    found = changes_since(date(2026, 8, 15), TODAY)
    text = to_csv(change_records(found), CHANGE_COLUMNS).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(found.changes)
    assert rows[0] == {
        "soort": "herzien cijfer",
        "onderwerp_id": "uitkeringsontvangers",
        "wat": "Mensen met een uitkering, per maand",
        "gebied_code": "GM0202",
        "gebied": "Arnhem",
        "kenmerk": "WW",
        "periode": "2026-01",
        "oude_waarde": "1000",
        "nieuwe_waarde": "990",
        "eenheid": "mensen",
        "oude_status": "voorlopig",
        "nieuwe_status": "voorlopig",
        "datum": "2026-10-01",
        "bron": "CBS StatLine, tabel 80794ned, CC BY 4.0; bewerking Arbeidsmarktmonitor",
        "reden": "",
    }
    assert len(astuple(found.changes[0])) == len(CHANGE_COLUMNS) - 1  # and the name of the area


def test_no_changes_are_a_file_with_a_header_only(kept: KeptStore, ledger: Path) -> None:
    found = changes_since(TODAY, TODAY)
    assert to_csv(change_records(found), CHANGE_COLUMNS).decode() == (
        ",".join(CHANGE_COLUMNS) + "\r\n"
    )
