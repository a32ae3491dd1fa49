"""The profiles of municipalities and regions: all figures of one area in one view."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from functools import lru_cache
from time import monotonic
from urllib.parse import urlencode, urljoin

import streamlit as st
from markupsafe import Markup

from components.deck.labels import HANDOUT, SHOWING, deck_address
from components.deck.pins import pin_deck
from components.markup.hero import Hero
from components.markup.templates import macro
from components.profile.area import profile_mark, profile_of
from components.profile.around import around_of
from components.profile.asked import profile_areas, read_area
from components.profile.choose import choice_groups, choice_map, locator
from components.profile.model import SLUG, Profile
from components.profile.sheet import profile_sheet, stem_of
from components.profile.words import profile_lead, profile_title
from components.widgets.block import show_block
from components.widgets.choice_map import show_choice_map
from components.widgets.download_buttons import show_download_buttons
from components.widgets.hero import show_hero
from components.widgets.page_link import MUNICIPALITY, note_skipped, write_link
from components.widgets.selection import choose_one, current_theme, follow_one
from components.words.formatting import counted, join_words
from components.words.hosting import has_own_routes
from components.words.registers import agreements_mark
from components.words.share_links import FilePlace, ShareLink
from components.words.texts import load_section
from data_loaders.clock import dutch_today
from data_loaders.decks.ready import decks_by_place, make_ready_deck
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import Region, load_regions

PAGE, NAME, ROOM = "gemeenten", "Gemeenten", "gemeenten"
BESIDE, NONE = "naast", ""
_MAP = "kaart-gemeenten"


def chosen_area() -> str:
    """Return the code of the area whose profile is asked for, or nothing."""
    if not st.session_state.get(MUNICIPALITY):  # another page may have had no use for the link
        st.session_state.pop(MUNICIPALITY, None)
    code = follow_one(_options(), MUNICIPALITY, _name, NONE, _read)
    st.session_state[MUNICIPALITY] = code  # else a choice of that name on another page is lost here
    return code


def _options() -> list[str]:
    return [NONE, *profile_areas()]


def _name(code: str) -> str:
    return profile_areas()[code].label if code else "Kies een gemeente"


def _name_beside(code: str) -> str:
    return profile_areas()[code].label if code else "Niet vergelijken"


def _read(text: str) -> Sequence[str]:
    """Return the area that a word of a link stands for; of none, the page says why."""
    return _reading(text, MUNICIPALITY)


def _read_beside(text: str) -> Sequence[str]:
    return _reading(text, BESIDE)


def _reading(text: str, key: str) -> Sequence[str]:
    code, sentence = read_area(text)
    if sentence:
        note_skipped(key, sentence)
    return [code] if code else ()


def show_choices() -> None:
    """Show where the profiles are: on a map with names, in lists, and in a box to type in."""
    section = load_section(PAGE, "kiezen")
    show_hero(Hero(section.title, section.intro, name=NAME))
    with st.container(key="profielkeuze", horizontal=True):
        choose_one("Gemeente of regio", _options(), MUNICIPALITY, _name, _read)
    left, right = st.columns([5, 4], gap="small")
    with left, st.container(key="paneel-gemeenten"):
        told = macro("basis", "sub", "Klik op een gemeente. De namen staan ook in de lijst.")
        show_choice_map(choice_map(current_theme()), section.title, told, _MAP, _choose)
    right.html(macro(ROOM, "choices", choice_groups()))


def _choose(codes: Sequence[str]) -> None:
    """Open the profile of the municipality that was picked on the map; for a callback."""
    for code in codes[-1:]:
        st.session_state[MUNICIPALITY] = code
        write_link(MUNICIPALITY, [code], [NONE])


def show_profile(code: str) -> None:
    """Show what stands out in an area, and what can be chosen and made of it."""
    profile = _profile(code, _beside(code))
    steps = ((NAME, f"./{SLUG}"), (profile.place.area.name, ""))
    side = locator(profile.place, current_theme())
    show_hero(Hero(profile_title(profile), profile_lead(profile), steps, side=side))
    with st.container(key="profielkeuze", horizontal=True):
        choose_one("Andere gemeente", _options(), MUNICIPALITY, _name, _read)
        choose_one("Vergelijk met", _beside_options(code), BESIDE, _name_beside, _read_beside)
        st.html(macro(ROOM, "actions", _links(profile), _share(profile.place.area)))
        if not has_own_routes():
            stem, place = stem_of(profile.place.area), FilePlace(f"gemeente/{code}")
            show_download_buttons(lambda: profile_sheet(profile), stem, PAGE, place)


def _beside_options(code: str) -> list[str]:
    return [option for option in _options() if option != code]


def _beside(code: str) -> str:
    return follow_one(_beside_options(code), BESIDE, _name_beside, NONE, _read_beside)


def _shown_beside(code: str) -> str:
    """Return the same once its control is shown: the link is not followed again."""
    found = st.session_state.get(BESIDE)
    return found if found in _beside_options(code) else NONE


def _profile(code: str, beside: str) -> Profile:
    return profile_of(code, beside, dutch_today(), profile_mark(_minute()))


def _minute() -> int:
    return int(monotonic() // 60)


def _links(profile: Profile) -> list[ShareLink]:
    """Return what can be made of a profile: a presentation, a PDF, files."""
    if not has_own_routes():
        return []
    place = profile.place
    name, beside = place.area.name, place.beside
    asked = f"?{urlencode({BESIDE: beside.code})}" if beside else ""
    files = [
        ShareLink(label, f"./gemeente/{place.area.code}.{ending}{asked}", f"{label}: {name}", True)
        for label, ending in (("Excel", "xlsx"), ("CSV", "csv"))
    ]
    return [*_shown(place.area.code, name, _minute()), *files]


@lru_cache(maxsize=64)
def _shown(code: str, name: str, _minute: int) -> list[ShareLink]:
    """Return the ready-made presentation of an area of ours, to show and on paper."""
    if code not in decks_by_place():
        return []
    deck = pin_deck(make_ready_deck(decks_by_place()[code], dutch_today(), code))
    ways = (("Presentatie", SHOWING), ("PDF", HANDOUT))
    return [
        ShareLink(label, deck_address(way, deck), f"{label} van {name} (nieuw venster)")
        for label, way in ways
    ]


def _share(area: Region) -> tuple[str, str]:
    """Return the address of a profile, and the code with which another site has it in a page."""
    address = urljoin(st.context.url or "", f"{SLUG}?{urlencode({MUNICIPALITY: area.code})}")
    framed = macro(ROOM, "iframe", f"{address}&embed=true", f"{area.name} in cijfers")
    return address, str(framed)


def show_regional(code: str) -> None:
    """Show what is known for the region only."""
    profile = _profile(code, _shown_beside(code))
    if profile.regional:
        area = profile.place.region or profile.place.area
        st.html(macro(ROOM, "regional", profile, area))


def show_around(code: str) -> None:
    """Show the projects, sectors, actions and partners that touch an area of ours."""
    if shown := _around(code, agreements_mark()):
        st.html(shown)


@lru_cache(maxsize=64)
def _around(code: str, _mark: Fingerprint) -> Markup:
    area = load_regions().get(code)
    found = around_of(area)
    is_region = area.level != "gemeente"
    return macro(ROOM, "around", found, area.label, is_region) if found else Markup()


def show_figures(code: str) -> None:
    """Show all figures of an area in one table."""
    show_block(_figures(code, _shown_beside(code), dutch_today(), profile_mark(_minute())))


@lru_cache(maxsize=64)
def _figures(code: str, beside: str, today: date, mark: Hashable) -> Markup:
    profile = profile_of(code, beside, today, mark)
    count = counted(len(profile.main), "cijfer", "cijfers")
    others = counted(len(profile.others), "ander", "andere")
    told = f"{count}, {others} ingeklapt. {join_words(profile.sources)}."
    return macro(ROOM, "figures", profile, told)
