"""What changes when the data do: by this an answer that was made before is known to be right."""

from __future__ import annotations

from collections.abc import Hashable

from components.words.registers import agreements_mark
from data_loaders.assemble import fingerprint
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.notes import notes_mark
from data_loaders.registry import load_registry
from data_loaders.since.changes import since_mark


def data_mark() -> Hashable:
    """Return what changes when any figure, register or the day does; costs some milliseconds."""
    series = tuple(fingerprint(indicator) for indicator in load_registry().indicators.values())
    return dutch_today(), series, agreements_mark()


def deck_mark() -> Hashable:
    """Return what changes when any slide of any deck does; costs some milliseconds."""
    return data_mark(), boundaries_state(), since_mark()


def series_mark(indicator_id: str) -> Hashable:
    """Return what changes when one figure, a note, the boundaries or the day do; or DataError."""
    return dutch_today(), load_series(indicator_id).version, boundaries_state(), notes_mark()


def register_mark() -> Hashable:
    """Return what changes when any agreement, measurement or the day does."""
    return dutch_today(), agreements_mark()
