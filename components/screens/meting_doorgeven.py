"""The page Meting doorgeven: who reports what, when and how, and the workbooks to fill in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from components.markup.templates import macro
from components.widgets.selection import choose_one
from components.widgets.texts import show_text
from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurement_template import measurement_template
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.monitor import contact
from data_loaders.reports.duties import Duty, load_duties
from data_loaders.reports.template import report_template

PAGE = "meting-doorgeven"
FOR, HCA = "voor", "hca"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED = ("Wat", "Wie", "Wanneer", "Waar dat staat")
NOT_AGREED = "in geen document"
NO_CONTACT = "Mail het bestand naar de beheerder van deze monitor. Het adres is nog niet ingevuld."


def show_duties() -> None:
    """Show what is asked of whom, and when."""
    st.html(macro("meting-doorgeven", "asked", tuple(map(_asked, load_duties()))))


def _asked(item: Duty) -> tuple[str, tuple[tuple[str, str], ...]]:
    told = (item.what, item.who, item.when, item.agreed or NOT_AGREED)
    return item.name, tuple(zip(ASKED, told, strict=True))


def show_workbooks() -> None:
    """Offer the workbook of every kind; that of measurements has the goals of a project in it."""
    names = {HCA: "De doelen van het Human Capital Akkoord"}
    names |= {item.id: item.name for item in load_by_id(Project).values() if _goals(item.id)}
    with st.container(key="sjabloon-meting", horizontal=True, vertical_alignment="bottom"):
        chosen = choose_one("Metingen van", list(names), FOR, names.__getitem__)
        _offer("Download het Excelbestand", f"metingen-{chosen}", partial(_measuring, chosen))
    with st.container(key="sjablonen", horizontal=True):
        for item in load_duties():
            if item.kind != "measurement":
                _offer(item.name, item.name, partial(report_template, item.kind))


def _goals(parent: str) -> Sequence[Goal]:
    """Return the goals of a project, or those of the agreement."""
    return [
        goal
        for goal in load_goals().values()
        if (goal.of == "hca" if parent == HCA else (goal.of, goal.parent) == ("project", parent))
    ]


def _measuring(parent: str) -> bytes:
    return measurement_template(_goals(parent))


def _offer(label: str, stem: str, make: Callable[[], bytes]) -> None:
    name = f"{stem.lower().replace(' ', '-')}.xlsx"
    st.download_button(label, make, name, WORKBOOK, key=f"sjabloon-{stem}", on_click="ignore")


def show_how() -> None:
    """Show how somebody hands it in, and what to mind."""
    shown, address = contact()
    st.html(macro("meting-doorgeven", "contact", shown, address, NO_CONTACT))
    show_text("meting")
