"""The parts of the page Uitvoeringsagenda behind its other tabs: money, key dates, ambitions."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.agenda.ambitions import ambitions_html
from components.agenda.budget import MoneyView, money_view, state_money_html
from components.agenda.dates import key_dates, this_quarter
from components.agenda.posts import (
    ambitions_with_posts,
    financing_html,
    posts_html,
    shown_ids,
    spent_sentence,
)
from components.charts.theme import ThemeName
from components.markup.templates import macro
from components.screens.uitvoeringsagenda import POSTS
from components.widgets.deck_tray import offer_tile
from components.widgets.page_link import write_link
from components.widgets.parts import show_chart, show_downloads
from components.widgets.selection import current_theme, follow_one
from components.words.registers import agreements_mark
from data_loaders.agreements.agenda import Action, Ambition, KeyDate, Line, Promise
from data_loaders.agreements.budget import STATE_MONEY, all_posts
from data_loaders.agreements.money import Amount, Financing
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.text import Fingerprint


def show_quarter() -> None:
    """Show what the plan ends and starts this quarter, and what comes next."""
    st.html(_quarter(agreements_mark(), dutch_today()))
    offer_tile(DeckTile("agenda"))


@lru_cache(maxsize=2)
def _quarter(_mark: Fingerprint, day: date) -> Markup:
    return this_quarter(load(Action), load(Line), load(KeyDate), day)


def show_dates() -> None:
    """Show the key dates around today."""
    st.html(_dates(agreements_mark(), dutch_today()))
    show_downloads("kerndata", None, "kerndata")


@lru_cache(maxsize=2)
def _dates(_mark: Fingerprint, day: date) -> Markup:
    return key_dates(load(KeyDate), day)


def show_budget() -> None:
    """Show income, costs and result per year, with and without what was carried over."""
    made = _budget(agreements_mark(), current_theme())
    left, right = st.columns(2, gap="large")
    with left:
        st.html(macro("basis", "heading", made.flows_headline))
        show_chart(made.flows, made.flows_headline, "agenda-geld")
    with right:
        st.html(macro("basis", "heading", made.results_headline))
        show_chart(made.results, made.results_headline, "agenda-resultaat")
    st.html(macro("basis", "sentence", f"{spent_sentence(all_posts(load(Amount)))}."))
    st.html(made.foot)
    show_downloads("begroting", made.ids, "agenda-begroting", tile=DeckTile("begroting"))


@lru_cache(maxsize=4)
def _budget(_mark: Fingerprint, theme: ThemeName) -> MoneyView:
    return money_view(load(Amount), load(Financing), theme)


def show_state_money() -> None:
    """Show the money of the state: of the region and of the country apart."""
    st.html(_state_money(agreements_mark()))
    ids = frozenset(item.id for item in load(Amount) if item.table == STATE_MONEY)
    show_downloads("begroting", ids, "agenda-rijksgeld")


@lru_cache(maxsize=2)
def _state_money(_mark: Fingerprint) -> Markup:
    return state_money_html(load(Amount))


def show_posts() -> None:
    """Show the lines of the budget of one ambition.

    The link always says which: without it another part of the page would be open.
    """
    mark = agreements_mark()
    names = _names(mark)
    follow_one(list(names), POSTS, names.__getitem__, next(iter(names)))
    with st.columns(2)[0]:
        chosen = st.selectbox(
            "Ambitie in de begroting",
            list(names),
            format_func=names.__getitem__,
            key=POSTS,
            on_change=_remember_posts,
        )
    html, ids = _posts(mark, chosen, names[chosen])
    st.html(html)
    show_downloads("begroting", ids, "agenda-posten")
    show_downloads("bestedingen", ids, "agenda-besteed", "Uitgegeven", "post_id")


def _remember_posts() -> None:
    write_link(POSTS, [st.session_state[POSTS]], [])


@lru_cache(maxsize=2)
def _names(_mark: Fingerprint) -> dict[str, str]:
    return ambitions_with_posts(load(Amount), load(Ambition))


@lru_cache(maxsize=16)
def _posts(_mark: Fingerprint, ambition: str, name: str) -> tuple[Markup, frozenset[str]]:
    amounts = load(Amount)
    return posts_html(amounts, ambition, name), shown_ids(amounts, ambition)


def show_financing() -> None:
    """Show where the money comes from, what was decided and on what terms."""
    st.html(_financing(agreements_mark()))
    show_downloads("financiering", None, "financiering")


@lru_cache(maxsize=2)
def _financing(_mark: Fingerprint) -> Markup:
    return financing_html(load(Financing))


def show_ambitions() -> None:
    """Show each ambition with its lines, actions and promises."""
    st.html(_ambitions(agreements_mark(), dutch_today()))
    show_downloads("ambities", None, "ambities", "Ambities")
    show_downloads("lijnen", None, "lijnen", "Lijnen")
    show_downloads("mja_doelen", None, "mja_doelen", "Toezeggingen")


@lru_cache(maxsize=2)
def _ambitions(_mark: Fingerprint, day: date) -> Markup:
    told = (load(Ambition), load(Line), load(Action), load(Promise), load(Amount))
    return ambitions_html(*told, day)
