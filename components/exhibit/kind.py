"""What a kind of exhibit is: how it is named, found, made and addressed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from components.exhibit.asked import (
    AREA,
    CHARACTERISTIC,
    EXTENT,
    FORM,
    MEASURE,
    PERIOD,
    SINCE,
    Asked,
)
from components.exhibit.model import Exhibit
from components.words.registers import agreements_mark
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DeckKind

OWN_FORM = "eigen"


def _agreements(_tile: DeckTile) -> Hashable:
    return agreements_mark()


@dataclass(frozen=True)
class Kind:
    """One kind of exhibit; everything that can show one finds it here.

    `deck` is what a presentation knows of it. `label` names one of them, `group` all of them.
    `make` returns the exhibit of a tile on a day, seen today; it raises RefusalError for what
    does not exist and DataError for damaged data. `entries` gives the ids there are with their
    titles (one entry without an id for a kind of which there is one). `mark` changes when an
    exhibit would. `page` and `parameter` are where the app shows it.
    """

    deck: DeckKind
    label: str
    group: str
    make: Callable[[DeckTile, date, date], Exhibit]
    entries: Callable[[], Sequence[tuple[str, str]]]
    page: str
    parameter: str = ""
    mark: Callable[[DeckTile], Hashable] = _agreements

    @property
    def name(self) -> str:
        """Its name in addresses and data."""
        return self.deck.name

    @property
    def has_forms(self) -> bool:
        """Whether areas, form, period and characteristic can be asked of it."""
        return "figure" in self.deck.parts

    @property
    def parameters(self) -> tuple[str, ...]:
        """What can be asked of one of them, beside the theme."""
        if self.has_forms:
            return (AREA, FORM, PERIOD, CHARACTERISTIC, MEASURE, EXTENT)
        return (SINCE,) if "since" in self.deck.parts else ()

    def title_of(self, tile_id: str) -> str:
        """Return the name of one of them; its id when there is none. Raises DataError.

        Of which there is one, that is the name of all.
        """
        if "id" not in self.deck.parts:
            return self.group
        return dict(self.entries()).get(tile_id, tile_id)

    def path_of(self, tile_id: str) -> str:
        """Return the path of one below `/tegel/`, without an ending."""
        if self.has_forms:
            return tile_id
        return f"{self.name}/{tile_id}" if "id" in self.deck.parts else self.name

    def address_of(self, tile: DeckTile) -> str:
        """Return the address of a tile from the root of the site, with what was chosen."""
        asked = [(AREA, code) for code in tile.areas]
        asked += [(FORM, tile.form)] if tile.form != OWN_FORM else []
        asked += [(PERIOD, tile.period)] if tile.period else []
        asked += [(CHARACTERISTIC, tile.characteristic)] if tile.characteristic else []
        asked += [(MEASURE, tile.measure)] if tile.measure else []
        asked += [(EXTENT, tile.extent)] if tile.extent else []
        asked += [(SINCE, tile.since.isoformat())] if tile.since else []
        query = f"?{urlencode(asked)}" if asked else ""
        return f"tegel/{quote(self.path_of(tile.id))}{query}"


def asked_of(tile: DeckTile) -> Asked:
    """Return what a tile asks of a figure."""
    form = "" if tile.form == OWN_FORM else tile.form
    return Asked(tile.areas, form, tile.period, tile.characteristic, tile.measure, tile.extent)
