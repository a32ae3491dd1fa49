"""Beheer: what waits to be published, and what came back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.markup.templates import macro
from components.screens.beheer_voorbeeld import preview, when_and_what
from components.widgets.block import show_block
from components.widgets.desk import do, field_key
from components.widgets.selection import current_theme
from components.words.formatting import format_moment
from data_loaders.access.insiders import Insider
from data_loaders.clock import dutch_today
from data_loaders.reports.desk import approve, can_approve, hand_back, proposals, returned
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.record import Report
from data_loaders.reports.rows import Everything
from data_loaders.reports.subjects import title_of

OWN = "Dit hebt u zelf voorgesteld: een andere beheerder publiceert het."
MOST = 25


def show_proposals(insider: Insider, everything: Everything) -> None:
    """Show the proposals with what can be done with each."""
    found = proposals(everything, insider)
    if not found:
        st.html(macro("basis", "empty", "Er wacht niets."))
    for number, report in enumerate(found[:MOST]):
        name = f"{report.id}: {title_of(report.kind, report.subject)}"
        with st.expander(name, expanded=number == 0):
            _show_one(report, insider)
    if len(found) > MOST:
        st.html(macro("basis", "sub", f"En nog {len(found) - MOST}; eerst deze."))
    back = [
        (report.id, title_of(report.kind, report.subject), when_and_what(report), why)
        for report, why in returned(everything, insider)
    ]
    if back:
        columns = ("Nummer", "Waarover", "Wat", "Waarom teruggegeven")
        st.html(macro("basis", "table", "Naar u teruggegeven", columns, back[:MOST]))


def _show_one(report: Report, insider: Insider) -> None:
    rows = [
        ("Waarover", title_of(report.kind, report.subject)),
        ("Wat", when_and_what(report)),
        ("Bron", report.source),
        ("Door", report.function),
        ("Voorgesteld", f"{format_moment(report.written)}, {report.account}"),
    ]
    st.html(macro("beheer", "beside", f"{report.id}: {KINDS[report.kind].word}", rows, ()))
    if st.toggle("Toon hoe het wordt", key=f"voorbeeld-{report.id}"):
        show_block(preview(report, dutch_today(), current_theme()))
    if insider.is_administrator and not can_approve(report, insider):
        st.html(macro("basis", "sub", OWN))
    if can_approve(report, insider) and st.button(
        f"Publiceer {report.id}", type="primary", key=f"publiceer-{report.id}"
    ):
        do(partial(approve, report.id, insider), f"{report.id} is gepubliceerd.")
    why = st.text_input(
        f"Waarom teruggeven? ({report.id})", key=field_key(f"reden-{report.id}"), max_chars=500
    )
    if st.button(f"Geef {report.id} terug", key=f"terug-{report.id}"):
        do(partial(hand_back, report.id, insider, why), f"{report.id} is teruggegeven.")
