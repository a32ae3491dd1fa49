"""Which tiles a part of the page has: read from the registry, never listed by hand."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.markup import heading
from data_loaders.documents import load_topics
from data_loaders.registry import BrokenIndicator, Indicator, load_registry


@dataclass(frozen=True)
class TopicTiles:
    """The indicators of a topic by the place where they are shown."""

    explorer: tuple[Indicator, ...]
    key_figures: tuple[Indicator, ...]
    figures: tuple[Indicator, ...]
    broken: tuple[BrokenIndicator, ...]


def tiles_of_topic(topic: str) -> TopicTiles:
    """Sort the indicators of a topic: maps in the explorer, single values together, the rest apart.

    A file so damaged that its topic is unknown is shown in the first topic.
    """
    registry = load_registry()
    indicators = registry.of_topic(topic)
    first = next(iter(load_topics()))
    return TopicTiles(
        explorer=tuple(i for i in indicators if i.form == "kaart"),
        key_figures=tuple(i for i in indicators if i.form == "cijfer"),
        figures=tuple(i for i in indicators if i.form not in {"kaart", "cijfer"}),
        broken=tuple(
            b for b in registry.broken if (b.topic if b.topic in load_topics() else first) == topic
        ),
    )


def show_topic_heading(topic: str) -> None:
    """Show the name of a topic and the question it answers."""
    found = load_topics()[topic]
    st.html(heading(found.title, [found.intro], level=2))
