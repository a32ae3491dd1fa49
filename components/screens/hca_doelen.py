"""The parts of the page HCA-doelen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.exhibit.goal_context import indicator_context
from components.goals import cards as goal_cards
from components.goals import tables as hca_tables
from components.goals.facts import goal_background, goal_source
from components.goals.figures import goal_figure, measurement_cells, pace_cells
from components.goals.state import RULE, GoalState, sentence, state_of
from components.markup.templates import macro
from components.widgets.parts import show_chart, show_downloads, show_part
from components.widgets.selection import choose_one, current_theme
from components.words.disputes import disputes_at
from components.words.registers import agreements_mark
from components.words.source import records_source
from components.words.table import Table
from data_loaders.agreements import hca
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.hca import (
    Activity,
    Context,
    Contribution,
    Cover,
    Focus,
    HcaBudget,
    HcaGoal,
    Planned,
    Principle,
    Step,
    Wording,
    WorkTable,
    of_goal,
)
from data_loaders.agreements.measurements import load_measurements, standing
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import DeckTile
from data_loaders.files.text import Fingerprint

PAGE = "hca-doelen"
GOAL = "akkoorddoel"
EVERY = "alle"
NO_FIGURE = "Geen figuur: er is nog geen meting. Zo gauw die er is, staat hier de lijn."
RUNGS = {"input": "Wat erin gaat", "output": "Wat eruit komt", "outcome": "Wat het oplevert"}


@dataclass(frozen=True)
class GoalCard:
    """All that is shown of a goal, as HTML around its figure."""

    head: Markup
    spec: Spec | None
    alt: str
    table: Markup
    below: Markup


def show_hca_goals() -> None:
    """Let the visitor choose a goal, and show each with its card, figure and background."""
    goals = {item.id: item for item in load(HcaGoal)}
    titles = {EVERY: "Alle doelen", **{key: item.title for key, item in goals.items()}}
    st.html(_overview(agreements_mark(), dutch_today()))
    chosen = choose_one("Doel", list(titles), GOAL, titles.__getitem__)
    for goal in goals.values() if chosen == EVERY else [goals[chosen]]:
        _show_goal(goal)
    show_part(PAGE, "regel", _show_rule)


@lru_cache(maxsize=4)
def _overview(_mark: Fingerprint, today: date) -> Markup:
    goals = load_goals()
    return goal_cards.goals_table([state_of(goals[i.id], today) for i in load(HcaGoal)])


def _show_goal(item: hca.HcaGoal) -> None:
    made = _goal(item.id, agreements_mark(), current_theme(), dutch_today())
    with st.container(border=True, key=f"doel-{item.id}"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.html(made.head)
        with right:
            if made.spec is None:
                st.html(macro("basis", "empty", NO_FIGURE))
            else:
                show_chart(made.spec, made.alt, f"tempo-{item.id}")
            if made.table:
                st.html(made.table)
        st.html(made.below)
        show_downloads("hca_doelen", {item.id}, f"doel-{item.id}", tile=DeckTile("doel", item.id))


@lru_cache(maxsize=64)
def _goal(goal_id: str, _mark: Fingerprint, theme: ThemeName, today: date) -> GoalCard:
    item = next(item for item in load(HcaGoal) if item.id == goal_id)
    focuses = {focus.id: focus.name for focus in load(Focus)}
    state = state_of(load_goals()[goal_id], today)
    return GoalCard(
        head=goal_cards.goal_head(state, item, focuses.get(item.focus, "")),
        spec=goal_figure(state, theme),
        alt=f"{item.title}. {sentence(state)}. Stand: {state.status}.",
        table=macro("doelen", "opened", {"Tabel van het tempo": _cells(pace_cells(state))}),
        below=_unfolding(item, state, theme, today),
    )


def _cells(table: Table | None) -> Markup:
    return macro("basis", "cells", table) if table else Markup("")


def _measured(state: GoalState) -> Markup:
    points = standing(state.goal.id, load_measurements()) if state.points else []
    return _cells(measurement_cells(state, points))


def _unfolding(item: hca.HcaGoal, state: GoalState, theme: ThemeName, today: date) -> Markup:
    """Return what a visitor can open below a goal, and its source."""
    given = [step for step in load(Contribution) if step.goal == item.id]
    background = indicator_context(item.id, theme, today)
    parts = {
        "Meer over dit doel": macro("basis", "facts", goal_background(state, item)),
        "Metingen": _measured(state),
        "Van inzet naar effect": goal_cards.ladder(of_goal(load(Step), item.id), RUNGS),
        "Projecten die eraan werken": goal_cards.contributions(given, load_by_id(Project)),
        "Hoe elk document dit doel verwoordt": goal_cards.wordings(of_goal(load(Wording), item.id)),
        "Achtergrond": background + goal_cards.context(of_goal(load(Context), item.id)),
    }
    return macro("doelen", "opened", parts, goal_source(state, [item]))


def _show_rule() -> None:
    st.html(_rule())


@lru_cache(maxsize=1)
def _rule() -> Markup:
    return macro("basis", "facts", [(macro("basis", "badge", word), text) for word, text in RULE])


def show_common_ladder() -> None:
    """Show what goes for all goals together, from what goes in to what it brings about."""
    st.html(goal_cards.ladder(of_goal(load(Step), ""), RUNGS))
    show_downloads("ladder", None, "ladder")


def show_work_tables() -> None:
    """Show the work tables with who drives them and who is in them."""
    st.html(_work_tables(agreements_mark()))
    show_downloads("werktafels", None, "werktafels")


@lru_cache(maxsize=2)
def _work_tables(_mark: Fingerprint) -> Markup:
    return hca_tables.work_tables(load(WorkTable), load(Partner), load_by_id(Organisation))


def show_hca_budget() -> None:
    """Show the budget as figure and as table."""
    spec, headline, below = _budget(agreements_mark(), current_theme())
    st.html(macro("basis", "heading", headline))
    show_chart(spec, headline, "hca-begroting")
    st.html(below)
    show_downloads("hca_begroting", None, "hca-begroting")


@lru_cache(maxsize=4)
def _budget(_mark: Fingerprint, theme: ThemeName) -> tuple[Spec, str, Markup]:
    items = load(HcaBudget)
    spec, headline = hca_tables.budget_figure(items, theme)
    found = disputes_at(f"/{PAGE}")
    parts = {
        "Tabel": hca_tables.budget_table(items),
        "Dekking": hca_tables.cover_table(load(Cover)),
    }
    below = macro("basis", "disputes", found)
    return spec, headline, below + macro("doelen", "opened", parts, records_source(items))


def show_plans() -> None:
    """Show principles, activities and planning."""
    st.html(_plans(agreements_mark()))
    for name in ("Principes", "Activiteiten", "Planning"):
        register = f"hca_{name.lower()}"
        show_downloads(register, None, register, name)


@lru_cache(maxsize=2)
def _plans(_mark: Fingerprint) -> Markup:
    parts = {
        "Activiteiten": hca_tables.activities(load(Activity)),
        "Planning": hca_tables.planning(load(Planned)),
    }
    return hca_tables.principles(load(Principle)) + macro("doelen", "opened", parts)
