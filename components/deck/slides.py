"""The slides of a deck: what each tile shows, as it was when the deck was made. Pure."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.exhibit.asked import RefusalError
from components.exhibit.kinds import KINDS
from components.exhibit.model import Exhibit
from components.exhibit.sheet import Sheet
from components.words.formatting import format_date
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import DECK_KINDS, TITLE
from data_loaders.decks.pinned import is_newest
from data_loaders.decks.pinned_registers import measurements_at
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.lookback import NotKept
from data_loaders.monitor import MONITOR

log = logging.getLogger(__name__)

UNTITLED = "Presentatie"
FAULT = "Dit is nu niet te tonen: er zit een fout in de gegevens."
NOT_FETCHED = "Dit cijfer is nog niet opgehaald bij de bron."


@dataclass(frozen=True)
class Slide:
    """One screen. Without `content` it shows `problem`, one Dutch sentence.

    `newer` tells that there are newer figures than those of the pin of the tile.
    """

    tile: DeckTile
    content: Exhibit | None
    problem: str = ""
    newer: bool = False

    @property
    def title(self) -> str:
        """The sentence above the slide; the name of what it is about when it has none."""
        return self.content.headline if self.content else name_of(self.tile)

    @property
    def is_title(self) -> bool:
        """Whether it shows the title of the deck and nothing else."""
        return self.tile.kind == TITLE.name


def make_slides(deck: Deck, today: date) -> tuple[Slide, ...]:
    """Return the slides of a deck, one for each of its tiles.

    Figures and measurements are those of the pins. Goals, the agenda and what changed are as
    they stand on the day of the deck; how fresh a figure is, is told of today. What cannot be
    shown is a slide that says why.
    """
    return tuple(_slide(tile, deck, today) for tile in deck.tiles)


def name_of(tile: DeckTile) -> str:
    """Return the name of what a tile is about, when nothing of it can be shown."""
    if tile.kind == TITLE.name:
        return UNTITLED
    try:
        return KINDS[tile.kind].title_of(tile.id)
    except DataError:
        return tile.id


def _slide(tile: DeckTile, deck: Deck, today: date) -> Slide:
    day = deck.day or today
    if tile.kind == TITLE.name:
        return Slide(tile, _title(deck.title, day))
    kind = KINDS[tile.kind]
    try:
        return Slide(tile, _content(tile, day, today, kind.mark(tile)), newer=_is_newer(tile))
    except NotKept as problem:
        sentence = problem.sentence
        return Slide(tile, None, f"{sentence[:1].upper()}{sentence[1:]}.", _is_newer(tile))
    except NotFetchedError:
        return Slide(tile, None, NOT_FETCHED)
    except RefusalError as refusal:
        return Slide(tile, None, refusal.sentence, _is_newer(tile))
    except (DataError, KeyError) as problem:
        log.error("%s", problem)
        return Slide(tile, None, FAULT)


def _is_newer(tile: DeckTile) -> bool:
    try:
        return not is_newest(tile)
    except DataError:
        return False


@lru_cache(maxsize=256)
def _content(tile: DeckTile, day: date, today: date, _mark: Hashable) -> Exhibit:
    """Return what a tile shows. Raises RefusalError, DataError, KeyError for a row that lacks.

    Raises NotKept when what was agreed says something else than it did at the pin.
    """
    made = KINDS[tile.kind].make(tile, day, today)
    if tile.pin and DECK_KINDS[tile.kind].registers:
        measurements_at(tile)
    return made


def _title(title: str, day: date) -> Exhibit:
    return Exhibit(
        kind=TITLE.name,
        id=TITLE.name,
        title=title or UNTITLED,
        headline=title or UNTITLED,
        subtitle=f"{format_date(day)} · {MONITOR.name}",
        live="beraad",
        sheet=lambda: Sheet(TITLE.name, (), (), {}),
    )
