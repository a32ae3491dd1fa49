"""What somebody who is in may do with reports: the rights, and four eyes, before anything is kept.

Beheer does nothing but by these. What they keep is held against the rules of reports besides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from data_loaders.access.insiders import Insider, account_key
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import text_faults
from data_loaders.agreements.measurement_entry import read_entry
from data_loaders.agreements.measurement_rows import Fault
from data_loaders.clock import dutch_today, utc_now
from data_loaders.files.errors import DataError
from data_loaders.imports.words import Value
from data_loaders.reports.checks import place_in_book
from data_loaders.reports.entry import read_report
from data_loaders.reports.grants import Grant, GrantedRole
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.measured import report_of
from data_loaders.reports.measurements import read_book
from data_loaders.reports.reading import load_everything, load_reports
from data_loaders.reports.record import Report, ReportKind, withdrawal
from data_loaders.reports.rights import give_right
from data_loaders.reports.rows import Everything
from data_loaders.reports.subjects import given_names, known_names
from data_loaders.reports.writing import correct, give_back, propose_all, publish

MOST_AN_HOUR = 500
"""So many rows one account may do something with in an hour: ten full templates."""
MOST_SUBJECTS = 100


def read_cells_of(kind: ReportKind, cells: Mapping[str, Value]) -> tuple[Report, list[Fault]]:
    """Return the report that somebody fills in, and all that is wrong with it. Raises DataError.

    `cells` are by the name of a column: those of `measurement_entry` for a measurement, else
    those of `entry.COLUMNS`.
    """
    if kind != "measurement":
        return read_report(kind, cells, load_reports().rows)
    item, faults = read_entry(cells, "", read_book(), load_goals(), dutch_today())
    return report_of(item), faults


def send_in(records: Sequence[Report], insider: Insider) -> list[Report]:
    """Keep reports as proposals: all, or none. Raises DataError."""
    for record in records:
        if not insider.may_propose(given_names(record.kind, record.subject)):
            word = KINDS[record.kind].word
            raise DataError(f"U mag geen {word} van '{record.subject}' doorgeven.")
    _refuse_again(records)
    _hold_back(insider, len(records))
    return propose_all(records, insider.account)


def approve(report_id: str, insider: Insider) -> Report:
    """Publish what somebody else proposed. Raises DataError."""
    _administrators_only(insider)
    if not can_approve(_found(report_id, load_everything()), insider):
        raise DataError("Wat u zelf hebt voorgesteld, publiceert een andere beheerder.")
    _hold_back(insider, 1)
    return publish(report_id, insider.account)


def can_approve(report: Report, insider: Insider) -> bool:
    """Tell whether this administrator may publish this proposal: four eyes, where there are four.

    On a machine without a sign-in there is one pair.
    """
    return insider.is_administrator and (insider.until is None or report.account != insider.account)


def hand_back(report_id: str, insider: Insider, sentence: str) -> Report:
    """Return a proposal with a sentence that says why; who sent it may take it back so as well.

    Raises DataError.
    """
    report = _found(report_id, load_everything())
    if report.account != insider.account:
        _administrators_only(insider)
    _hold_back(insider, 1)
    return give_back(report_id, insider.account, sentence)


def amend(report_id: str, record: Report, insider: Insider) -> Report:
    """Publish a row in the place of a published one, with the reason in its sentence.

    Raises DataError.
    """
    _administrators_only(insider)
    if not record.sentence:
        raise DataError("toelichting: zeg waarom dit wordt verbeterd")
    _hold_back(insider, 1)
    return correct(report_id, record, insider.account)


def take_back(report_id: str, insider: Insider, sentence: str, function: str) -> Report:
    """Take a published row back by a row that says why; both stay in the history.

    Raises DataError.
    """
    old = _found(report_id, load_everything())
    for fault in text_faults(old.source, function, sentence):
        raise DataError(f"{fault.column}: {fault.sentence}")
    return amend(report_id, withdrawal(old, sentence, function), insider)


def invite(account: str, role: GrantedRole, about: Collection[str], insider: Insider) -> Grant:
    """Give an account a role, or take it away (`geen`). Raises DataError."""
    _administrators_only(insider)
    key = account_key(account)
    if not key:
        raise DataError("account: vul een account in zonder spaties, zoals a@voorbeeld.nl")
    if key == insider.account:
        raise DataError("account: uw eigen rol verandert een andere beheerder")
    unknown = sorted(set(about) - known_names().keys())
    if unknown or len(about) > MOST_SUBJECTS:
        raise DataError(f"onderwerpen: '{unknown[0] if unknown else len(about)}' kan niet")
    if role == "inzender" and not about:
        raise DataError("onderwerpen: kies waarvan deze inzender iets doorgeeft")
    _hold_back(insider, 1)
    return give_right(key, role, sorted(about), insider.account)


def proposals(everything: Everything, insider: Insider) -> list[Report]:
    """Return the proposals that somebody may see, the oldest first; an inzender sees their own."""
    return [
        report
        for report in everything.reports
        if report.status == "voorgesteld"
        and (insider.is_administrator or report.account == insider.account)
    ]


def returned(everything: Everything, insider: Insider) -> list[tuple[Report, str]]:
    """Return what came back to who proposed it, with the sentence that says why, newest first."""
    why = {s.report: s.sentence for s in everything.steps if s.status == "teruggegeven"}
    return [
        (report, why.get(report.id, ""))
        for report in reversed(everything.reports)
        if report.status == "teruggegeven" and report.account == insider.account
    ]


def _refuse_again(records: Sequence[Report]) -> None:
    """Raise DataError when the same is proposed already: a click too many, or a file sent twice."""
    reports = load_everything().reports
    open_ones = {_what(one): one.id for one in reports if one.status == "voorgesteld"}
    for record in records:
        if _what(record) in open_ones:
            raise DataError(
                f"Over '{record.subject}' van {record.period} wacht al een voorstel: "
                f"{open_ones[_what(record)]}. Trek dat eerst terug."
            )


def _what(report: Report) -> tuple[object, ...]:
    """Return what only one proposal at a time is about; of notes there may be several."""
    return report.kind, *place_in_book(report), report.sentence if report.kind == "note" else ""


def _found(report_id: str, everything: Everything) -> Report:
    for report in everything.reports:
        if report.id == report_id:
            return report
    raise DataError(f"De melding '{report_id[:20]}' bestaat niet.")


def _administrators_only(insider: Insider) -> None:
    if not insider.is_administrator:
        raise DataError("Dit mag alleen een beheerder.")


def _hold_back(insider: Insider, rows: int) -> None:
    """Raise DataError when an account did more in the last hour than a person does."""
    since = utc_now() - timedelta(hours=1)
    steps = load_everything().steps
    done = sum(step.account == insider.account and step.at >= since for step in steps)
    if done + rows > MOST_AN_HOUR:
        raise DataError(
            f"Met uw account is in een uur al veel gedaan ({done} regels); er kunnen er "
            f"{MOST_AN_HOUR}. Probeer het later nog eens."
        )
