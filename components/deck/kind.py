"""What a kind of slide is: how an address writes it, how it is chosen, and what it shows. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from components.deck.screen import Screen
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import DeckKind


class Moment(NamedTuple):
    """The day of the meeting, and the day on which it is looked at."""

    day: date
    today: date


@dataclass(frozen=True)
class SlideKind:
    """One kind of slide; the composer, showings and handouts find all of it here.

    `label` names it in the composer. `make` returns what a tile is about, `screens` the slides
    of that; both raise what `Kind.make` raises. `exhibit` is the kind of exhibit it shows, none
    for a slide with words of its maker. `mark` changes when a slide would.
    """

    deck: DeckKind
    label: str
    make: Callable[[DeckTile, Deck, Moment], Exhibit]
    screens: Callable[[DeckTile, Exhibit, Moment], tuple[Screen, ...]]
    exhibit: Kind | None = None
    mark: Callable[[DeckTile], Hashable] = lambda tile: tile.kind

    @property
    def name(self) -> str:
        """Its name in data."""
        return self.deck.name


def slide_of(
    kind: Kind, screens: Callable[[DeckTile, Exhibit, Moment], tuple[Screen, ...]]
) -> SlideKind:
    """Return the kind of slide that shows a kind of exhibit."""

    def make(tile: DeckTile, _deck: Deck, moment: Moment) -> Exhibit:
        return kind.make(tile, *moment)

    return SlideKind(kind.deck, kind.label, make, screens, kind, kind.mark)
