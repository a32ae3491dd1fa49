"""The figures of a topic, and which of them a page opens with. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from components.exhibit.small import is_blank
from data_loaders.cache import is_fetched
from data_loaders.documents import load_topics
from data_loaders.geo.names import plain_words
from data_loaders.indicator import Indicator
from data_loaders.registry import load_registry


def figures_of_topic(topic: str) -> list[Indicator]:
    """Return the figures of a topic in page order, without those not fetched yet."""
    return [item for item in load_registry().of_topic(topic) if is_fetched(item.id)]


def first_of(figures: Sequence[Indicator]) -> Indicator:
    """Return the figure that is open first: one per municipality, else one with a drawing.

    One without any value only when there is no other.
    """
    forms = ("kaart", *(item.form for item in figures if item.form != "cijfer"), "cijfer")
    return min(figures, key=lambda item: (is_blank(item.id), forms.index(item.form)))


def opened_with(word: str) -> str:
    """Return the figure with which a topic opens, by its id or title; of no topic, the first one.

    Empty for what is no topic, or without a figure. Raises DataError.
    """
    topics = load_topics()
    asked = plain_words(word)
    named = (name for name, item in topics.items() if asked in map(plain_words, (name, item.title)))
    topic = next(named, "") if word else next(iter(topics), "")
    figures = figures_of_topic(topic) if topic else []
    return first_of(figures).id if figures else ""
