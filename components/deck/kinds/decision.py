"""The slide that asks for a decision: what, on which conditions, for how much. Pure."""

from __future__ import annotations

from components.deck.kind import Moment, SlideKind
from components.deck.parts import Decision
from components.deck.screen import TEXT, Screen
from components.deck.written import texts_of, written
from components.exhibit.model import Exhibit
from components.words.textwidth import shortened
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import DeckKind
from data_loaders.decks.texts import TextField

NAME = "Gevraagd besluit"
ANSWERS = ("Akkoord", "Akkoord met wijziging", "Niet akkoord")
_CONDITIONS, _AMOUNTS = 3, 2
_ASKED, _LARGE, _WIDE, _NARROW = 46, 68, 990, 480  # letters, and how wide one may be; pixels
DECK = DeckKind(
    "besluit",
    "v",
    ("texts",),
    texts=(
        TextField("Gevraagd besluit", 80, "Stem in met …", is_needed=True),
        TextField("Voorwaarde 1", 42, "Elk kwartaal een verslag"),
        TextField("Voorwaarde 2", 42),
        TextField("Voorwaarde 3", 42),
        TextField("Bedrag 1", 34, "Begroot 2026: € 100.000"),
        TextField("Bedrag 2", 34),
        TextField("Waar staat het voorstel", 60, "Notitie, paragraaf 2"),
    ),
)


def _make(tile: DeckTile, _deck: Deck, _moment: Moment) -> Exhibit:
    asked, *more = texts_of(tile, DECK)
    names = [field.label for field in DECK.texts[1:]]
    facts = tuple((name, text) for name, text in zip(names, more, strict=True) if text)
    told = f"Het Beraad besluit: {', '.join(ANSWERS).lower()}."
    return written(DECK.name, f"{NAME}: {asked}", sentences=(told,), facts=facts)


def _screens(tile: DeckTile, _exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    asked, *more = texts_of(tile, DECK)
    told = filter(None, more[:_CONDITIONS])
    conditions = tuple(shortened(text, _ASKED, _WIDE) for text in told)
    amounts = tuple(map(_amount, filter(None, more[_CONDITIONS : _CONDITIONS + _AMOUNTS])))
    part = Decision(conditions, amounts, ANSWERS)
    return (Screen(asked, "", (part,), source=more[-1], look="besluit", kicker=NAME),)


def _amount(text: str) -> tuple[str, str]:
    """Return what an amount is for, and how much; one without a colon is how much."""
    name, colon, value = text.partition(":")
    told, much = (name.strip(), value.strip()) if colon else ("", text)
    return shortened(told, TEXT, _NARROW), shortened(much, _LARGE, _NARROW)


KIND = SlideKind(DECK, NAME, _make, _screens)
