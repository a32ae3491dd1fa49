"""The parts of the page HCA-doelen behind its other tabs: tables, money, plans, measurements."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st
from markupsafe import Markup

from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.goals import cards as goal_cards
from components.goals import tables as hca_tables
from components.markup.templates import macro
from components.screens.hca_doelen import PAGE, RUNGS
from components.widgets.parts import show_chart, show_downloads
from components.widgets.selection import current_theme
from components.widgets.texts import show_text
from components.words.disputes import disputes_at
from components.words.registers import agreements_mark
from components.words.source import records_source
from data_loaders.agreements.hca import (
    Activity,
    Context,
    Cover,
    Effect,
    HcaBudget,
    Planned,
    Principle,
    Step,
    WorkTable,
    of_goal,
)
from data_loaders.agreements.organisations import Organisation, Partner
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint

ACCORD = "hca-akkoord-2023"
MONEY = f"/{PAGE}?deel=geld"
"""The part with the money, as the register of contradictions names it."""


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
    found = disputes_at(MONEY)
    parts = {
        "Tabel": hca_tables.budget_table(items),
        "Dekking": hca_tables.cover_table(load(Cover)),
    }
    below = macro("basis", "quiet", found)
    return spec, headline, below + macro("doelen", "opened", parts, records_source(items))


def show_schemes() -> None:
    """Show the schemes that can pay for it, what each is for and how it stands."""
    st.html(_schemes(agreements_mark()))
    show_downloads("hca_dekking", None, "hca-regelingen")


@lru_cache(maxsize=2)
def _schemes(_mark: Fingerprint) -> Markup:
    return hca_tables.scheme_tables(load(Cover))


def show_effects() -> None:
    """Show what is wrong, and what the agreement has to bring."""
    st.html(hca_tables.effects(load(Effect)))
    own = [item for item in of_goal(load(Context), "") if item.document == ACCORD]
    told = goal_cards.context(own)
    st.html(macro("basis", "details", f"Achtergrondcijfers uit het akkoord ({len(own)})", told))
    show_downloads("hca_effecten", None, "hca-effecten")


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


def show_measuring() -> None:
    """Show how somebody hands in a measurement, and where the rest of that stands."""
    st.html(macro("basis", "link", "./meting-doorgeven", "Excelbestanden, en wie wat doorgeeft"))
    show_text("meting")
