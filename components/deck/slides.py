"""The slides of a deck: what each tile shows, as it was when the deck was made. Pure."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.deck.kind import Moment
from components.deck.kinds import SLIDES
from components.deck.kinds.title import UNTITLED
from components.deck.parts import Sentences
from components.deck.screen import Screen, fitting_title
from components.exhibit.asked import RefusalError
from components.exhibit.model import Exhibit
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import TITLE
from data_loaders.decks.pinned import is_newest
from data_loaders.decks.pinned_registers import as_known
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.lookback import NotKept

log = logging.getLogger(__name__)

FAULT = "Dit is nu niet te tonen: er zit een fout in de gegevens."
NOT_FETCHED = "Dit cijfer is nog niet opgehaald bij de bron."


@dataclass(frozen=True)
class Slide:
    """What one tile shows: an exhibit, and the screens that it takes.

    Without `content` its one screen tells `problem`, a Dutch sentence. `newer` tells that there
    are newer figures than those of the pin of the tile.
    """

    tile: DeckTile
    content: Exhibit | None
    screens: tuple[Screen, ...]
    problem: str = ""
    newer: bool = False

    @property
    def title(self) -> str:
        """The sentence above it on paper; the name of what it is about when it has none."""
        return self.content.headline if self.content else name_of(self.tile)

    @property
    def is_title(self) -> bool:
        """Whether it shows the title of the deck and nothing else."""
        return self.tile.kind == TITLE.name


def make_slides(deck: Deck, today: date) -> tuple[Slide, ...]:
    """Return the slides of a deck, one for each of its tiles.

    Figures and reports are those of the pins. Goals, the agenda and what changed are as they
    stand on the day of the deck; how fresh a figure is, is told of today. What cannot be shown
    is a slide that says why.
    """
    moment = Moment(deck.day or today, today)
    return tuple(_slide(tile, deck, moment) for tile in deck.tiles)


def name_of(tile: DeckTile) -> str:
    """Return the name of what a tile is about, when nothing of it can be shown."""
    exhibit = SLIDES[tile.kind].exhibit
    if exhibit is None:
        return next(filter(None, tile.texts), UNTITLED)
    try:
        return exhibit.title_of(tile.id)
    except DataError:
        return tile.id


def _slide(tile: DeckTile, deck: Deck, moment: Moment) -> Slide:
    try:
        title = deck.title if tile.kind == TITLE.name else ""  # no other slide tells it
        made = _made(tile, title, moment, SLIDES[tile.kind].mark(tile))
        return Slide(tile, *made, newer=_is_newer(tile))
    except NotKept as problem:
        sentence = problem.sentence
        told = f"{sentence[:1].upper()}{sentence[1:]}."
        return _without(tile, told, newer=_is_newer(tile))
    except NotFetchedError:
        return _without(tile, NOT_FETCHED)
    except RefusalError as refusal:
        return _without(tile, refusal.sentence, newer=_is_newer(tile))
    except (DataError, KeyError) as problem:
        log.error("%s", problem)
        return _without(tile, FAULT)


def _without(tile: DeckTile, problem: str, *, newer: bool = False) -> Slide:
    """Return the slide of a tile that cannot be shown: it says why."""
    screen = Screen(fitting_title(name_of(tile)), "", (Sentences((problem,), is_problem=True),))
    return Slide(tile, None, (screen,), problem, newer)


def _is_newer(tile: DeckTile) -> bool:
    try:
        return not is_newest(tile)
    except DataError:
        return False


@lru_cache(maxsize=256)
def _made(
    tile: DeckTile, title: str, moment: Moment, _mark: Hashable
) -> tuple[Exhibit, tuple[Screen, ...]]:
    """Return what a tile shows. Raises RefusalError, DataError, KeyError for a row that lacks.

    Raises NotKept when what was agreed says something else than it did at the pin.
    """
    kind = SLIDES[tile.kind]
    with as_known(tile):
        made = kind.make(tile, Deck(title, moment.day, (tile,)), moment)
        return made, kind.screens(tile, made, moment)
