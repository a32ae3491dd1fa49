"""What who is in may do with reports, on a real database: rights, four eyes, and a bound."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from data_loaders.access.insiders import Insider
from data_loaders.agreements.goals import load_goals
from data_loaders.files.errors import DataError
from data_loaders.reports import desk
from data_loaders.reports.asked import asked_in, quarter_before
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.reading import load_everything, load_reports
from data_loaders.reports.record import Report, standing_reports
from data_loaders.reports.rights import load_rights, rights_of
from data_loaders.reports.subjects import HCA, given_names, known_names, subjects_of
from data_loaders.reports.told import log_lines

UNTIL = datetime(2100, 1, 1, tzinfo=UTC)
GOAL = "contact-jongeren"
PROJECT_GOAL = next(goal for goal in load_goals().values() if goal.of == "project")
SENDER = Insider("inzender@a.nl", "inzender", frozenset({HCA}), UNTIL)
BOSS = Insider("beheer@a.nl", "beheerder", frozenset(), UNTIL)
OTHER = Insider("ander@a.nl", "beheerder", frozenset(), UNTIL)
LOCAL = Insider("deze machine", "beheerder")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))


def measured(value: float = 31_500.0, day: str = "2026-09-30", goal: str = GOAL) -> Report:
    return Report(
        kind="measurement",
        subject=goal,
        period=day,
        value=value,
        unit=load_goals()[goal].unit,
        source="telling van het programma",
        function="programmamanager",
    )


def test_a_proposal_is_not_public_until_another_publishes_it() -> None:
    (sent,) = desk.send_in([measured()], SENDER)
    assert load_reports().rows == ()
    assert desk.proposals(load_everything(), SENDER) == desk.proposals(load_everything(), BOSS)
    desk.approve(sent.id, BOSS)
    (row,) = load_reports().rows
    assert (row.value, row.account) == (31_500, "")
    assert desk.proposals(load_everything(), BOSS) == []


def test_an_inzender_proposes_only_what_was_given() -> None:
    project = Insider("p@a.nl", "inzender", frozenset({PROJECT_GOAL.parent}), UNTIL)
    kind = Insider("k@a.nl", "inzender", frozenset({KINDS["measurement"].word}), UNTIL)
    nothing = Insider("n@a.nl", "inzender", frozenset(), UNTIL)
    with pytest.raises(DataError, match="mag geen meting"):
        desk.send_in([measured(5, goal=PROJECT_GOAL.id)], SENDER)
    with pytest.raises(DataError, match="mag geen meting"):
        desk.send_in([measured()], project)
    with pytest.raises(DataError, match="mag geen meting"):
        desk.send_in([measured()], nothing)
    with pytest.raises(DataError, match="mag geen meting"):  # all of it, or nothing
        desk.send_in([measured(), measured(5, goal=PROJECT_GOAL.id)], SENDER)
    assert load_everything().reports == ()
    desk.send_in([measured(5, goal=PROJECT_GOAL.id)], project)
    desk.send_in([measured()], kind)
    assert set(subjects_of("measurement", SENDER)) == {
        goal.id for goal in load_goals().values() if goal.of == "hca"
    }
    assert subjects_of("action_state", SENDER) == subjects_of("measurement", nothing) == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_subject_of_every_kind_can_be_given(kind: str) -> None:
    everything = subjects_of(kind, BOSS)  # type: ignore[arg-type]
    assert everything
    known = known_names()
    for subject in everything:
        assert given_names(kind, subject) & known.keys()  # type: ignore[arg-type]


def test_nobody_publishes_what_they_proposed_themselves() -> None:
    (sent,) = desk.send_in([measured()], BOSS)
    with pytest.raises(DataError, match="publiceert een andere beheerder"):
        desk.approve(sent.id, BOSS)
    assert load_reports().rows == ()
    desk.approve(sent.id, OTHER)
    (own,) = desk.send_in([measured(32_000, "2026-10-31")], LOCAL)
    desk.approve(own.id, LOCAL)  # where there is one pair of eyes
    assert len(load_reports().rows) == 2


def test_an_inzender_publishes_corrects_withdraws_and_invites_nothing() -> None:
    (sent,) = desk.send_in([measured()], SENDER)
    other = Insider("b@a.nl", "inzender", frozenset({"alles"}), UNTIL)
    for forbidden in (
        lambda: desk.approve(sent.id, SENDER),
        lambda: desk.approve(sent.id, other),
        lambda: desk.hand_back(sent.id, other, "niet goed"),
        lambda: desk.amend(sent.id, replace(measured(1), sentence="anders"), SENDER),
        lambda: desk.take_back(sent.id, SENDER, "vergissing", "programmamanager"),
        lambda: desk.invite("c@a.nl", "beheerder", [], SENDER),
    ):
        with pytest.raises(DataError, match="alleen een beheerder"):
            forbidden()
    assert load_reports().rows == () and load_everything().grants == ()
    desk.hand_back(sent.id, SENDER, "te vroeg")  # one's own may be taken back
    assert load_everything().reports[0].status == "teruggegeven"


def test_what_is_returned_comes_with_a_sentence_and_waits_no_more() -> None:
    (sent,) = desk.send_in([measured()], SENDER)
    for empty in ("", "  ", "x" * 501, "een\nregel"):
        with pytest.raises(DataError):
            desk.hand_back(sent.id, BOSS, empty)
    desk.hand_back(sent.id, BOSS, "de bron ontbreekt")
    ((report, why),) = desk.returned(load_everything(), SENDER)
    assert (report.id, why) == (sent.id, "de bron ontbreekt")
    assert desk.returned(load_everything(), BOSS) == []
    with pytest.raises(DataError, match="wacht niet meer"):
        desk.approve(sent.id, BOSS)


def test_a_correction_and_an_undo_stand_beside_what_was() -> None:
    (sent,) = desk.send_in([measured()], SENDER)
    desk.approve(sent.id, BOSS)
    with pytest.raises(DataError, match="zeg waarom"):
        desk.amend(sent.id, measured(31_400), BOSS)
    better = desk.amend(sent.id, replace(measured(31_400), sentence="dubbel geteld"), BOSS)
    assert [row.value for row in load_reports().rows] == [31_500, 31_400]
    desk.take_back(better.id, BOSS, "toch niet", "programmamanager")
    assert standing_reports(load_reports().rows) == []
    lines = log_lines(load_everything())
    assert [line.done for line in lines][:2] == ["gepubliceerd", "voorgesteld"]
    assert ("2026-09-30: 31.500 jongeren en jongvolwassenen") in {line.before for line in lines}
    assert {line.account for line in lines} == {SENDER.account, BOSS.account}
    with pytest.raises(DataError):
        desk.take_back(better.id, BOSS, "nog eens", "programmamanager")
    with pytest.raises(DataError, match="functie"):
        desk.take_back(sent.id, BOSS, "reden", "Jan de Vries")


def test_a_second_click_proposes_nothing_new() -> None:
    desk.send_in([measured()], SENDER)
    with pytest.raises(DataError, match="wacht al een voorstel: M0001"):
        desk.send_in([measured(31_000)], SENDER)
    assert len(load_everything().reports) == 1


def test_a_role_is_given_at_once_and_taken_at_once() -> None:
    desk.invite("Nieuw@A.nl ", "inzender", [GOAL], BOSS)
    assert load_rights()["nieuw@a.nl"].about == (GOAL,)
    desk.invite("nieuw@a.nl", "geen", [], BOSS)
    assert load_rights() == {}
    assert [grant.role for grant in load_everything().grants] == ["inzender", "geen"]
    assert rights_of(load_everything().grants) == {}
    assert {line.done for line in log_lines(load_everything())} == {"recht"}


@pytest.mark.parametrize(
    ("account", "role", "about", "why"),
    [
        ("", "beheerder", [], "zonder spaties"),
        ("a b@c.nl", "beheerder", [], "zonder spaties"),
        ("x" * 300, "beheerder", [], "zonder spaties"),
        (BOSS.account, "geen", [], "uw eigen rol"),
        (BOSS.account.upper(), "geen", [], "uw eigen rol"),
        ("c@a.nl", "inzender", [], "kies waarvan"),
        ("c@a.nl", "inzender", ["onzin"], "'onzin' kan niet"),
    ],
)
def test_what_cannot_be_given_is_not(account: str, role: str, about: list[str], why: str) -> None:
    with pytest.raises(DataError, match=why):
        desk.invite(account, role, about, BOSS)  # type: ignore[arg-type]
    assert load_everything().grants == ()


def test_one_account_does_no_more_in_an_hour_than_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk, "MOST_AN_HOUR", 3)
    for day in ("2026-01-31", "2026-02-28", "2026-03-31"):
        desk.send_in([measured(day=day)], SENDER)
    with pytest.raises(DataError, match="al veel gedaan"):
        desk.send_in([measured(day="2026-04-30")], SENDER)
    desk.send_in([measured(day="2026-05-31")], BOSS)  # another account
    assert len(load_everything().reports) == 4


def test_what_is_asked_of_a_quarter_goes_from_missing_to_there() -> None:
    def state() -> str:
        (found,) = [item for item in asked_in("2026-Q3", load_everything()) if item.subject == GOAL]
        return f"{found.there} {found.function}".strip()

    assert state() == "mist"
    (sent,) = desk.send_in([measured(day="2026-07-01")], SENDER)
    assert state() == "wacht"
    desk.approve(sent.id, BOSS)
    assert state() == "is er programmamanager"
    (later,) = [i for i in asked_in("2026-Q2", load_everything()) if i.subject == GOAL]
    assert later.there == "mist"
    ended = [item for item in asked_in("2031-Q1", load_everything()) if item.subject == GOAL]
    assert ended == []


def test_the_newest_quarter_that_is_over_is_asked_first() -> None:
    assert quarter_before(date(2026, 11, 30)) == "2026-Q3"
    assert quarter_before(date(2026, 1, 1)) == quarter_before(date(2026, 3, 31)) == "2025-Q4"
    assert quarter_before(date(2026, 10, 1)) == "2026-Q3"
