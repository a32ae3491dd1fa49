"""Slides of what an exhibit tells in words and rows: any kind has these. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.deck.kind import Moment
from components.deck.parts import Facts, Part, Rows, Sentences
from components.deck.screen import (
    COLUMNS,
    INNER,
    NAME,
    ROWS,
    SCREENS,
    TEXT,
    Screen,
    fitting_title,
    paged,
)
from components.exhibit.model import Exhibit
from components.words.table import Table
from components.words.textwidth import shortened
from data_loaders.decks.deck import DeckTile

MORE = "De hele tabel staat in de handout."
_FACTS = 4


def exhibit_screens(_tile: DeckTile, exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    """Return the slides of an exhibit of any kind: what it says, and its table."""
    if exhibit.table and (exhibit.is_table or not exhibit.lines):
        return tuple(table_screens(exhibit, exhibit.table))
    return (screen_of(exhibit, facts_of(exhibit)),)


def facts_of(exhibit: Exhibit) -> Part:
    """Return the facts that a slide has room for, or else the sentences."""
    facts = exhibit.told_facts
    if not facts:
        return Sentences(tuple(shortened(text, TEXT, INNER, 4) for text in exhibit.sentences[:3]))
    width, lines = INNER - NAME, 2 if len(facts) > 3 else 3
    kept = facts[:_FACTS]
    return Facts(tuple((name, shortened(text, TEXT, width, lines)) for name, text in kept))


def screen_of(exhibit: Exhibit, *parts: Part, left: int = 0, titles: Sequence[str] = ()) -> Screen:
    """Return one slide of an exhibit, its sentence as the title unless there are better ones."""
    return Screen(
        fitting_title(*titles, *titles_in(exhibit.headline), exhibit.title),
        exhibit.subtitle,
        parts,
        left,
        exhibit.cautions,
        slide_source(exhibit),
    )


def titles_in(headline: str) -> Iterator[str]:
    """Yield a sentence, and its first parts that stand by themselves."""
    yield headline
    for sign in ("; ", ". ", " ("):
        if sign in headline:
            yield headline.partition(sign)[0]


def slide_source(exhibit: Exhibit) -> str:
    """Return who says what a slide shows, in a few words."""
    text = exhibit.source.text if exhibit.source else ""
    return text[:1].upper() + text[1:]


def table_screens(exhibit: Exhibit, table: Table) -> list[Screen]:
    """Return a table over as many slides as it takes; what is left is in the handout."""
    narrow = _narrowed(table)
    pages = paged(narrow.rows, ROWS)
    shown, left = pages[:SCREENS], sum(len(narrow.rows[page]) for page in pages[SCREENS:])
    one = screen_of(exhibit)
    made = []
    for number, page in enumerate(shown, start=1):
        rows = replace(narrow, rows=narrow.rows[page], left_out=0)
        closing = (_left_text(left), MORE) if left and number == len(shown) else ("", "")
        part = Rows(rows, closing=closing)
        made.append(replace(one, parts=(part,), place=(number, len(shown))))
    return made


def screens_of(screen: Screen, parts: Sequence[Part]) -> list[Screen]:
    """Return a slide for each of these parts, of which there may be too many."""
    shown = parts[:SCREENS]
    return [
        replace(screen, parts=(part,), place=(number, len(shown)))
        for number, part in enumerate(shown, start=1)
    ]


def _narrowed(table: Table) -> Table:
    """Return a table with the columns that say most: those that differ from row to row."""
    same = [
        place
        for place in range(1, len(table.columns))
        if place not in table.numeric and len({row[place] for row in table.rows}) == 1
    ]
    kept = [
        place for place in range(len(table.columns)) if len(table.rows) < 2 or place not in same
    ]
    kept = kept[:COLUMNS]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in kept),
        rows=tuple(tuple(row[place] for place in kept) for row in table.rows),
        numeric=tuple(kept.index(place) for place in table.numeric if place in kept),
    )


def _left_text(left: int) -> str:
    return f"Nog {left} {'rij' if left == 1 else 'rijen'} meer."
