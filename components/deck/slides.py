"""The slides of a deck: what each tile shows, as it was when the deck was made. Pure."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.exhibit.agenda import agenda_content, budget_content
from components.exhibit.agreement import goal_tile, project_tile
from components.exhibit.asked import Asked, RefusalError
from components.exhibit.changes import changes_content
from components.exhibit.content import SITE, TileContent
from components.exhibit.indicator import indicator_tile
from components.words.formatting import format_date
from components.words.registers import agreements_mark
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.assemble import fingerprint
from data_loaders.decks.deck import Deck, DeckTile, TileKind
from data_loaders.decks.pinned import as_it_was, is_newest
from data_loaders.decks.pinned_registers import measurements_at
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.lookback import NotKept
from data_loaders.notes import notes_mark
from data_loaders.registry import load_registry
from data_loaders.since.changes import since_mark

log = logging.getLogger(__name__)

OWN_FORM = "eigen"
UNTITLED = "Presentatie"
NO_DAY = "Kies een dag om naar terug te kijken."
FAULT = "Dit is nu niet te tonen: er zit een fout in de gegevens."
NOT_FETCHED = "Dit cijfer is nog niet opgehaald bij de bron."
_NAMES: dict[TileKind, str] = {
    "titel": UNTITLED,
    "agenda": "Uitvoeringsagenda",
    "begroting": "Begroting",
    "wijzigingen": "Veranderd sinds",
}


@dataclass(frozen=True)
class Slide:
    """One screen. Without `content` it shows `problem`, one Dutch sentence.

    `newer` tells that there are newer figures than those of the pin of the tile.
    """

    tile: DeckTile
    content: TileContent | None
    problem: str = ""
    newer: bool = False

    @property
    def title(self) -> str:
        """The sentence above the slide; the name of what it is about when it has none."""
        return self.content.headline if self.content else name_of(self.tile)


def make_slides(deck: Deck, today: date) -> tuple[Slide, ...]:
    """Return the slides of a deck, one for each of its tiles.

    Figures and measurements are those of the pins. Goals, the agenda and what changed are as
    they stand on the day of the deck; how fresh a figure is, is told of today. What cannot be
    shown is a slide that says why.
    """
    return tuple(_slide(tile, deck, today) for tile in deck.tiles)


def name_of(tile: DeckTile) -> str:
    """Return the name of what a tile is about, when nothing of it can be shown."""
    try:
        match tile.kind:
            case "cijfer":
                return load_registry().get(tile.id).title
            case "doel":
                return load_goals()[tile.id].title
            case "project":
                return load_by_id(Project)[tile.id].name
    except (DataError, KeyError):
        return tile.id
    return _NAMES[tile.kind]


def _slide(tile: DeckTile, deck: Deck, today: date) -> Slide:
    day = deck.day or today
    if tile.kind == "titel":
        return Slide(tile, _title(deck.title, day))
    try:
        return Slide(tile, _content(tile, day, today, _state(tile)), newer=_is_newer(tile))
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


def _state(tile: DeckTile) -> Hashable:
    """Return what changes when the content of a tile would."""
    if tile.kind == "cijfer":
        return fingerprint(load_registry().get(tile.id)), boundaries_state(), notes_mark()
    if tile.kind == "wijzigingen":
        return since_mark()
    return agreements_mark()


@lru_cache(maxsize=256)
def _content(tile: DeckTile, day: date, today: date, _mark: Hashable) -> TileContent:
    """Return what a tile shows. Raises RefusalError, DataError, KeyError for a row that lacks."""
    match tile.kind:
        case "cijfer":
            with as_it_was(tile.id, tile.pin):
                return indicator_tile(tile.id, _asked(tile), today)
        case "wijzigingen":
            if tile.since is None:
                raise RefusalError(NO_DAY)
            until = min(day, today)
            if tile.since > until:
                raise RefusalError(_ahead(tile.since, until))
            return changes_content(tile.since, until)
    measured = measurements_at(tile)
    match tile.kind:
        case "doel":
            return goal_tile(tile.id, day, measured)
        case "project":
            return project_tile(tile.id, day, measured)
        case "agenda":
            return agenda_content(day)
    return budget_content()


def _asked(tile: DeckTile) -> Asked:
    form = "" if tile.form == OWN_FORM else tile.form
    return Asked(tile.areas, form, tile.period, tile.characteristic)


def _ahead(since: date, until: date) -> str:
    return f"Deze vergelijking begint op {format_date(since)}, en dat is na {format_date(until)}."


def _title(title: str, day: date) -> TileContent:
    return TileContent(
        name="titel",
        headline=title or UNTITLED,
        subtitle=f"{format_date(day)} · {SITE}",
        live="beraad",
        foot="",
        remarks=(),
        columns=(),
        records=list,
    )
