"""Which tiles a part of the page has: read from the registry, never listed by hand."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.markup.templates import macro
from components.screens.regio_in_beeld_explorer import show_explorer
from components.widgets.tiles import show_broken, show_single_values, show_tile
from data_loaders.cache import is_fetched
from data_loaders.documents import load_topics
from data_loaders.indicator import Indicator
from data_loaders.registry import BrokenIndicator, load_registry


@dataclass(frozen=True)
class Block:
    """Indicators that are shown together, and how: `kaart`, `cijfer` or `figuur`."""

    kind: str
    indicators: tuple[Indicator, ...]


def blocks_of_topic(topic: str) -> list[Block]:
    """Return the blocks of a topic in page order.

    Figures that were not fetched yet are left out. All maps share one explorer and all single
    values stand side by side, each at the place of the first of them; every other figure is
    a block of its own.
    """
    blocks: list[Block] = []
    indicators = [item for item in load_registry().of_topic(topic) if is_fetched(item.id)]
    for indicator in indicators:
        kind = _kind(indicator)
        if kind == "figuur":
            blocks.append(Block(kind, (indicator,)))
        elif kind not in {block.kind for block in blocks}:
            blocks.append(Block(kind, tuple(i for i in indicators if _kind(i) == kind)))
    return blocks


def _kind(indicator: Indicator) -> str:
    return indicator.form if indicator.form in {"kaart", "cijfer"} else "figuur"


def broken_of_topic(topic: str) -> tuple[BrokenIndicator, ...]:
    """Return the unreadable indicator files of a topic; of an unknown topic, in the first."""
    topics = list(load_topics())
    return tuple(
        item
        for item in load_registry().broken
        if (item.topic if item.topic in topics else topics[0]) == topic
    )


def waiting_of_topic(topic: str) -> list[str]:
    """Return the titles of the CBS figures of a topic that were not fetched yet."""
    indicators = load_registry().of_topic(topic)
    followed = [item for item in indicators if item.source.all_tables]
    return [item.title for item in followed if not is_fetched(item.id)]


def show_topic(topic: str, areas: tuple[str, ...]) -> None:
    """Show the name of a topic, the question it answers, and all of its figures."""
    found = load_topics()[topic]
    st.html(macro("basis", "heading", found.title, [found.intro], level=2))
    for block in blocks_of_topic(topic):
        if block.kind == "kaart":
            show_explorer(block.indicators, areas)
        elif block.kind == "cijfer":
            show_single_values(block.indicators)
        else:
            show_tile(block.indicators[0])
    show_broken(broken_of_topic(topic))
    if waiting := waiting_of_topic(topic):
        text = f"Nog niet opgehaald bij het CBS: {'; '.join(waiting)}."
        st.html(macro("basis", "empty", text))
