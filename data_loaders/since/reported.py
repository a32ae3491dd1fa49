"""What was reported between two days, beside measurements and notes: actions, money, counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load_by_id
from data_loaders.clock import dutch_date
from data_loaders.reports.actions import agenda_states
from data_loaders.reports.reading import load_reports
from data_loaders.reports.record import WITHDRAWN, Report, standing_reports
from data_loaders.reports.werkcentrum import CountedMonth, months_of
from data_loaders.since.records import Change


def reported_changes(day: date, today: date) -> list[Change]:
    """Return what was reported after `day` up to and including `today`. Raises DataError."""
    rows = [row for row in load_reports().rows if row.recorded <= today]
    before = [row for row in rows if row.recorded <= day]
    return [
        *_actions(rows, before, (day, today)),
        *_spendings(rows, before),
        *_counts(rows, before),
    ]


def _new(rows: list[Report], before: list[Report]) -> list[Report]:
    """Return the rows that came later and stand, or took away what stood."""
    kept, old = standing_reports(rows), {row.id for row in before}
    stood = {row.id for row in standing_reports(before)}
    gone = [row for row in rows if row.state == WITHDRAWN and row.replaces in stood]
    return [row for row in (*kept, *gone) if row.id not in old]


def _actions(rows: list[Report], before: list[Report], days: tuple[date, date]) -> Iterator[Change]:
    actions = load_by_id(Action)
    then = agenda_states(actions.values(), days[0])
    for row in _new(rows, before):
        if row.kind == "action_state" and row.subject in actions:
            yield Change(
                kind="actie: gemeld",
                subject=row.subject,
                what=actions[row.subject].text,
                period=row.period,
                old_status=then[row.subject],
                new_status=row.state,
                day=row.recorded,
                source=row.source,
                why=row.sentence,
            )


def _spendings(rows: list[Report], before: list[Report]) -> Iterator[Change]:
    posts = load_by_id(Amount)
    old = {row.subject: row.value for row in _by_day(before)}
    for row in _new(rows, before):
        if row.kind == "spending" and row.subject in posts:
            yield Change(
                kind="geld: uitgegeven",
                subject=row.subject,
                what=posts[row.subject].item,
                period=row.period,
                old=old.get(row.subject),
                new=row.value,
                unit="euro",
                day=row.recorded,
                source=row.source,
                why=row.sentence,
            )


def _by_day(rows: list[Report]) -> list[Report]:
    own = (row for row in standing_reports(rows) if row.kind == "spending")
    return sorted(own, key=lambda row: row.period)


def _counts(rows: list[Report], before: list[Report]) -> Iterator[Change]:
    """Yield the months of which the total is another one, as far as it may be shown."""
    then = {item.month: item for item in _months(before)}
    for item in _months(rows):
        old, new = (_total(found) for found in (then.get(item.month), item))
        if new != old:
            yield Change(
                kind="telling werkcentrum",
                subject="werkcentrum",
                what="Vragen aan het Werkcentrum",
                period=item.month,
                old=old,
                new=new,
                unit="vragen",
                day=dutch_date(item.published) if item.published else None,
                source=item.source,
            )


def _months(rows: list[Report]) -> tuple[CountedMonth, ...]:
    return months_of(row for row in rows if row.kind == "count")


def _total(item: CountedMonth | None) -> float | None:
    return item.shown.total.value if item and item.shown else None
