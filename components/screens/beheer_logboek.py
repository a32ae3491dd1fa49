"""Beheer: all that was done, and to take back what was published."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.markup.templates import macro
from components.widgets.desk import do, field_key
from data_loaders.access.insiders import Insider
from data_loaders.reports.desk import take_back
from data_loaders.reports.record import standing_reports
from data_loaders.reports.rows import Everything
from data_loaders.reports.told import describe_report, log_lines

EXPORT = "./beheer/logboek.csv"
SHOWN = 50
COLUMNS = ("Wanneer", "Wie", "Wat", "Nummer", "Soort", "Waarover", "Was", "Wordt", "Toelichting")


def show_log(insider: Insider, everything: Everything) -> None:
    """Show the log: to an administrator all of it, to others what they did themselves."""
    lines = log_lines(everything)
    if insider.is_administrator:
        st.html(macro("beheer", "downloads", [(EXPORT, "Download het hele logboek (CSV)")]))
        _show_undo(insider, everything)
    else:
        lines = [line for line in lines if line.account == insider.account]
    if not lines:
        st.html(macro("basis", "empty", "Er is nog niets gedaan."))
        return
    caption = f"De laatste {min(len(lines), SHOWN)} van {len(lines)} regels"
    st.html(macro("basis", "table", caption, COLUMNS, lines[:SHOWN]))


def _show_undo(insider: Insider, everything: Everything) -> None:
    """Let a published row be taken back, by a row that says why."""
    rows = {
        row.id: f"{row.id}: {describe_report(row)}"
        for row in standing_reports(everything.published.rows)
    }
    if not rows:
        return
    with st.expander("Trek iets in dat is gepubliceerd"):
        number = st.selectbox("Wat trekt u in?", list(rows)[::-1], format_func=rows.__getitem__)
        why = st.text_input("Waarom?", key=field_key("intrekken-reden"), max_chars=500)
        by = st.text_input("Door (functie)", key=field_key("intrekken-door"), max_chars=100)
        if st.button("Trek in"):
            told = f"{number} is ingetrokken; het staat nog in de geschiedenis."
            do(partial(take_back, number, insider, why, by), told)
