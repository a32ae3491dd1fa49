"""Slides as small pictures in the composer, and ready-made decks as cards. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.deck.labels import HANDOUT, SHOWING, deck_address
from components.deck.pins import pin_deck
from components.deck.screen import Screen
from components.deck.slide import thumbnail_of
from components.deck.slides import Slide, make_slides
from components.markup.templates import macro
from components.words.formatting import counted
from data_loaders.decks.deck import Deck
from data_loaders.decks.ready import load_ready_decks, make_ready_deck

ROOM = "dia"
_OF_ONE = re.compile(r"\{\w+\}: de arbeidsmarkt")
_DULL = {"titel", "wijzigingen"}
"""Kinds of slides that do not stand for a deck."""


@dataclass(frozen=True)
class DeckCard:
    """A ready-made deck: what it is about, its most telling slide, and the ways on."""

    title: str
    about: str
    told: str
    picture: Markup
    show: str
    paper: str


@lru_cache(maxsize=512)
def thumbnail(screen: Screen, number: int, count: int) -> Markup:
    """Return a slide as a small picture."""
    return macro(ROOM, "thumbnail", thumbnail_of(screen, number, count))


def thumbnails(slides: Sequence[Slide]) -> list[Markup]:
    """Return a small picture for each tile: the first of its slides, with its number."""
    count = sum(len(slide.screens) for slide in slides)
    made, number = [], 1
    for slide in slides:
        made.append(thumbnail(slide.screens[0], number, count))
        number += len(slide.screens)
    return made


@lru_cache(maxsize=64)
def deck_card(deck_id: str, place: str, today: date, _minute: int) -> DeckCard:
    """Return the card of a ready-made deck; its figures are at most a minute behind.

    Raises DataError for what cannot be read.
    """
    ready, deck = load_ready_decks()[deck_id], pin_deck(make_ready_deck(deck_id, today, place))
    slides = make_slides(deck, today)
    told = counted(sum(len(slide.screens) for slide in slides), "dia", "dia's")
    missing = _missing(deck)
    return DeckCard(
        title=_OF_ONE.sub("Een gemeente of regio", ready.title),
        about=ready.about,
        told=f"{told} · {missing}" if missing else told,
        picture=_face(slides),
        show=deck_address(SHOWING, deck),
        paper=deck_address(HANDOUT, deck),
    )


def _missing(deck: Deck) -> str:
    """Return what the title slide says of slides that are left out."""
    return "".join(deck.tiles[0].texts) if deck.tiles else ""


def _face(slides: Sequence[Slide]) -> Markup:
    """Return the slide that tells most of a deck: the first with something to see."""
    every = [(slide, screen) for slide in slides for screen in slide.screens]
    telling = [n for n, (slide, screen) in enumerate(every) if _is_telling(slide, screen)]
    place = telling[0] if telling else 0
    return thumbnail(every[place][1], place + 1, len(every)) if every else Markup()


def _is_telling(slide: Slide, screen: Screen) -> bool:
    return slide.tile.kind not in _DULL and not slide.problem and bool(screen.parts)
