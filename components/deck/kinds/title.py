"""The title slide: what the presentation is called, for whom, and on which day. Pure."""

from __future__ import annotations

from components.deck.kind import Moment, SlideKind
from components.deck.screen import Screen
from components.deck.written import texts_of, written
from components.exhibit.model import Exhibit
from components.words.formatting import format_date
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import TITLE
from data_loaders.monitor import MONITOR

UNTITLED = "Presentatie"


def _make(tile: DeckTile, deck: Deck, moment: Moment) -> Exhibit:
    (line,) = texts_of(tile, TITLE)
    told = (line,) if line else ()
    day = f"{format_date(moment.day)} · {MONITOR.name}"
    return written(TITLE.name, deck.title or UNTITLED, day, sentences=told)


def _screens(_tile: DeckTile, exhibit: Exhibit, moment: Moment) -> tuple[Screen, ...]:
    line = "".join(exhibit.sentences)
    day = format_date(moment.day)
    return (Screen(exhibit.headline, line, look="titel", kicker=day),)


KIND = SlideKind(TITLE, "Titel", _make, _screens)
