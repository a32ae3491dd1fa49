"""The page Meting doorgeven: who reports what, when and how, and the workbooks to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from components.files.formats import FORMATS
from components.markup.templates import macro
from components.widgets.download_buttons import FileOffer, show_files
from components.widgets.selection import choose_one
from components.widgets.texts import show_text
from components.words.share_links import FilePlace
from data_loaders.monitor import contact
from data_loaders.reports.duties import Duty, load_duties
from data_loaders.reports.workbooks import (
    goal_groups,
    make_workbook,
    measuring_name,
    other_duties,
)

PAGE = "meting-doorgeven"
FOR = "voor"
XLSX = FORMATS["xlsx"]
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
    names = goal_groups()
    with st.container(key="sjabloon-meting", horizontal=True, vertical_alignment="bottom"):
        chosen = choose_one("Metingen van", list(names), FOR, names.__getitem__)
        _offer({measuring_name(chosen): f"Download het Excelbestand: {names[chosen]}"})
    with st.container(key="sjablonen", horizontal=True):
        _offer({stem: item.name for stem, item in other_duties().items()})


def _offer(labels: Mapping[str, str]) -> None:
    """Offer workbooks: the text of each by the name of its file."""
    offers = []
    for stem, label in labels.items():
        place, make = FilePlace(f"{PAGE}/{stem}"), partial(make_workbook, stem)
        offers.append(FileOffer(label, label, XLSX, place, stem, make))
    show_files(offers, "sjabloon")


def show_how() -> None:
    """Show how somebody hands it in, and what to mind."""
    shown, address = contact()
    st.html(macro("meting-doorgeven", "contact", shown, address, NO_CONTACT))
    show_text("meting")
