"""Beheer: the form for one report, with what is known beside it and how it is going to look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import msgspec
import streamlit as st

from components.markup.templates import macro
from components.screens.beheer_voorbeeld import preview, when_and_what
from components.widgets.block import show_block
from components.widgets.desk import PAGE, choose_kind, do, field_key, show_faults
from components.widgets.selection import current_theme
from data_loaders.access.insiders import Insider
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import counts_whole
from data_loaders.clock import dutch_today
from data_loaders.imports.words import as_value
from data_loaders.reports.checks import divisions
from data_loaders.reports.desk import amend, read_cells_of, send_in
from data_loaders.reports.entry import COLUMNS
from data_loaders.reports.record import ACTION_STATES, Report, ReportKind
from data_loaders.reports.rows import Everything
from data_loaders.reports.subjects import last_known, subjects_of

SENT = "Verstuurd. Het wacht nu tot een beheerder het publiceert."
AMENDED = "Gepubliceerd. De eerdere melding staat in de geschiedenis."
REPLACES, SUBJECT = "replaces", "subject"


@dataclass(frozen=True)
class _Field:
    """A field of the form: the column it fills, its label, and what belongs in it."""

    column: str
    label: str
    help: str = ""
    options: tuple[str, ...] = ()


MEASUREMENT = (
    _Field("peildatum", "Peildatum", "De dag waarop het getal gold, zoals 30-06-2026."),
    _Field("waarde", "Waarde", "Zoals 31.500 of 12,5. Weet u het niet, vul dan niets in."),
    _Field("bron", "Bron", "Waar het getal vandaan komt, zoals een rapport of een telling."),
    _Field("door", "Door (functie)", "Een functie zoals projectleider, geen naam."),
    _Field("toelichting", "Toelichting (mag leeg)", "Nodig bij een verbetering."),
)
SUBJECT_COLUMNS: dict[ReportKind, str] = {
    "measurement": "doel_id",
    **{
        kind: column.name
        for kind, columns in COLUMNS.items()
        for column in columns
        if column.field == SUBJECT
    },
}


def show_entry(insider: Insider, everything: Everything) -> None:
    """Show the form to who may report something."""
    more = "Vraag het een beheerder."
    kind = choose_kind(insider, lambda one: one.word, f"{PAGE}-soort", more)
    if kind is None:
        return
    titles = subjects_of(kind, insider)
    subject = st.selectbox("Waarover?", list(titles), format_func=titles.__getitem__)
    left, right = st.columns([3, 2], gap="large")
    known = last_known(kind, subject, everything.published.rows)
    with right:
        rows = [("Laatst bekend", when_and_what(known[0]) if known else "nog niets")]
        waits = [r for r in everything.reports if r.status == "voorgesteld"]
        rows += [
            ("Wacht al", when_and_what(r)) for r in waits if (r.kind, r.subject) == (kind, subject)
        ]
        st.html(macro("beheer", "beside", titles[subject], rows, _rules(kind, subject)))
    with left:
        cells = {field.column: as_value(_ask(field)) for field in _fields(kind)}
        old = _ask_replaced(known)
    if kind in SUBJECT_COLUMNS:
        cells[SUBJECT_COLUMNS[kind]] = subject
    cells["vervangt"] = old or None
    _show_result(kind, {name: cell for name, cell in cells.items() if cell is not None}, insider)


def _show_result(kind: ReportKind, cells: Mapping[str, object], insider: Insider) -> None:
    """Say what is not right yet, or show how it is going to look and let it be sent."""
    needed = [field.column for field in _fields(kind) if "mag leeg" not in field.label]
    if not all(name in cells for name in needed):
        st.html(macro("basis", "sub", "Vul de velden in; daarna ziet u hoe het wordt getoond."))
        return
    report, faults = read_cells_of(kind, cells)  # type: ignore[arg-type]
    if faults:
        show_faults([f"{fault.column}: {fault.sentence}" for fault in faults])
        return
    show_block(preview(report, dutch_today(), current_theme()))
    amends = bool(report.replaces) and insider.is_administrator
    label = "Publiceer de verbetering" if amends else "Verstuur als voorstel"
    if st.button(label, type="primary"):
        if amends:
            do(partial(amend, report.replaces, report, insider), AMENDED)
        else:
            do(partial(send_in, [report], insider), SENT)


def _fields(kind: ReportKind) -> Sequence[_Field]:
    if kind == "measurement":
        return MEASUREMENT
    options: dict[str, tuple[str, ...]] = {"stand": ACTION_STATES}
    if kind == "count":
        options |= msgspec.to_builtins(divisions())
    return [
        _Field(
            column.name,
            f"{column.name[:1].upper()}{column.name[1:]}{'' if column.required else ' (mag leeg)'}",
            column.help,
            tuple(options.get(column.name, ())),
        )
        for column in COLUMNS[kind]
        if column.field not in (SUBJECT, REPLACES)
    ]


def _ask(field: _Field) -> str:
    key = field_key(field.column)
    if field.options:
        return st.selectbox(field.label, field.options, help=None, key=key)
    long = field.column in ("toelichting", "tekst")
    show = st.text_area if long else st.text_input
    return show(field.label, placeholder=field.help, key=key)


def _ask_replaced(known: Sequence[Report]) -> str:
    """Ask whether this is a correction of something that was published; return its number."""
    if not known:
        return ""
    numbers = {"": "nee, dit is nieuw"}
    numbers |= {row.id: f"ja, {row.id}: {when_and_what(row)}" for row in known}
    return st.selectbox(
        "Verbetert dit een eerdere melding?",
        list(numbers),
        format_func=numbers.__getitem__,
        key=field_key("vervangt"),
    )


def _rules(kind: ReportKind, subject: str) -> list[str]:
    goal = load_goals().get(subject) if kind == "measurement" else None
    if goal is None:
        return [column.help for column in COLUMNS.get(kind, ()) if column.field == "value"]
    kinds = "een percentage van 0 tot en met 100" if goal.is_share else "een getal van nul of meer"
    whole = ", zonder cijfers achter de komma" if counts_whole(goal) else ""
    told = [f"Eenheid: {goal.unit}. Vul {kinds} in{whole}."]
    if goal.pace.yearly:
        told.append("Dit doel begint elk jaar opnieuw: geef het getal van dat jaar.")
    elif goal.cumulative:
        told.append("Dit doel telt op: geef alles vanaf het begin, niet alleen wat erbij kwam.")
    return told
