"""What is known of a goal, as pairs of a name and a text: one list for every place. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from components.goals.state import (
    GoalState,
    deadline_text,
    goal_amount,
    measured_fact,
    pace_from_now,
    pace_from_start,
    target_text,
    year_texts,
)
from components.words.formatting import UNKNOWN, format_date
from components.words.source import Source, records_source
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.record import Sourced

OWN_READING = "onze lezing"
CAUTION = "Voorbehoud"
Facts = tuple[tuple[str, str], ...]


def goal_facts(state: GoalState, item: HcaGoal | None = None) -> Facts:
    """Return the facts of a goal; those that only the Human Capital Akkoord gives need `item`."""
    rows = (
        ("Doel", target_text(state)),
        ("Wat telt", item.counts if item else ""),
        ("Termijn", _read(deadline_text(state), item is not None and "einde" in item.derived)),
        ("Beginstand", _baseline(state, item) if item else ""),
        ("Laatste meting", measured_fact(state)),
        ("Per jaar", "; ".join(year_texts(state))),
        ("Nodig vanaf nu", pace_from_now(state)),
    )
    return tuple((name, text) for name, text in rows if text)


def goal_source(state: GoalState, records: Iterable[Sourced]) -> Source | None:
    """Return where a goal stands, and beside it who says what was measured."""
    source = records_source(records)
    if source is None or state.newest is None:
        return source
    return replace(source, text=f"{source.text} (het doel); {state.newest.source} (de meting)")


def goal_background(state: GoalState, item: HcaGoal) -> Facts:
    """Return what else is known of a goal."""
    rows = (
        ("Begin", _begin(state, item)),
        ("Tempo van begin tot eind", pace_from_start(state)),
        ("Gebied", item.area),
        (CAUTION, item.caution),
        ("Toelichting", item.note),
    )
    return tuple((name, text) for name, text in rows if text)


def _begin(state: GoalState, item: HcaGoal) -> str:
    start = state.goal.pace.start
    if start is not None:
        return _read(format_date(start), "start" in item.derived)
    return item.start or "niet genoemd"


def _baseline(state: GoalState, item: HcaGoal) -> str:
    value = UNKNOWN if item.baseline is None else goal_amount(state.goal, item.baseline)
    year = f" ({item.baseline_year})" if item.baseline_year else ""
    return f"{value}{year}. {item.baseline_note}".strip()


def _read(text: str, derived: bool) -> str:
    return f"{text} ({OWN_READING})" if derived else text
