"""The search finds figures, areas, sectors, projects and documents by what people type."""

from __future__ import annotations

import pytest

from components.markup.menu import PageEntry
from components.search.entries import MUNICIPALITIES, Entry, search_entries
from components.search.found import Found, find_entries, the_one
from components.search.page import MOST, found_body, found_title
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import fetched_indicators
from data_loaders.documents import load_documents
from data_loaders.geo.regions import load_regions
from pages import PAGES


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("zevenaar", "Gemeente", "Zevenaar"),
        ("ZEVENAAR ", "Gemeente", "Zevenaar"),
        ("bijstand", "Cijfer", "Bijstand"),
        ("techniek", "Project", "Techniekdag"),
        ("soil", "Project", "Soil Valley"),
        ("human capital akkoord", "Document", "Human Capital Akkoord"),
        ("liemers", "Streek", "de Liemers"),
        ("rijk van nijmegen", "Arbeidsmarktregio", "Rijk van Nijmegen"),
        ("amsterdam", "Gemeente", "Amsterdam"),
        ("uwv", "Organisatie", "UWV"),
        ("vno ncw", "Organisatie", "VNO-NCW Midden"),
        ("beraad", "Pagina", "Regionaal Beraad"),
    ],
)
def test_what_is_typed_is_found(known: tuple[Entry, ...], typed: str, kind: str, name: str) -> None:
    found = find_entries(typed, known)
    assert not found.near
    assert any(item.kind == kind and item.name.startswith(name) for item in found.entries)


def test_everything_there_is_can_be_found_by_its_own_name(known: tuple[Entry, ...]) -> None:
    names = [item.title for item in fetched_indicators().values()]
    names += [item.name for item in load_regions().regions]
    names += [item.name for item in (*load(Sector), *load(Project))]
    names += [item.title for item in load_documents().values()]
    for name in names:
        found = find_entries(name, known)
        assert not found.near and name in [item.name for item in found.entries], name


def test_a_name_that_begins_so_goes_first(known: tuple[Entry, ...]) -> None:
    assert find_entries("zorg", known).entries[0].name.startswith("Zorg")


@pytest.mark.parametrize(
    ("typed", "name"), [("zevnaar", "Zevenaar"), ("bijstandsgerechtigden", "Bijstandsuitkeringen")]
)
def test_what_is_spelled_like_it_is_offered_and_said_to_be_no_more_than_that(
    known: tuple[Entry, ...], typed: str, name: str
) -> None:
    found = find_entries(typed, known)
    assert found.near and name in [item.name for item in found.entries]
    assert found_title(typed, found) == f"Niets gevonden voor '{typed}'"
    assert "Dit lijkt op wat u zoekt." in found_body(typed, found, "./", "./zoek")


@pytest.mark.parametrize("typed", ["", " ", "xq", "scholingsalliantie", "<b>", "%s", "\U0001f4a9"])
def test_what_is_not_there_is_said_in_one_sentence(known: tuple[Entry, ...], typed: str) -> None:
    found = find_entries(typed, known)
    assert found == Found((), near=True)
    body = found_body(typed, found, "./", "./zoek")
    assert "<b>" not in body and body.count("<h1") == 1


def test_a_municipality_leads_to_its_profile_where_there_is_one(known: tuple[Entry, ...]) -> None:
    here = the_one("zevenaar", find_entries("zevenaar", known))
    assert here
    has_profile = any(page.slug == MUNICIPALITIES for page in PAGES)
    assert (here.address == "gemeenten?gemeente=GM0299") == has_profile
    without = tuple(page for page in PAGES if page.slug != MUNICIPALITIES)
    pages = (*without, PageEntry(MUNICIPALITIES, "Gemeenten"))
    there = the_one("zevenaar", find_entries("zevenaar", search_entries(pages, "ander")))
    assert there and there.address == "gemeenten?gemeente=GM0299"


def test_a_long_list_is_cut_and_says_so(known: tuple[Entry, ...]) -> None:
    found = find_entries("e", known)
    assert len(found.entries) > MOST
    body = found_body("e", found, "./", "./zoek")
    assert f"U ziet de eerste {MOST}." in body and body.count("<li>") == MOST
