"""The page Wie is wie: all organisations, one of them, who decides, and what a partner promises."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.deal.partners import KIND_TITLES
from components.markup.hero import Hero, totals
from components.markup.templates import macro
from components.stories import decides, parties
from components.stories.roles import spellings
from components.widgets.filters import search_text
from components.widgets.hero import show_hero
from components.widgets.page_link import clear_skipped, note_skipped
from components.widgets.parts import show_downloads, show_parts, show_plain_part
from components.widgets.selection import choose_one
from components.widgets.tabs import open_tab, tab_links
from components.words.registers import agreements_mark
from components.words.texts import load_section
from data_loaders.agreements.organisations import KINDS, Organisation, plain_name
from data_loaders.agreements.registers import load_by_id
from data_loaders.files.errors import DataError

PAGE, NAME = "wie-is-wie", "Wie is wie"
ORGANISATION, KIND, SEARCH = "organisatie", "soort", "zoek"
STEPS = (("Doelen en projecten", "./hca-doelen"), (NAME, ""))
TABS = {
    "organisaties": "Organisaties",
    "besluiten": "Regionaal Beraad",
    "akkoord": "Human Capital Akkoord",
    "beloften": "Wat een partner belooft",
}
UNKNOWN = "De organisatie in deze link kennen wij niet. Hieronder staan ze alle."
NOBODY = "Geen organisatie past bij wat u zoekt. Probeer een ander woord."


def show_who() -> None:
    """Show the organisation that the address asks for, or else the part that is open."""
    if found := _asked():
        _show_one(found)
        return
    opened = open_tab(TABS)
    show_hero(_hero(opened))
    shows = {
        "besluiten": {"beraad": _show_beraad},
        "akkoord": {"akkoord": _show_accord},
        "beloften": {"beloften": _show_promises},
    }
    if opened in shows:
        show_parts(PAGE, shows[opened])
    else:
        show_plain_part(PAGE, "lijst", _show_list)


def _asked() -> Organisation | None:
    """Return the organisation that the address names, by id or by any of its names."""
    asked = st.query_params.get(ORGANISATION, "")
    clear_skipped(ORGANISATION)
    if not asked:
        return None
    try:
        known = load_by_id(Organisation)
        if item := known.get(asked) or known.get(spellings().get(plain_name(asked), "")):
            return item
    except DataError:  # the list says for itself that it cannot be shown
        return None
    note_skipped(ORGANISATION, UNKNOWN)
    return None


def _hero(opened: str) -> Hero:
    tabs = tab_links(TABS, opened, ORGANISATION)
    if opened != next(iter(TABS)):
        section = load_section(PAGE, f"kop-{opened}")
        return Hero(section.title, section.intro, STEPS, tabs)
    section = load_section(PAGE, "kop")
    try:
        found = parties.every_party(agreements_mark())
    except (DataError, KeyError):
        return Hero(section.title, section.intro, STEPS, tabs)
    named = sum(item.organisation.generic == "nee" for item in found)
    side = totals(
        [(str(named), "organisaties bij naam"), (str(len(found) - named), "groepen zonder naam")]
    )
    return Hero(parties.parties_finding(found), section.intro, STEPS, tabs, side)


def _show_list() -> None:
    found = parties.every_party(agreements_mark())
    names = {"": "Alle soorten"} | {str(kind): KIND_TITLES[kind] for kind in KINDS}
    with st.container(key="wie-filters", horizontal=True, vertical_alignment="bottom"):
        text = search_text("Zoek een organisatie", SEARCH, "Naam of afkorting")
        kind = choose_one("Soort", list(names), KIND, names.__getitem__)
    shown = parties.found_parties(found, text, kind)
    if not text and not kind:
        with st.container(key="paneel-wie-meest"):
            st.html(parties.most_active(found))
    with st.container(key="paneel-wie-lijst"):
        _show_found(shown)


def _show_found(shown: Sequence[parties.Listed]) -> None:
    if not shown:
        st.html(macro("basis", "empty", NOBODY))
        return
    st.html(parties.party_list(shown))
    show_downloads("organisaties", {item.organisation.id for item in shown}, "organisaties")


def _show_one(item: Organisation) -> None:
    steps = ((NAME, f"./{PAGE}"), (item.name, ""))
    lead = parties.party_lead(item)
    show_hero(Hero(item.name, lead, steps, name=f"{item.name} – {NAME}"))

    def show() -> None:
        st.html(parties.party_sheet(item.id, agreements_mark()))
        show_downloads("partners", {item.id}, "wie-partners", column="organisatie_id")

    show_plain_part(PAGE, "organisatie", show)


def _show_beraad() -> None:
    st.html(decides.beraad_html(agreements_mark()))
    show_downloads("beraad", None, "beraad")


def _show_accord() -> None:
    st.html(decides.accord_html(agreements_mark()))
    show_downloads("hca_governance", None, "hca_governance")


def _show_promises() -> None:
    st.html(decides.promises_html(agreements_mark()))
    show_downloads("hca_effecten", None, "hca_effecten", "Effecten en beloften")
    show_downloads("hca_dekking", None, "hca_dekking", "Dekking")
