"""The kind of exhibit that shows an indicator. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from components.exhibit.indicator import PAGE, indicator_exhibit
from components.exhibit.kind import Kind, asked_of
from components.exhibit.model import Exhibit
from data_loaders.assemble import fingerprint
from data_loaders.cache import fetched_indicators
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import FIGURE
from data_loaders.decks.pinned import as_it_was
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.notes import notes_mark
from data_loaders.registry import load_registry


def _make(tile: DeckTile, _day: date, today: date) -> Exhibit:
    with as_it_was(tile.id, tile.pin):
        return indicator_exhibit(tile.id, asked_of(tile), today)


def _entries() -> Sequence[tuple[str, str]]:
    return [(item.id, item.title) for item in fetched_indicators().values()]


def _mark(tile: DeckTile) -> Hashable:
    return fingerprint(load_registry().get(tile.id)), boundaries_state(), notes_mark()


KIND = Kind(FIGURE, "Cijfer", "Cijfers", _make, _entries, PAGE, "cijfer", _mark)
