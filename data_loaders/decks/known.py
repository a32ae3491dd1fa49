"""What the address of a deck may name, as the registers have it now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress

from data_loaders.cache import load_series
from data_loaders.decks.kinds import DeckKind
from data_loaders.decks.link_v1 import Known
from data_loaders.decks.pinned import load_series_at
from data_loaders.files.errors import DataError
from data_loaders.geo.names import areas_named
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from data_loaders.series import Series


def known_now() -> Known:
    """Return what there is now. What a damaged register holds is not there; no exception."""
    figures = load_registry().indicators.values()
    return Known(
        indicators={item.id: item.frequency for item in figures},
        ids=_ids,
        areas=lambda word: areas_named(word, load_regions()),
        characteristics=_characteristics,
    )


def _ids(kind: DeckKind) -> Collection[str]:
    try:
        return set(kind.ids())
    except DataError:
        return ()


def _characteristics(indicator_id: str, pin: str) -> Sequence[str]:
    """Return the names now, and those of the version of the pin: a source may rename one."""
    return [name for series in _series(indicator_id, pin) for name in _names(series)]


def _series(indicator_id: str, pin: str) -> Iterator[Series]:
    with suppress(DataError):
        yield load_series(indicator_id)
    if pin:
        with suppress(DataError):
            yield load_series_at(indicator_id, pin)


def _names(series: Series) -> list[str]:
    return [str(name) for name in series.frame["characteristic"].unique()]
