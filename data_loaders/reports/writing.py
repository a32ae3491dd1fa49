"""What may be done with reports: each in one transaction, checked in it, or nothing of it.

`account` is who does it, as the log inside knows them; it is never public.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace
from sqlalchemy import Connection

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.reports.copy import copy_file
from data_loaders.reports.database import database_url, writing
from data_loaders.reports.kinds import faults
from data_loaders.reports.migrating import migrate
from data_loaders.reports.reading import reread
from data_loaders.reports.record import Report
from data_loaders.reports.rows import add_report, add_step, read_all

MOST_SENTENCE = 500


def propose(record: Report, account: str) -> Report:
    """Keep a report that waits to be published. Raises DataError for what is not right."""
    return propose_all([record], account)[0]


def propose_all(records: Sequence[Report], account: str) -> list[Report]:
    """Keep reports that wait to be published: all of them, or none. Raises DataError."""
    with _changing() as connection:
        return _added(connection, records, account)


def add_all(records: Sequence[Report], account: str) -> list[Report]:
    """Keep reports and publish them at once: all of them, or none. Raises DataError."""
    with _changing() as connection:
        found = _added(connection, records, account)
        return [_published(connection, report, account) for report in found]


def publish(report_id: str, account: str) -> Report:
    """Publish what was proposed, held once more against all that is published by now.

    Raises DataError when it does not wait any more, or is not right any more.
    """
    with _changing() as connection:
        found = _waiting(connection, report_id)
        published = read_all(connection).published.rows
        for fault in faults(replace(found, written=utc_now()), published):
            raise DataError(f"{fault.column}: {fault.sentence}")
        return _published(connection, found, account)


def give_back(report_id: str, account: str, sentence: str) -> Report:
    """Return what was proposed to who sent it, with a sentence that says why. Raises DataError."""
    why = sentence.strip()
    if not why or not why.isprintable() or len(why) > MOST_SENTENCE:
        raise DataError(f"toelichting: zeg in één zin (tot {MOST_SENTENCE} tekens) waarom")
    with _changing() as connection:
        found = _waiting(connection, report_id)
        add_step(connection, report_id, "teruggegeven", account, why)
        return replace(found, status="teruggegeven")


def correct(report_id: str, record: Report, account: str) -> Report:
    """Publish a row in the place of a published one, which stays in the history.

    Raises DataError. A record of which the state is WITHDRAWN takes the old one back.
    """
    return add_all([replace(record, replaces=report_id)], account)[0]


@contextmanager
def _changing() -> Iterator[Connection]:
    """Write as the only one, in a database that is up to date; then read it again."""
    url = database_url()
    migrate(url)
    with writing(url) as connection:
        yield connection
    reread(url, copy_file())


def _added(connection: Connection, records: Sequence[Report], account: str) -> list[Report]:
    published, added = list(read_all(connection).published.rows), []
    for record in records:
        given = replace(record, id="", written=utc_now())
        for fault in faults(given, published):
            raise DataError(f"{fault.column}: {fault.sentence}")
        added.append(add_report(connection, given, account))
        published.append(added[-1])
    return added


def _published(connection: Connection, report: Report, account: str) -> Report:
    step = add_step(connection, report.id, "gepubliceerd", account)
    return replace(report, status="gepubliceerd", published=step.at)


def _waiting(connection: Connection, report_id: str) -> Report:
    everything = read_all(connection)
    found = next((report for report in everything.reports if report.id == report_id), None)
    if found is None:
        raise DataError(f"De melding '{report_id[:20]}' bestaat niet.")
    if found.status != "voorgesteld":
        raise DataError(f"{found.id} wacht niet meer: {found.status}.")
    return found
