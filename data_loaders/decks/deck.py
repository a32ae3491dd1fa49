"""A presentation: a title, the day of the meeting, and tiles in their order. Nothing is stored.

The address of a deck holds all of it (`deck_link`); ready-made decks are data (`deck_ready`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

Form = Literal["eigen", "kaart", "staaf", "lijn", "cijfer", "tabel"]

FORMS: tuple[Form, ...] = get_args(Form)
MAX_TILES = 40
MAX_AREAS = 4
MAX_TITLE = 120
PIN_LENGTH = 8
_MAX_ACCENTS = 2  # on one letter; more of them would run over the lines above it


@dataclass(frozen=True)
class DeckTile:
    """One screen of a deck.

    `kind` is one of `kinds.DECK_KINDS`, `id` names one of that kind. Of an indicator: `areas`
    are codes, `form` how it is drawn (`eigen`: as the figure itself is), `period` and
    `characteristic` what was chosen; empty is what the figure itself would show. `since` is the
    day that `wijzigingen` looks back to. `pin` is the version of the data that is to be shown
    (`pinned.version_of`); empty is the newest. An agenda is that of the quarter of the deck's
    day; a `titel` shows title and day of the deck. `measure` and `extent` are how counts are
    compared and how far a map goes; an address of a deck does not hold them. `texts` are those
    of the maker, one per `TextField` of the kind; empty ones at the end are left out.
    """

    kind: str
    id: str = ""
    areas: tuple[str, ...] = ()
    form: Form = "eigen"
    period: str = ""
    characteristic: str = ""
    since: date | None = None
    pin: str = ""
    measure: str = ""
    extent: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deck:
    """A presentation. Without a `day` it is that of today; the pins stand with the tiles."""

    title: str
    day: date | None
    tiles: tuple[DeckTile, ...]


def clean_title(text: str, longest: int = MAX_TITLE) -> str:
    """Return a text of the maker as a deck can have it: one line of at most so many characters.

    Without characters that cannot be seen or that turn the reading order, and without piles
    of accents. What looks like HTML is text, for whoever shows it to escape.
    """
    seen = "".join(letter for letter in text if letter.isspace() or _can_be_seen(letter))
    letters: list[str] = []
    accents = 0
    for letter in " ".join(unicodedata.normalize("NFC", seen).split()):
        accents = accents + 1 if unicodedata.category(letter).startswith("M") else 0
        if accents <= _MAX_ACCENTS:
            letters.append(letter)
    return "".join(letters)[:longest].rstrip()


def _can_be_seen(letter: str) -> bool:
    return not unicodedata.category(letter).startswith("C")
