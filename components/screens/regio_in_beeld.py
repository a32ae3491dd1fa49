"""Regio in beeld: one figure of a topic in full, the others as cards; read from the registry."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components.exhibit.small import finding_of, small_figure
from components.exhibit.topics import figures_of_topic, first_of
from components.markup.hero import Hero
from components.markup.templates import macro
from components.screens.regio_in_beeld_figure import choose_rest, show_figure
from components.strips.card import KeyFigure
from components.widgets.block import show_block
from components.widgets.hero import show_hero
from components.widgets.page_link import AREA, INDICATOR, TOPIC, reader
from components.widgets.selection import (
    areas_for_link,
    choose_areas,
    choose_topic,
    chosen_areas,
    chosen_topic,
    follow_one,
    show_pills,
)
from components.widgets.terms import show_terms_of
from components.widgets.tiles import ROOM
from data_loaders.cache import is_fetched
from data_loaders.clock import dutch_today
from data_loaders.documents import load_topics
from data_loaders.files.errors import DataError
from data_loaders.indicator import Indicator
from data_loaders.registry import BrokenIndicator, load_registry

PAGE, FIGURE = "Regio in beeld", "figuur"
log = logging.getLogger(__name__)


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


def show_topic() -> None:
    """Show the filters, the figure that is chosen with them, and the other figures of its topic."""
    topic = chosen_topic()
    figures = {item.id: item for item in figures_of_topic(topic)}
    show_hero(_hero(topic, list(figures.values())))
    opened = _opened(topic, figures) if figures else ""
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        choose_topic()
        choose_areas()
        choice = choose_rest(figures[opened], chosen_areas()) if opened else None
    if choice:
        names = {name: item.name for name, item in figures.items()}
        show_pills("Cijfer", names, INDICATOR, first_of(list(figures.values())).id)
        show_figure(figures[opened], choice)
    _show_others(topic, [name for name in figures if name != opened])
    show_terms_of(f"regio-in-beeld?{urlencode({TOPIC: topic})}")


def _hero(topic: str, figures: Sequence[Indicator]) -> Hero:
    """Return the band of a topic: what its first figure finds, and what the topic asks."""
    found, first = load_topics()[topic], next(iter(load_topics()))
    steps = ((PAGE, "./regio-in-beeld"), (found.title, ""))
    title = found.title
    with suppress(DataError):  # its panel says so
        if figures:
            title = finding_of(first_of(figures).id, chosen_areas(), dutch_today())
    name = PAGE if topic == first else f"{found.title} – {PAGE}"
    return Hero(title, found.intro, steps, name=name)


def _opened(topic: str, figures: Mapping[str, Indicator]) -> str:
    """Return which figure of a topic is open; a link may name it by either of its names."""
    by_title = reader(list(figures), lambda name: figures[name].title)
    by_name = reader(list(figures), lambda name: figures[name].name)
    waiting = reader([item.id for item in load_registry().of_topic(topic)], str)

    def read(value: str) -> Sequence[str] | None:
        return by_name(value) or by_title(value) or (() if waiting(value) else None)

    first = first_of(list(figures.values())).id
    return follow_one(list(figures), INDICATOR, str, first, read)


def _show_others(topic: str, figures: Sequence[str]) -> None:
    """Show the other figures as cards, each with its link; a broken one takes its own place."""
    cards: list[tuple[KeyFigure, str]] = []
    broken = [item.id for item in broken_of_topic(topic)]
    for name in figures:
        try:
            card = small_figure(name, chosen_areas(), dutch_today())
            cards.append((card, address_of(topic, name, areas_for_link())))
        except DataError as problem:
            log.error("%s", problem)
            broken.append(load_registry().get(name).name)
    waiting = waiting_of_topic(topic)
    if cards or broken or waiting:
        show_block(_others(topic, tuple(cards), tuple(broken), tuple(waiting)))


@lru_cache(maxsize=256)
def _others(
    topic: str,
    cards: tuple[tuple[KeyFigure, str], ...],
    broken: tuple[str, ...],
    waiting: tuple[str, ...],
) -> Markup:
    title = f"Andere cijfers: {load_topics()[topic].title.lower()}"
    return macro(ROOM, "others", title, cards, broken, waiting)


def address_of(topic: str, indicator_id: str, areas: Sequence[str]) -> str:
    """Return the address of one figure on this page, with the areas that are chosen."""
    chosen = [(AREA, code) for code in areas]
    return f"?{urlencode([(TOPIC, topic), *chosen, (INDICATOR, indicator_id)])}#{FIGURE}"
