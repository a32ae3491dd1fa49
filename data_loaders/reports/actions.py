"""The states of actions as they were reported, beside those of their plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import State, states_on
from data_loaders.reports.reading import load_reports
from data_loaders.reports.record import ACTION_STATES, Report, standing_reports


def reported_actions(day: date) -> Mapping[str, Report]:
    """Return the newest reported state of each action that has one, as known at the end of a day.

    By the id of the action. Of two on one day the one that was published last counts.
    """
    return _reported(load_reports().mark, day)


@lru_cache(maxsize=16)
def _reported(_mark: str, day: date) -> Mapping[str, Report]:
    return newest_states(load_reports().rows, day)


def newest_states(rows: Iterable[Report], day: date) -> dict[str, Report]:
    """Return the newest state of each action among published rows, as known on a day. Pure."""
    known = [row for row in rows if row.kind == "action_state" and row.recorded <= day]
    found = sorted(standing_reports(known), key=lambda row: (row.period, row.recorded))
    return {row.subject: row for row in found}


def agenda_states(actions: Iterable[Action], day: date) -> dict[str, State]:
    """Return the state of each action on a day, as reported or else planned. Raises DataError."""
    return states_on(actions, day, told_states(day))


def told_states(day: date) -> dict[str, State]:
    """Return the reported state of each action that has one, as known on a day."""
    known: dict[str, State] = {state: state for state in ACTION_STATES}
    return {key: known[row.state] for key, row in reported_actions(day).items()}
