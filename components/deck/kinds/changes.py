"""Slides of what changed since a day. Pure."""

from __future__ import annotations

from dataclasses import replace

from components.deck.kind import Moment, slide_of
from components.deck.parts import Sentences
from components.deck.screen import INNER, TEXT, Screen
from components.deck.simple import screen_of, table_screens
from components.exhibit import changes
from components.exhibit.model import Exhibit
from components.words.formatting import counted, format_date
from components.words.table import Table
from components.words.textwidth import shortened
from data_loaders.decks.deck import DeckTile

NOT_ALL = "Niet van elke bron is te zeggen wat er veranderde. De handout zegt van welke niet."
_SHOWN = ("Soort", "Wat", "Was", "Werd")


def _screens(tile: DeckTile, exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    table = exhibit.table
    if table is None:
        unknown = [shortened(text, TEXT, INNER, 4) for text in exhibit.cautions[:3]]
        one = screen_of(exhibit, Sentences(tuple(unknown)))
        return (replace(one, cautions=()),)
    since = format_date(tile.since) if tile.since else ""
    short = f"{counted(len(table.rows), 'verandering', 'veranderingen')} sinds {since}"
    title = screen_of(exhibit, titles=(exhibit.headline, short)).title
    told = (NOT_ALL,) if exhibit.cautions else ()
    made = table_screens(exhibit, _telling(table))
    return tuple(replace(one, title=title, cautions=told) for one in made)


def _telling(table: Table) -> Table:
    """Return the columns that say what changed into what."""
    kept = [place for place, name in enumerate(table.columns) if name in _SHOWN]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        numeric=tuple(kept.index(place) for place in table.numeric if place in kept),
    )


KIND = slide_of(changes.KIND, _screens)
