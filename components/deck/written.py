"""What slides with words of their maker share: an exhibit of those words. Pure."""

from __future__ import annotations

from components.exhibit.model import Exhibit
from components.exhibit.sheet import Sheet
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DeckKind

PAGE = "beraad"


def texts_of(tile: DeckTile, kind: DeckKind) -> list[str]:
    """Return the texts of a tile, one for each field of its kind."""
    return [*tile.texts, *[""] * (len(kind.texts) - len(tile.texts))]


def written(
    kind: str,
    headline: str,
    subtitle: str = "",
    *,
    sentences: tuple[str, ...] = (),
    facts: tuple[tuple[str, str], ...] = (),
) -> Exhibit:
    """Return an exhibit of words, for paper and for the notes of a speaker."""
    return Exhibit(
        kind=kind,
        id=kind,
        title=headline,
        headline=headline,
        subtitle=subtitle,
        live=PAGE,
        sheet=lambda: Sheet(kind, (), (), {}),
        sentences=sentences,
        facts=facts,
    )
