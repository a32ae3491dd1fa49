"""The page Om ons heen: Oost-Nederland, its networks, and agendas of other regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from time import monotonic

import streamlit as st

from components.charts.map_picture import map_picture
from components.markup.hero import Hero
from components.markup.templates import macro
from components.profile import beside
from components.profile.area import profile_mark
from components.stories import around
from components.widgets.block import show_block
from components.widgets.choice_map import NO_MAP
from components.widgets.hero import show_hero
from components.widgets.parts import show_downloads, show_parts
from components.widgets.selection import current_theme
from components.widgets.tabs import open_tab, tab_links
from components.words.registers import agreements_mark
from components.words.source import records_source
from data_loaders.agreements.registers import load
from data_loaders.agreements.surroundings import EastRegion, StoryKind
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError

PAGE, NAME = "om-ons-heen", "Om ons heen"
STEPS = (("Doelen en projecten", "./hca-doelen"), (NAME, ""))
TABS = {
    "oost": "Oost-Nederland",
    "netwerken": "Netwerken en successen",
    "knelpunten": "Knelpunten en suggesties",
    "seece": "Hoe SEECE werkt",
    "agendas": "Agenda's van regio's",
    "utrecht": "Projecten in Utrecht",
}
LEADS = {
    "oost": "Regio Oost is Gelderland en Overijssel, met acht arbeidsmarktregio's.",
    "netwerken": "Wie verbindt in Gelderland en Overijssel, en wat daar lukte.",
    "knelpunten": "Uit het document Regio Oost, zonder datum.",
    "seece": "Het energiecentrum van de HAN, volgens Regio Oost.",
    "agendas": "Wat een regionale agenda is en doet, uit een landelijke presentatie.",
    "utrecht": "Uit een landelijke presentatie. Deze projecten zijn niet van onze regio.",
}
TITLES = {
    "netwerken": "Twee provincies, elk met eigen trekkers",
    "seece": "SEECE: klein en te bewijzen, en altijd samen",
    "agendas": "In bijna elke regio wordt aan een agenda gewerkt",
}
FOUND: Mapping[str, Callable[[], str]] = {
    "oost": lambda: beside.regions_finding(_regions()),
    "knelpunten": around.linked_finding,
    "utrecht": around.others_finding,
}


def show_surroundings() -> None:
    """Show the part that is open."""
    opened = open_tab(TABS)
    show_hero(Hero(_title(opened), LEADS[opened], STEPS, tab_links(TABS, opened)))
    show_parts(PAGE, _PARTS[opened])
    show_downloads(*_FILES.get(opened, ("omgeving", None, "omgeving")))


def _title(opened: str) -> str:
    """Return what was found; where it cannot be read the part says so itself."""
    try:
        return FOUND[opened]() if opened in FOUND else TITLES[opened]
    except (DataError, KeyError):
        return TABS[opened]


def _regions() -> tuple[beside.BesideRegion, ...]:
    return beside.regions_beside(
        dutch_today(), (profile_mark(int(monotonic() // 60)), agreements_mark())
    )


def _show_regions() -> None:
    found = _regions()
    drawn, legend = beside.regions_map(found, current_theme())
    rows = found[0].rows
    columns = [(beside.column_name(row), row.when) for row in rows]
    with st.container(key="paneel-oost"):
        when = next((row.when for row in rows if row.indicator.id == beside.MAPPED), "")
        told = f"Vestigingen van bedrijven per 1.000 inwoners (berekend), {when}"
        st.html(macro("basis", "heading", told))
        left, right = st.columns([6, 5], gap="medium")
        with left:
            if drawn:
                show_block(map_picture(drawn, f"Kaart. {told}"))
            else:
                st.html(macro("basis", "empty", NO_MAP))
        with right:
            ranked = macro("documenten", "ranked", beside.regions_ranked(found))
            st.html(ranked + macro("basis", "legend", legend))
        spelled = beside.spelled_otherwise(found)
        st.html(macro("documenten", "regions", found, columns, _STANDOUT, _CAPTION, spelled))
        st.html(macro("basis", "records", records_source(load(EastRegion))))


_STANDOUT = "vestigingen per inwoner, berekend"
_CAPTION = "Bron van de cijfers: CBS, kopie bij de monitor. Onze regio's zijn vet."


def _show_kind(kind: StoryKind, *, numbered: bool = False) -> None:
    st.html(around.story_cards(kind, agreements_mark(), numbered=numbered))


def _show_linked() -> None:
    st.html(around.linked_lists(agreements_mark()))


def _show_others() -> None:
    st.html(around.other_projects(agreements_mark()))


_PARTS: Mapping[str, Mapping[str, Callable[[], None]]] = {
    "oost": {"oost": _show_regions, "gebied": partial(_show_kind, "oost")},
    "netwerken": {
        "netwerken": partial(_show_kind, "netwerk"),
        "successen": partial(_show_kind, "succes"),
        "samenhang": partial(_show_kind, "samenhang"),
    },
    "knelpunten": {"knelpunten": _show_linked},
    "seece": {"seece": partial(_show_kind, "seece"), "lezen": partial(_show_kind, "bron")},
    "agendas": {
        "wat": partial(_show_kind, "agenda"),
        "stappen": partial(_show_kind, "stap", numbered=True),
        "factoren": partial(_show_kind, "succesfactor", numbered=True),
        "rollen": partial(_show_kind, "rol", numbered=True),
        "voorbeelden": partial(_show_kind, "voorbeeld"),
        "waarom": partial(_show_kind, "achtergrond"),
    },
    "utrecht": {"utrecht": _show_others},
}
_FILES = {
    "oost": ("oost_regios", None, "oost_regios"),
    "utrecht": ("uta_projecten", None, "uta_projecten"),
}
