"""Beheer: what is asked of a quarter, by project, and what of it is there."""

from __future__ import annotations

from collections import Counter

import streamlit as st
from markupsafe import Markup

from components.markup.templates import macro
from components.widgets.desk import PAGE
from components.words.formatting import format_period, join_words
from data_loaders.clock import dutch_today
from data_loaders.periods import period_span
from data_loaders.reports.asked import THERE, AskedReport, asked_in, quarter_before
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.rows import Everything

QUARTERS = 6
NOBODY = "nog niemand"


def show_asked(everything: Everything) -> None:
    """Show the list of a quarter, with what is missing first."""
    quarters = _quarters()
    left, right = st.columns(2)
    quarter = left.selectbox(
        "Kwartaal", quarters, 1, format_func=lambda code: format_period(code, "kwartaal")
    )
    only = right.selectbox("Toon", ["alles", *THERE], 1, key=f"{PAGE}-toon")
    found = asked_in(quarter, everything)
    counts = Counter(item.there for item in found)
    st.html(macro("basis", "sentence", ", ".join(f"{counts[word]} {word}" for word in THERE)))
    shown = [item for item in found if only in ("alles", item.there)]
    groups = dict.fromkeys(item.group for item in shown)
    for number, group in enumerate(groups):
        items = [item for item in shown if item.group == group]
        table, name = _table(group, items), f"{group} ({len(items)})"
        st.html(macro("basis", "details", name, table, is_open=number == 0))
    if not shown:
        st.html(macro("basis", "empty", "Niets."))


def _quarters() -> list[str]:
    """Return the quarter of today and those before it, the newest first."""
    today = dutch_today()
    found = [f"{today.year}-Q{(today.month - 1) // 3 + 1}"]
    while len(found) < QUARTERS:
        span = period_span(found[-1], "kwartaal")
        assert span
        found.append(quarter_before(span[0]))
    return found


def _table(group: str, items: list[AskedReport]) -> Markup:
    rows = [(item.title, item.function or NOBODY, item.there) for item in items]
    kinds = dict.fromkeys(KINDS[item.kind].word for item in items)
    columns = ("Waarover", "Gaf dit eerder door", "Stand")
    return macro("basis", "table", f"{group}: {join_words([*kinds])}", columns, rows)
