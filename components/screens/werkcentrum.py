"""The page Werkcentrum: a month in three divisions, and the months and quarters in tables."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from components.agenda.werkcentrum import (
    NOTHING_COUNTED,
    RULE,
    CountedMonths,
    counted_of,
    month_bars,
    month_headline,
    month_tables,
    month_words,
)
from components.exhibit.werkcentrum import TITLE
from components.markup.hero import Hero
from components.markup.templates import macro
from components.widgets.hero import show_hero
from components.widgets.parts import show_actions_row
from components.widgets.selection import choose_one
from components.widgets.terms import show_terms_of
from components.words.share_links import share_links
from components.words.texts import load_section
from data_loaders.decks.deck import DeckTile
from data_loaders.reports.reading import load_reports
from data_loaders.reports.werkcentrum import CountedMonth, counted_months

PAGE = "werkcentrum"
MONTH = "maand"
STEPS = (("Doelen en projecten", "./hca-doelen"), ("Werkcentrum", ""))


def _counted() -> CountedMonths:
    return counted_of(counted_months(load_reports()))


def show_newest() -> None:
    """Show what was counted in the newest month."""
    show_hero(Hero(month_headline(_counted().newest), load_section(PAGE, "top").intro, STEPS))


def show_month() -> None:
    """Show one month in its divisions, the newest unless another one is asked for."""
    counted = _counted()
    with st.container(key="paneel-werkcentrum"):
        if counted.newest:
            months = {item.month: item for item in reversed(counted.months)}
            st.html(_month(months[_chosen(tuple(months))]))
        else:
            st.html(macro("basis", "empty", NOTHING_COUNTED))
        if counted.waiting:
            st.html(macro(PAGE, "waiting", counted.waiting))
        links = share_links(PAGE, TITLE, label="Deel of sluit in")
        rule = macro(PAGE, "rule", RULE)
        show_actions_row(PAGE, PAGE, None, rule, links, DeckTile(PAGE))


def _chosen(months: tuple[str, ...]) -> str:
    if len(months) == 1:
        return months[0]
    with st.columns([1, 3])[0]:
        return choose_one("Maand", months, MONTH, month_words)


def _month(item: CountedMonth) -> Markup:
    assert item.shown is not None
    return macro(PAGE, "month", month_headline(item), month_bars(item.shown), item)


def show_course() -> None:
    """Show the newest months and their quarters, a table per division."""
    show_terms_of(PAGE)
    tables = month_tables(_counted())
    if not tables:
        st.html(macro("basis", "empty", "Er is nog geen maand om te tonen."))
        return
    with st.container(key="paneel-verloop"):
        st.html(macro(PAGE, "tables", tables))
