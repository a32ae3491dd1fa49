"""Which tiles a part of the page has: read from the registry, never listed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import streamlit as st

from components.markup.templates import macro
from components.screens.regio_in_beeld_explorer import show_explorer
from components.widgets.page_link import (
    CHARACTERISTIC,
    INDICATOR,
    PERIOD,
    follow_link,
    reader,
)
from components.widgets.tiles import show_broken, show_single_values, show_tile
from components.words.formatting import join_words
from data_loaders.cache import is_fetched, load_series
from data_loaders.documents import load_topics
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
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
    blocks = blocks_of_topic(topic)
    if "kaart" not in {block.kind for block in blocks}:
        _say_no_effect(blocks, areas)
    for block in blocks:
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


def _say_no_effect(blocks: Sequence[Block], areas: tuple[str, ...]) -> None:
    """Say that a choice of areas, and the rest of a link, change nothing in this topic."""
    shown = [item.id for block in blocks for item in block.indicators]
    figures = reader(shown, lambda name: load_registry().get(name).title)
    follow_link(INDICATOR, [], str, [""], read=lambda value: () if figures(value) else None)
    for key in (CHARACTERISTIC, PERIOD):
        follow_link(key, [], str, [""])
    if areas == (load_regions().default,):
        return
    names = [load_regions().get(code).name for code in areas]
    there = dict.fromkeys(code for name in shown for code in _areas_of(name))
    about = join_words([load_regions().get(code).name for code in there])
    text = f"De keuze voor {join_words(names)} verandert hier niets: in dit onderdeel zijn er geen"
    text += " cijfers per gebied om uit te kiezen."
    text += f" De cijfers gaan over {about}." if about else ""
    st.html(macro("basis", "notice", text))


def _areas_of(indicator_id: str) -> list[str]:
    """Return the areas of a figure; none of one that cannot be read, which says so itself."""
    with suppress(DataError):
        return [str(code) for code in load_series(indicator_id).frame["region_code"].unique()]
    return []
