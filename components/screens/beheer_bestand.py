"""Beheer: many reports at once, from the template or copied from a spreadsheet."""

from __future__ import annotations

from functools import cache, partial

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from components.markup.standalone import script
from components.markup.templates import macro
from components.screens.beheer_voorbeeld import when_and_what
from components.widgets.desk import PAGE, choose_kind, do, field_key, show_faults
from components.words.formatting import counted
from data_loaders.access.insiders import Insider
from data_loaders.agreements.goals import load_goals
from data_loaders.reports.desk import send_in
from data_loaders.reports.handed_in import HandedIn, column_names, read_file, read_pasted
from data_loaders.reports.record import Report, ReportKind
from data_loaders.reports.subjects import HCA, known_names, subjects_of, title_of

FILE, GIVEN = f"{PAGE}-bestand", f"{PAGE}-ingeleverd"
TEMPLATE = "./beheer/sjabloon.xlsx"


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "ingeleverd-bestand",
        html=str(macro("beheer", "file_field")),
        js=str(script("bestand.js")),
        isolate_styles=False,
    )


def show_file(insider: Insider) -> None:
    """Take in a file or a piece of a spreadsheet, and show what is in it."""
    kind = choose_kind(insider, lambda one: one.many, f"{FILE}-soort")
    if kind is None:
        return
    if kind == "measurement":
        st.html(macro("beheer", "downloads", _templates(insider)))
    else:
        st.html(macro("basis", "sub", f"Kolommen: {', '.join(column_names(kind))}."))
    _component()(key=FILE, on_bestand_change=partial(_take, kind, insider.account))
    pasted = st.text_area(
        "Of plak hier de rijen uit Excel, met of zonder de kop",
        key=field_key("geplakt"),
        height=150,
    )
    if st.button("Lees wat is geplakt") and pasted.strip():
        st.session_state[GIVEN] = (kind, read_pasted(kind, pasted, insider.account))
    known, found = st.session_state.get(GIVEN, ("", HandedIn()))
    if known == kind:
        _show_found(found, insider)


def _take(kind: ReportKind, account: str) -> None:
    given = st.session_state[FILE].get("bestand") or {}
    st.session_state[GIVEN] = (kind, read_file(kind, given.get("inhoud"), account))


def _show_found(found: HandedIn, insider: Insider) -> None:
    if found.faults:
        show_faults(["er is nog niets bewaard", *found.faults])
        return
    rows = [
        (title_of(row.kind, row.subject), when_and_what(row), row.source) for row in found.reports
    ]
    told = counted(len(rows), "melding", "meldingen")
    columns = ("Waarover", "Wat", "Bron")
    st.html(macro("basis", "table", f"{told}, alles klopt", columns, rows))
    if st.button(f"Verstuur {told} als voorstel", type="primary"):
        do(partial(_send, found.reports, insider), f"Verstuurd: {told}.")


def _send(reports: tuple[Report, ...], insider: Insider) -> None:
    send_in(reports, insider)
    del st.session_state[GIVEN]


def _templates(insider: Insider) -> list[tuple[str, str]]:
    """Return the templates of who may fill them in: per project, and of the agreement."""
    names = known_names()
    parents = dict.fromkeys(
        goal.parent if goal.of == "project" else HCA
        for goal in load_goals().values()
        if goal.id in subjects_of("measurement", insider)
    )
    return [
        (f"{TEMPLATE}?van={parent}", f"Sjabloon {names[parent].removeprefix('project: ')}")
        for parent in parents
    ]
