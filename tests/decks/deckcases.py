"""Decks of any kind, and what their addresses may name."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from components.deck.kinds import SLIDES
from data_loaders.decks.deck import FORMS, MAX_AREAS, MAX_TILES, Deck, DeckTile, clean_title
from data_loaders.decks.link import Known
from data_loaders.decks.texts import clean_text, without_empty
from data_loaders.geo.names import areas_named
from data_loaders.geo.regions import load_regions

AREAS = [region.code for region in load_regions().regions]
CHARACTERISTICS = {"bijstand-leefvorm": ["Alleenstaande", "Paar", "Déze & dïe"], "bevolking": [""]}
PERIODS = {
    "bijstand-leefvorm": ["2024-12", "2026-01"],
    "bevolking": ["2024", "2026"],
    "mbo-studenten": ["2024/2025"],
    "ww-aantal": ["2024-02-29"],
    "spanning-kwartaal": ["2026-Q1", "2025-Q4"],
    "gemeenten-in-regio": [],
}
IDS = {"doel": {"contact-jongeren", "via-t-fte"}, "project": {"via-t", "soil-valley"}}
KNOWN = Known(
    indicators={
        "bijstand-leefvorm": "maand",
        "bevolking": "jaar",
        "mbo-studenten": "schooljaar",
        "ww-aantal": "dag",
        "spanning-kwartaal": "kwartaal",
        "gemeenten-in-regio": "onbekend",
    },
    ids=lambda kind: IDS.get(kind.name, ()),
    areas=lambda word: areas_named(word, load_regions()),
    characteristics=lambda name, _pin: CHARACTERISTICS.get(name, []),
)

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
pins = st.just("") | st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=8, max_size=8)


@st.composite
def figures(draw: st.DrawFn) -> DeckTile:
    name = draw(st.sampled_from(sorted(KNOWN.indicators)))
    return DeckTile(
        "cijfer",
        name,
        tuple(draw(st.lists(st.sampled_from(AREAS), unique=True, max_size=MAX_AREAS))),
        draw(st.sampled_from(FORMS)),
        draw(st.sampled_from(["", *PERIODS[name]])),
        draw(st.sampled_from(["", *CHARACTERISTICS.get(name, [])])),
        pin=draw(pins),
    )


@st.composite
def written(draw: st.DrawFn) -> DeckTile:
    """A slide with words of its maker, of any kind that has them."""
    kind = draw(st.sampled_from([kind.deck for kind in SLIDES.values() if kind.deck.texts]))
    texts = [clean_text(draw(st.text(max_size=99)), field) for field in kind.texts]
    known = [
        text or "x" if field.is_needed else text
        for text, field in zip(texts, kind.texts, strict=True)
    ]
    return DeckTile(kind.name, texts=without_empty(known))


tiles = (
    figures()
    | st.builds(DeckTile, st.just("doel"), st.sampled_from(sorted(IDS["doel"])), pin=pins)
    | st.builds(DeckTile, st.just("project"), st.sampled_from(sorted(IDS["project"])), pin=pins)
    | st.builds(DeckTile, st.sampled_from(["agenda", "begroting"]), pin=pins)
    | st.builds(DeckTile, st.just("wijzigingen"), since=days)
    | written()
)
decks = st.builds(
    Deck,
    st.text(max_size=200).map(clean_title),
    st.none() | days,
    st.lists(tiles, max_size=MAX_TILES).map(tuple),
)
