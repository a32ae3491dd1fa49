"""What changed in the figures: the state of the store on one day against that on another."""

from __future__ import annotations

import logging
from datetime import date

from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.lookback import Chosen, NotKept, state_on
from data_loaders.registry import load_registry
from data_loaders.series import Series
from data_loaders.since.compare import compare
from data_loaders.since.records import Change, Unknown
from data_loaders.storage.default import default_store, looking_back
from data_loaders.storage.past import PastStore

log = logging.getLogger(__name__)

DOCUMENTS = Unknown(
    "Cijfers uit documenten",
    "Nieuwe documenten komen met een nieuwe uitgave van de monitor; die zijn niet vergeleken.",
)


def figure_changes(day: date, today: date) -> tuple[list[Change], list[Unknown]]:
    """Return what changed in each figure, in page order, and of which source nobody can tell."""
    changes: list[Change] = []
    unknown: dict[str, Unknown] = {}
    for indicator in load_registry().indicators.values():
        try:
            changes += _changes_of(indicator, day, today)
        except NotKept as problem:
            unknown |= {name: _unknown(indicator, name, problem) for name in problem.datasets}
        except DataError as problem:
            log.error("%s", problem)
            sentence = "Dit cijfer is nu niet te vergelijken."
            unknown[indicator.id] = Unknown(indicator.title, sentence, is_fault=True)
    return changes, [*unknown.values(), DOCUMENTS]


def _changes_of(indicator: Indicator, day: date, today: date) -> list[Change]:
    then, now = state_on(indicator, day), state_on(indicator, today)
    if then == now:
        return []
    old, new = (_series_in(chosen, indicator.id) for chosen in (then, now))
    return compare(old, new, load_series(indicator.id))


def _series_in(chosen: Chosen, indicator_id: str) -> Series:
    """Return a series in a state of the store; the one that pages show when that is the state."""
    store = default_store()
    if all(store.current(dataset) == version for dataset, version in chosen.items()):
        return load_series(indicator_id)
    with looking_back(PastStore(store, chosen)):
        return load_series(indicator_id)


def _unknown(indicator: Indicator, dataset: str, problem: DataError) -> Unknown:
    return Unknown(indicator.source.called(dataset), problem.sentence)
