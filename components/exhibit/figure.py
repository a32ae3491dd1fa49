"""The kind of exhibit that shows an indicator. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from components.exhibit.areas import ranking_frame, series_in_view
from components.exhibit.asked import Asked, select_tile
from components.exhibit.indicator import MAP, PAGE, indicator_exhibit
from components.exhibit.kind import Kind, asked_of
from components.exhibit.model import Exhibit
from components.exhibit.small import name_in_place, small_of_choice
from components.strips.card import COMPACT, KeyFigure
from components.words.formatting import format_value
from data_loaders.assemble import fingerprint
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import FIGURE
from data_loaders.decks.pinned import as_it_was
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.regions import load_regions
from data_loaders.notes import notes_mark
from data_loaders.registry import load_registry
from data_loaders.series import records

_ROLES = {"land": "nl", "gemeente": ""}


def _make(tile: DeckTile, _day: date, today: date) -> Exhibit:
    asked = asked_of(tile)

    def small() -> KeyFigure:
        with as_it_was(tile.id, tile.pin):
            return _small(tile.id, asked, today)

    with as_it_was(tile.id, tile.pin):
        made = indicator_exhibit(tile.id, asked, today)
        return replace(made, small=small, beside=tuple(_beside(tile.id, asked)))


def _small(indicator_id: str, asked: Asked, today: date) -> KeyFigure:
    series = load_series(indicator_id)
    choice = select_tile(series, asked).choice
    made = small_of_choice(indicator_id, choice, today, COMPACT)
    return replace(made, name=name_in_place(made, series, choice))


def _beside(indicator_id: str, asked: Asked) -> Iterator[tuple[str, str, str]]:
    """Yield the region and the country next to the municipalities on a map of rates."""
    series = load_series(indicator_id)
    selection = select_tile(series, asked)
    if selection.form != MAP:
        return
    seen = series_in_view(indicator_id, selection.choice)
    if not seen.indicator.is_rate:
        return
    for row in records(ranking_frame(seen, selection.choice)):
        role = _ROLES.get(str(row["region_level"]), "regio")
        if role and row["value"] == row["value"]:
            name = load_regions().get(str(row["region_code"])).label
            yield role, name, format_value(row["value"], seen.indicator, str(row["status"]))


def _entries() -> Sequence[tuple[str, str]]:
    return [(item.id, item.title) for item in fetched_indicators().values()]


def _mark(tile: DeckTile) -> Hashable:
    return fingerprint(load_registry().get(tile.id)), boundaries_state(), notes_mark()


KIND = Kind(FIGURE, "Cijfer", "Cijfers", _make, _entries, PAGE, "cijfer", _mark)
