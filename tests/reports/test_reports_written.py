"""What may be done with reports, on both databases: proposed, published, given back, corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from reportcases import EACH, YOUTH, count, measurement, note, spending, state

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError
from data_loaders.reports.actions import newest_states
from data_loaders.reports.copy import copy_file
from data_loaders.reports.database import database_url
from data_loaders.reports.migrating import migrate
from data_loaders.reports.money import newest_spent
from data_loaders.reports.reading import load_everything, load_reports
from data_loaders.reports.record import (
    WITHDRAWN,
    Report,
    standing_reports,
)
from data_loaders.reports.writing import add_all, correct, give_back, propose, propose_all, publish

WHO = "inzender@voorbeeld.nl"
BOSS = "beheerder@voorbeeld.nl"


def published() -> list[str]:
    return [row.id for row in load_reports().rows]


def test_what_is_proposed_is_seen_by_nobody_until_it_is_published(database: str) -> None:
    waits = propose(measurement(), WHO)
    assert (waits.id, waits.status, waits.account) == ("M0001", "voorgesteld", WHO)
    assert load_reports().rows == ()
    done = publish("M0001", BOSS)
    (row,) = load_reports().rows
    assert (row.status, row.value, row.published) == ("gepubliceerd", 31_500, done.published)
    with pytest.raises(DataError, match="M0001 wacht niet meer: gepubliceerd"):
        publish("M0001", BOSS)
    with pytest.raises(DataError, match="'M0009' bestaat niet"):
        publish("M0009", BOSS)


def test_what_is_given_back_says_why_and_is_never_published(database: str) -> None:
    propose(measurement(), WHO)
    for sentence in ("", " ", "een\ntwee", "a" * 501):
        with pytest.raises(DataError, match="zeg in één zin"):
            give_back("M0001", BOSS, sentence)
    give_back("M0001", BOSS, "Noem het rapport.")
    with pytest.raises(DataError, match="M0001 wacht niet meer: teruggegeven"):
        publish("M0001", BOSS)
    assert published() == []
    steps = [(step.status, step.account, step.sentence) for step in load_everything().steps]
    assert steps == [("voorgesteld", WHO, ""), ("teruggegeven", BOSS, "Noem het rapport.")]
    assert propose(measurement(), WHO).id == "M0002"


def test_a_correction_stands_and_what_it_corrects_is_in_the_history(database: str) -> None:
    add_all([measurement()], BOSS)
    correct("M0001", measurement(31_400.0, sentence="Dubbelen eruit."), BOSS)
    rows = load_reports().rows
    assert [row.value for row in standing_reports(rows)] == [31_400]
    by_id = {row.id: row for row in rows}
    assert [by_id[name].value for name in ("M0002", by_id["M0002"].replaces)] == [31_400, 31_500]
    assert by_id["M0001"].replaces == ""
    with pytest.raises(DataError, match="M0001 is al vervangen door M0002"):
        correct("M0001", measurement(1.0), BOSS)
    gone = replace(measurement(None, sentence="Toch niet geteld."), state=WITHDRAWN)
    correct("M0002", gone, BOSS)
    assert standing_reports(load_reports().rows) == []


def test_two_that_exclude_each_other_may_wait_and_one_is_published(database: str) -> None:
    propose(measurement(), WHO)
    propose(measurement(31_000.0), WHO)
    publish("M0002", BOSS)
    with pytest.raises(DataError, match="op 30-06-2026 is er al een meting: M0002"):
        publish("M0001", BOSS)
    assert published() == ["M0002"]


def test_the_order_is_that_of_publishing(database: str) -> None:
    propose_all([measurement(), state(), count()], WHO)
    for name in ("T0001", "M0001", "A0001"):
        publish(name, BOSS)
    assert published() == ["T0001", "M0001", "A0001"]


def test_each_kind_is_kept_as_it_was_given(database: str) -> None:
    add_all(EACH, BOSS)
    reports = load_reports()
    assert [row.id for row in reports.rows] == ["M0001", "A0001", "K0001", "T0001", "B0001"]
    plain = [
        replace(row, id="", status="voorgesteld", written=EACH[0].written, published=None)
        for row in reports.rows
    ]
    assert plain == list(EACH)
    states = newest_states(reports.rows, dutch_today())
    assert {name: row.state for name, row in states.items()} == {"actie-01": "loopt"}
    standing = {row.kind: row for row in standing_reports(reports.rows)}
    assert standing["note"].subject == "bijstand-aandeel"
    assert standing["note"].sentence == "Anders geteld."
    assert standing["count"].part("vrager") == "jongere"
    spent = newest_spent(reports.rows)
    assert {name: row.value for name, row in spent.items()} == {EACH[4].subject: 1234.5}


def test_the_newest_day_of_an_action_is_its_state_whatever_came_in_last(database: str) -> None:
    add_all([state("klaar", period="2026-11-01"), state("loopt")], BOSS)
    assert newest_states(load_reports().rows, dutch_today())["actie-01"].state == "klaar"


def test_all_of_them_or_none(database: str) -> None:
    for keep in (propose_all, add_all):
        with pytest.raises(DataError, match="actie"):
            keep([measurement(), state(subject="geen")], WHO)
    assert load_everything().reports == ()


WRONG: list[tuple[Report, str]] = [
    (measurement(subject=YOUTH, value=-1.0), "waarde: -1 kan niet"),
    (state("bezig"), "stand: kies een stand: gepland, loopt, klaar, vertraagd, vervallen"),
    (state(subject="actie-1"), "actie: de actie 'actie-1' bestaat niet; bedoelt u actie-"),
    (state(sentence=""), "toelichting: zeg in één zin"),
    (state(period="2027-01-01"), "peildatum: 01-01-2027 ligt in de toekomst"),
    (state(period="2018-01-01"), "te lang geleden"),
    (state(period="gisteren"), "peildatum: 'gisteren' is geen dag"),
    (state(function="Jan Jansen"), "door: noem een functie, geen persoon"),
    (state(source=""), "bron: noem de bron"),
    (state(sentence="=1+1"), "begin niet met ="),
    (state(value=1.0), "stand: hier hoort geen getal bij"),
    (state(replaces="A0009"), "vervangt: de melding 'A0009' bestaat niet"),
    (state(WITHDRAWN), "vervangt: noem de melding die u intrekt"),
    (count(1.5), "aantal: 1,5 is geen heel getal"),
    (count(-1.0), "aantal: -1 kan niet"),
    (count(None), "aantal: vul een getal in"),
    (count(float("nan")), "aantal: geen getal kan niet"),
    (count(period="2026-13"), "maand: '2026-13' is geen maand"),
    (count(period="2026-10-01"), "maand: '2026-10-01' is geen maand"),
    (count(period="2027-01"), "maand: 2027-01 ligt in de toekomst"),
    (count(detail=(("vrager", "student"),)), "vrager: kies er een: werkende"),
    (count(detail=(*count().detail, ("naam", "x"))), "alleen aantallen"),
    (spending(subject="geen"), "post: de begrotingspost 'geen' bestaat niet"),
    (spending(-5.0), "bedrag: -5 kan niet"),
    (spending(2e9), "bedrag: 2.000.000.000 kan niet"),
    (note(subject="geen"), "tekst: het cijfer 'geen' bestaat niet"),
    (note(sentence="Vraag a@b.nl"), "e-mailadres"),
    (note(sentence="", source=""), "een kanttekening heeft een tekst"),
]


@pytest.mark.parametrize(
    ("wrong", "words"), WRONG, ids=lambda item: item if isinstance(item, str) else item.kind
)
def test_what_is_not_right_is_one_sentence_with_its_column(
    store: Path, wrong: Report, words: str
) -> None:
    with pytest.raises(DataError) as refused:
        propose(wrong, WHO)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("again", [state(), count(), spending()], ids=lambda item: item.kind)
def test_what_can_be_said_once_is_corrected_and_not_said_again(store: Path, again: Report) -> None:
    (first,) = add_all([again], BOSS)
    with pytest.raises(DataError, match=f"er al een melding: {first.id}; noem die bij 'vervangt'"):
        propose(again, WHO)
    other = state(subject="actie-02") if again.kind == "action_state" else measurement()
    add_all([other], BOSS)
    with pytest.raises(DataError):
        correct(first.id, replace(again, subject="actie-02"), BOSS)
    correct(first.id, again, BOSS)
    with pytest.raises(DataError, match="al vervangen of ingetrokken"):
        correct(first.id, again, BOSS)
    newest = load_reports().rows[-1].id
    with pytest.raises(DataError, match="toelichting: zeg waarom"):
        correct(newest, replace(again, state=WITHDRAWN, value=None, sentence=""), BOSS)
    correct(newest, replace(again, state=WITHDRAWN, value=None, sentence="Klopte niet."), BOSS)
    add_all([again], BOSS)


def test_no_account_is_ever_in_what_is_published(database: str) -> None:
    propose_all(EACH, WHO)
    for name in ("M0001", "A0001", "K0001", "T0001", "B0001"):
        publish(name, BOSS)
    assert {row.account for row in load_reports().rows} == {""}
    kept = copy_file().read_text("utf-8")
    assert "voorbeeld.nl" not in kept and "Kwartaalbericht" in kept
    assert {report.account for report in load_everything().reports} == {WHO}


def test_the_mark_is_that_of_the_content(database: str) -> None:
    first = load_reports()
    propose(measurement(), WHO)
    waiting = load_reports()
    assert (waiting.mark, waiting.revision) == (first.mark, first.revision + 1)
    publish("M0001", BOSS)
    assert load_reports().mark != first.mark
    assert load_reports().rows is load_reports().rows  # read once


def test_the_tables_are_those_that_the_code_knows(database: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    from data_loaders.reports.database import reading
    from data_loaders.reports.tables import METADATA

    migrate(database_url())
    with reading(database_url()) as connection:
        found = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert found == []
