"""The page HCA-doelen: its band with tabs, and the goals as rows of which one is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.exhibit.goal_context import context_entries
from components.goals import cards as goal_cards
from components.goals.doors import budget_door, measure_door, tables_door
from components.goals.facts import goal_background, goal_facts, goal_source
from components.goals.figures import goal_figure, measurement_cells, pace_cells
from components.goals.rows import DERIVED, deadline_words, goals_headline, goals_span, time_left
from components.goals.state import RULE, GoalState, sentence, state_of
from components.markup.doors import door_row
from components.markup.hero import Hero, totals
from components.markup.templates import macro
from components.stories.terms import terms_here
from components.widgets.block import show_block
from components.widgets.hero import show_hero
from components.widgets.page_link import clear_skipped, kept_in_link, note_skipped, reader
from components.widgets.parts import show_actions_row, show_chart
from components.widgets.selection import current_theme
from components.widgets.tabs import PART, open_tab, tab_address, tab_links
from components.words.links import Link
from components.words.registers import agreements_mark
from components.words.share_links import share_links
from components.words.source import records_source
from components.words.table import Table
from components.words.texts import load_section
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import (
    Context,
    Contribution,
    HcaBudget,
    HcaGoal,
    Step,
    Wording,
    WorkTable,
    of_goal,
)
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint

PAGE = "hca-doelen"
GOAL, FORMER, NONE = "doel", "akkoorddoel", "geen"
"""What a link asks for: a goal, by its name of now or of before, or none that is open."""
STEPS = (("Doelen en projecten", "./hca-doelen"), ("HCA-doelen", ""))
RUNGS = {"input": "Wat erin gaat", "output": "Wat eruit komt", "outcome": "Wat het oplevert"}


@dataclass(frozen=True)
class OpenedGoal:
    """All that is shown of an opened goal, around its figure; that is there once measured."""

    head: Markup
    spec: Spec | None
    alt: str
    below: Markup
    title: str


def show_hca_head() -> str:
    """Show the band of the page and return which of its parts is open."""
    title, side, names = _top(agreements_mark(), dutch_today())
    opened = open_tab(names)
    lead, tabs = load_section(PAGE, "kop").intro, tab_links(names, opened, GOAL, FORMER)
    show_hero(Hero(title, lead, STEPS, tabs, side))
    return opened


@lru_cache(maxsize=2)
def _top(_mark: Fingerprint, today: date) -> tuple[str, Markup, dict[str, str]]:
    """Return finding, totals and names of the parts; without its registers the name of the page."""
    names = {
        "doelen": "Doelen",
        "werktafels": "Werktafels",
        "geld": "Geld",
        "afspraken": "Afspraken en activiteiten",
        "meting": "Meting doorgeven",
    }
    try:
        names["werktafels"] += f" ({len(load(WorkTable))})"
        every = [state_of(goal, today) for goal in load_goals().values()]
        own = _states(today)
        side = totals([(_measured_of(own), "doelen gemeten"), (_measured_of(every), WITH_PROJECTS)])
        return goals_headline(own, today), side, names
    except (DataError, KeyError):
        return load_section(PAGE, "kop").title, Markup(), names


WITH_PROJECTS = "doelen gemeten, met projecten erbij"


def _measured_of(states: list[GoalState]) -> str:
    return f"{sum(state.newest is not None for state in states)} van {len(states)}"


def _states(today: date) -> list[GoalState]:
    goals = load_goals()
    return [state_of(goals[item.id], today) for item in load(HcaGoal)]


def show_hca_goals() -> None:
    """Show the span of time, and each goal in a row; the one that the link asks for is open."""
    mark, today = agreements_mark(), dutch_today()
    opened, kept = _asked_goal(), kept_in_link(PART, GOAL, FORMER)
    time, before, after = _list(mark, today, opened, kept)
    show_block(time)
    with st.container(key="paneel-doelen"):
        show_block(before)
        if opened != NONE:
            _show_opened(opened)
        if after:
            show_block(after)
        show_actions_row("doelen", "hca_doelen", None, _below(mark, today))


def _asked_goal() -> str:
    """Return the goal that a link asks for; the first without one, and for an unknown one."""
    titles = {item.id: item.title for item in load(HcaGoal)} | {NONE: NONE}
    for key in (GOAL, FORMER):
        if not (asked := st.query_params.get(key, "")):
            clear_skipped(key)
        elif found := reader(list(titles), titles.__getitem__)(asked):
            clear_skipped(key)
            return found[0]
        else:
            note_skipped(key)
    return next(iter(titles))


@lru_cache(maxsize=64)
def _list(
    _mark: Fingerprint, today: date, opened: str, kept: Link
) -> tuple[Markup, Markup, Markup]:
    """Return the span of time, the rows up to the open one, and those behind it."""
    states, items = _states(today), load(HcaGoal)
    span, last = goals_span(states, today), max(s.goal.pace.end for s in states if s.goal.pace.end)
    rows = []
    for state, item in zip(states, items, strict=True):
        is_open = item.id == opened
        address = f"?{urlencode((*kept, (GOAL, NONE if is_open else item.id)))}"
        rows.append(goal_cards.goal_line(state, item, address, is_open=is_open))
    place = next((n for n, item in enumerate(items, 1) if item.id == opened), len(rows))
    title = load_section(PAGE, "doelen").title
    return (
        macro("doelen", "span", title, span, today, time_left(states, today), deadline_words(last)),
        macro("doelen", "columns") + Markup().join(rows[:place]),
        Markup().join(rows[place:]),
    )


def _show_opened(goal_id: str) -> None:
    made = _opened(
        goal_id,
        agreements_mark(),
        current_theme(),
        dutch_today(),
        tab_address("meting", GOAL, FORMER),
    )
    with st.container(key=f"doel-{goal_id}"):
        st.html(made.head)
        if made.spec is not None:
            show_chart(made.spec, made.alt, f"tempo-{goal_id}")
        links = share_links(f"doel/{goal_id}", made.title, label="Deel of sluit in")
        show_actions_row(
            "doel", "hca_doelen", {goal_id}, made.below, links, DeckTile("doel", goal_id)
        )


@lru_cache(maxsize=64)
def _opened(
    goal_id: str, _mark: Fingerprint, theme: ThemeName, today: date, measure: str
) -> OpenedGoal:
    item = next(item for item in load(HcaGoal) if item.id == goal_id)
    state = state_of(load_goals()[goal_id], today)
    figures = context_entries(goal_id, theme, today)
    return OpenedGoal(
        head=goal_cards.opened_goal(state, item, measure, figures),
        spec=goal_figure(state, theme) if state.points else None,
        alt=f"{item.title}. {sentence(state)}. Stand: {state.status}.",
        below=_unfolding(item, state, figures),
        title=item.title,
    )


def _cells(table: Table | None) -> Markup:
    return macro("basis", "cells", table) if table else Markup("")


def _unfolding(item: HcaGoal, state: GoalState, figures: Sequence[tuple[object, ...]]) -> Markup:
    """Return what a visitor can open below a goal, and its source."""
    background = macro("doelen", "background", figures)
    known = goal_facts(state, item) + goal_background(state, item)
    given = [step for step in load(Contribution) if step.goal == item.id]
    parts = {
        "Meer over dit doel": macro("basis", "facts", known),
        "Metingen": _cells(measurement_cells(state)),
        "Tempo": _cells(pace_cells(state)),
        "Van inzet naar effect": goal_cards.ladder(of_goal(load(Step), item.id), RUNGS),
        "Hoe elk document dit doel verwoordt": goal_cards.wordings(of_goal(load(Wording), item.id)),
        "Achtergrond": background + goal_cards.context(of_goal(load(Context), item.id)),
    }
    return macro("doelen", "panel_foot", goal_source(state, [item, *given]), parts)


@lru_cache(maxsize=2)
def _below(_mark: Fingerprint, today: date) -> Markup:
    """Return what goes for all goals: who drives them, all in a table, how a state is found."""
    rule = load_section(PAGE, "regel")
    told = (load_section(PAGE, "doelen").intro, rule.intro)
    states = [(macro("basis", "badge", word), text) for word, text in RULE]
    parts = {
        "Tabel": goal_cards.goals_table(_states(today)),
        rule.title: Markup().join(macro("basis", "sub", text) for text in told)
        + macro("basis", "facts", states),
    }
    return macro("doelen", "panel_foot", records_source(load(HcaGoal)), parts, DERIVED[:1])


def show_hca_ways() -> None:
    """Show what is behind the other tabs, each in a few lines."""
    addresses = tuple(tab_address(part, GOAL, FORMER) for part in ("werktafels", "geld", "meting"))
    st.html(_ways(agreements_mark(), dutch_today(), addresses))


@lru_cache(maxsize=32)
def _ways(mark: Fingerprint, today: date, addresses: tuple[str, ...]) -> Markup:
    doors = (
        tables_door(load(WorkTable), load_by_id(Organisation), addresses[0]),
        budget_door(load(HcaBudget), today, addresses[1]),
        measure_door(addresses[2]),
    )
    return door_row(load_section(PAGE, "wegen").title, doors) + terms_here(PAGE, mark)
