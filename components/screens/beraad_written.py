"""Words of the maker on a slide: their fields, and what may stand in them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.deck.kinds import SLIDES
from components.markup.templates import macro
from components.widgets.deck_state import change
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import DeckKind
from data_loaders.decks.texts import clean_text, problem_with, without_empty

_SPARE = 40
"""Characters more than fit, so that who pastes too much is told and loses nothing."""


def show_fields(kind: DeckKind) -> DeckTile | None:
    """Show the fields of a new slide; return it once what it needs is there and right."""
    texts = [
        st.text_input(
            field.label + ("" if field.is_needed else " (mag leeg)"),
            key=f"schrijf-{kind.name}-{place}",
            max_chars=field.longest + _SPARE,
            placeholder=field.example,
        )
        for place, field in enumerate(kind.texts)
    ]
    problems = _problems(kind, texts)
    if any(texts) and problems:
        st.html(macro("basis", "notice", problems[0]))
    return None if problems else _tile(kind, texts)


def show_texts(tile: DeckTile, place: int) -> None:
    """Show the words of a slide that has them, to be changed."""
    kind = SLIDES[tile.kind].deck
    known = [*tile.texts, *[""] * (len(kind.texts) - len(tile.texts))]
    for number, (field, text) in enumerate(zip(kind.texts, known, strict=True)):
        key = f"tekst-{place}-{tile.kind}-{number}"
        if st.session_state.get(f"{key}-was") != text:
            st.session_state[key] = st.session_state[f"{key}-was"] = text
        st.text_input(
            field.label,
            key=key,
            max_chars=field.longest + _SPARE,
            placeholder=field.example,
            on_change=_take,
            args=(kind, place, number, key),
        )
        if problem := problem_with(st.session_state[key], field):
            st.html(macro("basis", "notice", problem))


def _take(kind: DeckKind, place: int, number: int, key: str) -> None:
    """Take a text from its field, unless it is not right; for a callback."""
    text, field = st.session_state[key], kind.texts[number]
    if problem_with(text, field):
        return  # it stays in its field, with what is wrong below it

    def make(deck: Deck) -> Deck:
        tile = deck.tiles[place]
        texts = [*tile.texts, *[""] * (len(kind.texts) - len(tile.texts))]
        texts[number] = clean_text(text, field)
        made = replace(tile, texts=without_empty(texts))
        return replace(deck, tiles=(*deck.tiles[:place], made, *deck.tiles[place + 1 :]))

    change(make)


def _problems(kind: DeckKind, texts: list[str]) -> list[str]:
    found = map(problem_with, texts, kind.texts)
    return [problem for problem in found if problem]


def _tile(kind: DeckKind, texts: list[str]) -> DeckTile:
    clean = map(clean_text, texts, kind.texts)
    return DeckTile(kind.name, texts=without_empty(list(clean)))
