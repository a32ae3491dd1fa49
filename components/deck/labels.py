"""Decks in words: what a tile is called in a list, and the addresses of a deck. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from components.deck.kinds import SLIDES as KIND_OF
from components.deck.slides import name_of
from components.exhibit.kind import OWN_FORM
from components.words.formatting import format_date, join_words, period_of
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import TITLE
from data_loaders.decks.link import deck_query
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

SHOWING, HANDOUT, SLIDES = "tonen", "handout.pdf", "presentatie.pptx"
LONGEST_QUERY = 3900  # characters; a bit below what the server accepts


def tile_label(tile: DeckTile) -> str:
    """Return what a tile is, in a few words that tell it from others about the same."""
    name = name_of(tile)
    if tile.since:
        return f"{name} {format_date(tile.since)}"
    if tile.kind == TITLE.name:
        return KIND_OF[tile.kind].label
    if tile.texts:
        return f"{KIND_OF[tile.kind].label}: {name}"
    areas = join_words([load_regions().get(code).name for code in tile.areas])
    form = "" if tile.form == OWN_FORM else tile.form
    more = ", ".join(filter(None, [form, tile.characteristic, _period(tile)]))
    return name + (f": {areas}" if areas else "") + (f" ({more})" if more else "")


def _period(tile: DeckTile) -> str:
    if not tile.period:
        return ""
    try:
        return period_of(load_registry().get(tile.id), tile.period)
    except DataError:
        return tile.period


def deck_address(name: str, deck: Deck, **more: str) -> str:
    """Return the address of a deck from the page Beraad, as `name` (one of the three above)."""
    added = f"&{urlencode(more)}" if more else ""
    return f"./beraad/{name}?{deck_query(deck)}{added}"


def skipped_sentence(skipped: Sequence[str]) -> str:
    """Return in one sentence what of a link was left out; empty when nothing was."""
    if len(skipped) < 2:
        return "".join(skipped)
    first = skipped[0].rstrip(".")
    return f"{len(skipped)} onderdelen van de link zijn overgeslagen. Het eerste: {first}."
